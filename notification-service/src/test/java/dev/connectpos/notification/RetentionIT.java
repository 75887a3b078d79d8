package dev.connectpos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.notification.Receiver.Reply;
import dev.connectpos.notification.application.Retention;
import dev.connectpos.notification.events.v1.WebhookExhausted;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is old goes; what is still to be sent stays. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class RetentionIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  @Inject DataSource database;
  @Inject Retention retention;

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
  void forgetsWhatEndedThirtyDaysAgoAndNothingElse() throws SQLException {
    var pdv = Pdv.known(facts, "Loja");
    var hold = new CountDownLatch(1);
    receiver.answering(Reply.of(200), Reply.of(200)).usually(Reply.held(200, hold));
    pdv.register(receiver.url());
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_old", 1);
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));
    age(pdv, "31 days");
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_young", 1);
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent", "sent")));
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_pending", 1);
    soon().until(() -> receiver.received().size() == 3);
    run(
        "UPDATE delivery SET created_at = now() - interval '90 days' WHERE wake_at IS NOT NULL"
            + " AND account_id = '"
            + pdv.account()
            + "'");
    run("UPDATE hook SET occurred_at = now() - interval '90 days' WHERE order_id = 'or_pending'");

    sweep();

    assertThat(orders(pdv)).containsExactlyInAnyOrder("or_young", "or_pending");
    assertThat(pdv.deliveries("status")).containsExactlyInAnyOrder("sent", "pending");
    assertThat(
            strings(
                "SELECT delivery_id FROM delivery_attempt a WHERE NOT EXISTS"
                    + " (SELECT FROM delivery d WHERE d.id = a.delivery_id)"))
        .isEmpty();
    hold.countDown();
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent", "sent")));

    sweep();
    assertThat(orders(pdv)).containsExactly("or_young");
  }

  @Test
  void givesUpWhatIsDueAtAPausedEndpointAsLongAsAnythingIsKept() throws SQLException {
    var pdv = Pdv.known(facts, "Loja");
    String path = "/core/v5/hooks/endpoints/" + pdv.register(receiver.url()).id();
    pdv.request().post(path + "/pause").then().statusCode(200);
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_paused_old", 1);
    soon().until(() -> pdv.deliveries("status").equals(List.of("pending")));

    sweep();
    age(pdv, "31 days");
    sweep();
    // Old, but not due for long, as after a replay.
    assertThat(pdv.deliveries("status")).containsExactly("pending");
    run(
        "UPDATE delivery SET wake_at = wake_at - interval '31 days' WHERE account_id = '"
            + pdv.account()
            + "'");
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_paused_new", 1);
    soon().until(() -> pdv.deliveries("status").size() == 2);
    sweep();
    assertThat(orders(pdv)).containsExactly("or_paused_new");
    assertThat(pdv.deliveries("status")).containsExactly("pending");
    assertThat(receiver.received()).isEmpty();
    soon()
        .until(
            () ->
                facts.stated().stream()
                    .map(event -> event.getPayload())
                    .anyMatch(
                        payload ->
                            payload instanceof WebhookExhausted stated
                                && stated.getAccountId().equals(pdv.account())
                                && stated.getLastError().equals("waited longer than it is kept")));
  }

  @Test
  void forgetsWhatNobodyWanted() throws SQLException {
    var pdv = Pdv.known(facts, "Loja");
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_unwanted", 1);
    soon().until(() -> orders(pdv).equals(List.of("or_unwanted")));

    sweep();
    assertThat(orders(pdv)).hasSize(1);
    run("UPDATE hook SET occurred_at = now() - interval '31 days' WHERE order_id = 'or_unwanted'");
    sweep();
    assertThat(orders(pdv)).isEmpty();
  }

  @Test
  void findsWhatIsOldByAnIndex() {
    assertThat(
            plan(
                "SELECT id FROM delivery WHERE wake_at IS NULL AND created_at < now() ORDER BY created_at"))
        .contains("delivery_ended");
    assertThat(
            plan(
                "SELECT id FROM delivery WHERE wake_at < now() AND created_at < now()"
                    + " ORDER BY created_at"))
        .contains("delivery_waiting");
    assertThat(plan("SELECT id FROM hook WHERE occurred_at < now() ORDER BY occurred_at"))
        .contains("hook_age");
    assertThat(plan("SELECT key FROM idempotency_key WHERE created_at < now() ORDER BY created_at"))
        .contains("idempotency_key_age");
  }

  private void sweep() {
    while (retention.sweep()) {
      // Until nothing old is left.
    }
  }

  private void age(Pdv pdv, String by) throws SQLException {
    String of = " - interval '" + by + "' WHERE account_id = '" + pdv.account() + "'";
    run("UPDATE delivery SET created_at = created_at" + of);
    run("UPDATE hook SET occurred_at = occurred_at" + of);
  }

  private List<String> orders(Pdv pdv) {
    return strings("SELECT order_id FROM hook WHERE account_id = '" + pdv.account() + "'");
  }

  /** As PostgreSQL plans it for a large table, which it neither scans nor sorts. */
  private String plan(String sql) {
    String large = "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; EXPLAIN ";
    return String.join(" ", strings(large + sql + " LIMIT 500"));
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  private List<String> strings(String sql) {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        boolean isRows = statement.execute(sql);
        while (!isRows) {
          isRows = statement.getMoreResults();
        }
        var found = new ArrayList<String>();
        try (var rows = statement.getResultSet()) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
        return found;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
