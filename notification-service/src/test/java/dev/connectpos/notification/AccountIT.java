package dev.connectpos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.account.events.v1.AccountSettingsChanged;
import dev.connectpos.account.events.v1.ApiKeyIssued;
import dev.connectpos.account.events.v1.ApiKeyRevoked;
import dev.connectpos.account.events.v1.Environment;
import dev.connectpos.account.events.v1.KeyKind;
import dev.connectpos.account.events.v1.SetupCheckStarted;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What order-service says of accounts and keys holds here too. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class AccountIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  private Facts facts;

  @BeforeEach
  void begin() {
    facts = new Facts(kafka, registry);
  }

  @AfterEach
  void end() {
    facts.close();
  }

  @Test
  void aRotatedKeyWorksUntilItsTimeIsOver() {
    var old = Pdv.known(facts, "Loja");
    var next = new Pdv(old.account(), old.key() + "_next");
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    revoked(old, 3, now.plusSeconds(3600));
    issued(next, 4);
    soon().until(() -> status(next) == 200);
    assertThat(status(old)).isEqualTo(200);

    revoked(old, 5, now);
    soon().until(() -> status(old) == 401);
    assertThat(status(next)).isEqualTo(200);
  }

  @Test
  void envelopesShowTheNameThatTheAccountHasNow() {
    var pdv = Pdv.known(facts, "Padaria");
    try (var receiver = new Receiver()) {
      pdv.register(receiver.url());
      var settings =
          new AccountSettingsChanged(
              pdv.account(), "Confeitaria", "America/Sao_Paulo", false, false, false, 1L);
      facts.account(pdv.account(), 3, "account.settings_changed", settings);
      var marker = new Pdv(pdv.account(), pdv.key() + "_marker");
      issued(marker, 4);
      soon().until(() -> status(marker) == 200);

      facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_named", 1);
      soon().until(() -> !receiver.received().isEmpty());

      assertThat(receiver.received().getFirst().body()).contains("\"name\":\"Confeitaria\"");
    }
  }

  @Test
  void aSetUpCheckIsNoNewsHere() {
    var pdv = Pdv.known(facts, "Padaria");
    var started = new SetupCheckStarted(pdv.account(), "or_1", "6C582505", Instant.now());
    facts.account(pdv.account(), 3, "setup_check.started", started);
    var marker = new Pdv(pdv.account(), pdv.key() + "_marker");
    issued(marker, 4);
    soon().until(() -> status(marker) == 200);
  }

  private void issued(Pdv pdv, long version) {
    var key =
        new ApiKeyIssued(
            pdv.account(),
            "key_" + version,
            Facts.sha256(pdv.key()),
            KeyKind.SECRET,
            Environment.TEST);
    facts.account(pdv.account(), version, "account.key_issued", key);
  }

  private void revoked(Pdv pdv, long version, Instant validUntil) {
    var key =
        new ApiKeyRevoked(
            pdv.account(), "key_" + pdv.account(), Facts.sha256(pdv.key()), validUntil);
    facts.account(pdv.account(), version, "account.key_revoked", key);
  }

  private static int status(Pdv pdv) {
    return pdv.request().get("/core/v5/hooks").statusCode();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }
}
