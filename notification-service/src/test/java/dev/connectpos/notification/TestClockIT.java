package dev.connectpos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.account.events.v1.ApiKeyRevoked;
import dev.connectpos.clock.ShiftableClock;
import dev.connectpos.notification.application.Retention;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The clock that acquirer-service puts forward. In an application of its own: it stays so. */
@QuarkusTest
@TestProfile(TestClockIT.Apart.class)
@WithTestResource(Backends.class)
class TestClockIT {
  /** Another application than the other tests have. */
  public static class Apart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      var overrides = new HashMap<>(new TestSpeed().getConfigOverrides());
      overrides.put("connect.stream.total", "7");
      return overrides;
    }
  }

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  @Inject ShiftableClock clock;
  @Inject Retention retention;

  @Test
  void keysEndByItAndWebhooksGoOnByTheRealTime() {
    try (var facts = new Facts(kafka, registry);
        var receiver = new Receiver()) {
      var pdv = Pdv.known(facts, "Loja");
      pdv.register(receiver.url());
      Instant inADay = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);
      var revoked =
          new ApiKeyRevoked(pdv.account(), "key_" + pdv.account(), Facts.sha256(pdv.key()), inADay);
      facts.account(pdv.account(), 3, "account.key_revoked", revoked);
      facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_before", 1);
      await().atMost(Duration.ofSeconds(30)).until(() -> receiver.received().size() == 1);
      assertThat(pdv.request().get("/core/v5/hooks").statusCode()).isEqualTo(200);

      facts.putForward(Duration.ofDays(180));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> clock.ahead().equals(Duration.ofDays(180)));

      assertThat(pdv.request().get("/core/v5/hooks").statusCode()).isEqualTo(401);
      assertThat(retention.sweep()).isFalse();
      facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_after", 1);
      await().atMost(Duration.ofSeconds(30)).until(() -> receiver.received().size() == 2);
      // A receiver compares it with its own clock, and refuses what is off by minutes.
      long sent =
          Long.parseLong(
              receiver
                  .received()
                  .getLast()
                  .headers()
                  .firstValue("webhook-timestamp")
                  .orElseThrow());
      assertThat(Duration.between(Instant.ofEpochSecond(sent), Instant.now()).abs())
          .isLessThan(Duration.ofMinutes(1));
    }
  }
}
