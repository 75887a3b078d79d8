package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.terminal.events.v1.TerminalConnected;
import dev.connectpos.terminal.events.v1.TerminalDisconnected;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.http.WebSocketHandshakeException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class SessionIT {
  @Inject AgroalDataSource database;
  @Inject EventLog log;

  @ConfigProperty(name = "connect.socket.heartbeat")
  Duration heartbeat;

  @Test
  void wrongCredentialGetsNoSocket() {
    Shop shop = Shop.open(log);
    for (String credential : new String[] {"", "x", shop.terminal + ".wrong", "term_no.secret"}) {
      assertThatThrownBy(() -> TestTerminal.open(RestAssured.port, credential))
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              e -> assertThat(e.getResponse().statusCode()).isEqualTo(401));
    }
  }

  @Test
  void welcomeTellsTheTerminalWhoItIs() {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connect()) {
      JsonNode welcome = terminal.next("welcome");
      assertThat(welcome.path("terminal_id").asText()).isEqualTo(shop.terminal);
      assertThat(welcome.path("epoch").asLong()).isEqualTo(1);
      assertThat(welcome.path("mode").asText()).isEqualTo("direct");
      assertThat(welcome.path("heartbeat_ms").asLong()).isEqualTo(2000);
      assertThat(welcome.has("order")).isFalse();
      shop.shown().body("online", equalTo(true)).body("app_version", equalTo("1.0.0"));
    }
    await().untilAsserted(() -> shop.shown().body("online", equalTo(false)));
  }

  @Test
  void everySessionIsStatedWithVersionsInARow() {
    Shop shop = Shop.open(log);
    for (int i = 0; i < 2; i++) {
      shop.connectIdle().close();
      await().untilAsserted(() -> shop.shown().body("online", equalTo(false)));
    }
    await()
        .untilAsserted(
            () -> {
              var events = log.eventsOf(shop.terminal);
              assertThat(events)
                  .extracting(e -> e.getAggregateVersion())
                  .containsExactly(1L, 2L, 3L, 4L, 5L);
              assertThat(((TerminalConnected) events.get(3).getPayload()).getEpoch()).isEqualTo(2);
              assertThat(((TerminalDisconnected) events.get(4).getPayload()).getEpoch())
                  .isEqualTo(2);
            });
  }

  /** adr/0036: nobody is told of a line that was broken for a moment. */
  @Test
  void terminalThatComesBackAtOnceWasNeverAway() {
    // A machine may stand still for a heartbeat; then the terminal was away, and others are told.
    Shop shop =
        Stream.generate(() -> Shop.open(log))
            .limit(5)
            .filter(this::comesBackWithinAHeartbeat)
            .findFirst()
            .orElseThrow();
    await().untilAsserted(() -> shop.shown().body("online", equalTo(false)));
    await()
        .untilAsserted(
            () ->
                assertThat(log.eventsOf(shop.terminal))
                    .extracting(e -> e.getPayload().getClass().getSimpleName())
                    .containsExactly(
                        "TerminalRegistered", "TerminalConnected", "TerminalDisconnected"));
  }

  private boolean comesBackWithinAHeartbeat(Shop shop) {
    TestTerminal first = shop.connectIdle();
    long gone = System.nanoTime();
    first.cut();
    try (TestTerminal back = shop.connect()) {
      assertThat(back.next("welcome").path("epoch").asLong()).isEqualTo(2);
      boolean within = System.nanoTime() - gone < heartbeat.toNanos();
      shop.shown().body("online", equalTo(true));
      back.cut();
      return within;
    }
  }

  @Test
  void newerSessionFencesTheOlder() {
    Shop shop = Shop.open(log);
    try (TestTerminal older = shop.connectIdle();
        TestTerminal newer = shop.connect()) {
      assertThat(newer.next("welcome").path("epoch").asLong()).isEqualTo(2);
      assertThat(older.closeCode()).isEqualTo(4001);
      shop.shown().body("online", equalTo(true));
    }
  }

  @Test
  void sessionFencedByAnotherReplicaIsClosed() throws SQLException {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      sql("update terminal set epoch = epoch + 1 where id = '" + shop.terminal + "'");
      assertThat(terminal.closeCode()).isEqualTo(4001);
    }
  }

  @Test
  void fencedSessionStartsNoPayment() throws SQLException {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      String attempt = shop.newAttempt();
      sql("update terminal set epoch = epoch + 1 where id = '" + shop.terminal + "'");
      terminal.send(Shop.start(order, attempt));
      assertThat(terminal.closeCode()).isEqualTo(4001);
      assertThat(count("select count(*) from payment_attempt where order_id = '" + order + "'"))
          .isZero();
    }
  }

  @Test
  void changeByAnotherReplicaReachesTheTerminal() throws SQLException {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      sql(
          "update open_order set status = 'WITHDRAWN', closed = 'CANCELED' where id = '"
              + order
              + "'; update terminal set screen_version = screen_version + 1 where id = '"
              + shop.terminal
              + "'");
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("canceled");
    }
  }

  /** As it is read when the capture is committed between the order's row and its attempts. */
  @Test
  void orderThatIsReadBeforeItsCaptureIsNotShownAgain() throws SQLException {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.approve(terminal, order, 1990);
      sql(
          "update payment_attempt set state = 'CAPTURED', captured_minor = 1990, sold_at = now()"
              + " where attempt_id = '"
              + attempt.attempt()
              + "'; update terminal set screen_version = screen_version + 1 where id = '"
              + shop.terminal
              + "'");
      terminal.nextResult("captured");
      terminal.send(Shop.query(shop.newAttempt()));
      terminal.nextError("unknown_attempt");
    }
  }

  @Test
  void whatCouldNotBeSentIsSentLater() throws SQLException {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      // The next frame after the reserved numbers are used up needs the database. A ping may take
      // the next ones.
      long seq;
      do {
        allowNumbers();
        do {
          terminal.send(Shop.query(shop.newAttempt()));
          seq = terminal.nextError("unknown_attempt").path("seq").asLong();
        } while (seq % 256 != 0);
        refuseNumbers(shop.terminal);
      } while (count("select last_seq from terminal where id = '" + shop.terminal + "'") != seq);
      shop.placeOrder();
      await().until(() -> count("select last_value from tries where is_called") > 0);
      allowNumbers();
      terminal.next("order.show");
    }
  }

  private void refuseNumbers(String terminal) throws SQLException {
    sql(
        """
        create sequence tries;
        create function refuse() returns trigger language plpgsql as
          $$ begin perform nextval('tries'); raise exception 'no numbers today'; end $$;
        create trigger refuse before update of last_seq on terminal for each row
          when (old.id = '%s') execute function refuse();
        """
            .formatted(terminal));
  }

  private void allowNumbers() throws SQLException {
    sql(
        "drop trigger if exists refuse on terminal; drop function if exists refuse;"
            + " drop sequence if exists tries");
  }

  @Test
  void numbersNeverGoBackFromSessionToSession() {
    Shop shop = Shop.open(log);
    long last = 0;
    for (int i = 0; i < 3; i++) {
      try (TestTerminal terminal = shop.connect()) {
        long seq = terminal.next("welcome").path("seq").asLong();
        assertThat(seq).isGreaterThan(last);
        last = seq;
        if (i == 1) {
          terminal.cut();
        }
      }
    }
  }

  @Test
  void silentTerminalIsGone() {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = TestTerminal.mute(RestAssured.port, shop.credential)) {
      terminal.hello();
      terminal.next("welcome");
      assertThat(terminal.closeCode()).isEqualTo(4002);
      await().untilAsserted(() -> shop.shown().body("online", equalTo(false)));
    }
  }

  @Test
  void answeringTerminalStays() {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      String first = shop.shown().extract().path("last_seen_at");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(shop.shown().extract().<String>path("last_seen_at"))
                      .isGreaterThan(first));
      shop.shown().body("online", equalTo(true));
      assertThat(terminal.waiting()).isZero();
    }
  }

  @Test
  void sessionOfADeadReplicaIsEnded() throws SQLException {
    Shop shop = Shop.open(log);
    sql(
        "update terminal set connected = true, epoch = 1, last_seen_at = now() - interval '1 minute'"
            + " where id = '"
            + shop.terminal
            + "'");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> shop.shown().body("online", equalTo(false)));
  }

  @Test
  void socketWithoutHelloIsClosed() {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = TestTerminal.open(RestAssured.port, shop.credential)) {
      assertThat(terminal.closeCode()).isEqualTo(4003);
    }
  }

  @Test
  void helloComesFirstAndOnlyFirst() {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = TestTerminal.open(RestAssured.port, shop.credential)) {
      terminal.send(Shop.query(shop.newAttempt()));
      assertThat(terminal.nextError("hello_expected").path("in_reply_to").asText())
          .isEqualTo("payment.query");
      terminal.hello();
      terminal.next("welcome");
      terminal.hello();
      terminal.nextError("hello_expected");
    }
  }

  @Test
  void malformedFramesAreAnsweredUpToACap() {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      for (int i = 0; i < 10; i++) {
        terminal.send(i % 2 == 0 ? "{" : "{\"type\":\"dance\"}");
        terminal.nextError(i % 2 == 0 ? "malformed_frame" : "unknown_type");
      }
      assertThat(terminal.closeCode()).isEqualTo(4004);
    }
  }

  @Test
  void frameAbove64KiBIsRefused() {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      terminal.send("{\"type\":\"pong\",\"x\":\"" + "a".repeat(64 * 1024) + "\"}");
      terminal.nextError("frame_too_large");
      assertThat(terminal.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void frameFarAboveTheLimitIsNotEvenRead() {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      terminal.send("a".repeat(1024 * 1024));
      assertThat(terminal.closeCode()).isEqualTo(1009);
    }
  }

  private void sql(String statements) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  private long count(String query) throws SQLException {
    try (var connection = database.getConnection();
        var rows = connection.createStatement().executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
