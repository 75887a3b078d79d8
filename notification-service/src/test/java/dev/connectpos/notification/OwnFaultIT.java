package dev.connectpos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong with us costs receivers nothing. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class OwnFaultIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  @Inject DataSource database;

  private Facts facts;
  private Receiver receiver;

  @BeforeEach
  void begin() {
    facts = new Facts(kafka, registry);
    receiver = new Receiver();
  }

  @AfterEach
  void end() {
    receiver.close();
    facts.close();
  }

  @Test
  void aSecretThatDoesNotOpenCostsNoAttempt() throws SQLException {
    var pdv = Pdv.known(facts, "Loja");
    String endpoint = pdv.register(receiver.url()).id();
    String of = " WHERE id = '" + endpoint + "'";
    run("UPDATE endpoint SET sealed_secret = sealed_secret || '\\x00'" + of);

    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_sealed", 1);
    soon().until(() -> begun(pdv) > 4);
    assertThat(pdv.deliveries("status")).containsExactly("pending");
    assertThat(pdv.deliveries("attempts")).first().asString().matches("[01]/4");
    assertThat(receiver.received()).isEmpty();

    run(
        "UPDATE endpoint SET sealed_secret = substr(sealed_secret, 1, length(sealed_secret) - 1)"
            + of);
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));
    assertThat(pdv.deliveries("attempts")).containsExactly("1/4");
    assertThat(receiver.received()).hasSize(1);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  private int begun(Pdv pdv) throws SQLException {
    try (var connection = database.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT attempts FROM delivery WHERE account_id = '" + pdv.account() + "'")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
