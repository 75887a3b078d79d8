package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.outbox.WireMessage.Aggregate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The inbox with parked messages in PostgreSQL. */
class InboxIT extends InboxContract {

  private static final String BOOK =
      "SELECT string_agg(key || ' ' || version, ', ' ORDER BY key) FROM book";

  private final Stage stage = new Stage();
  private final JdbcParking parking = new JdbcParking(stage.dataSource());

  @Override
  Parking parking() {
    return parking;
  }

  @AfterEach
  void close() throws SQLException {
    stage.close();
  }

  @Test
  void goesOnWithOtherAggregatesWhileSomeoneHoldsARowForEver() throws SQLException {
    stage.sql("CREATE TABLE book (key text PRIMARY KEY, version bigint NOT NULL)");
    stage.sql("INSERT INTO book VALUES ('a', 0), ('b', 0)");
    Delivery delivery = delivery(parking);
    var inbox = new LaneInbox(delivery, new Lanes(4));
    var parked = new JdbcParkedMessages(stage.dataSource(), parking, delivery, inbox);
    try (Connection lost = stage.connect()) {
      lost.setAutoCommit(false);
      locked(lost, "a");

      inbox.process(batch(Stream.of(a(1), b(1), a(2), b(2)).toList()), this::inItsRow);
      inbox.process(batch(Stream.of(a(3), b(3)).toList()), this::inItsRow);
      parked.replayByItself();
      assertThat(stage.sql(BOOK)).isEqualTo("a 0, b 3");
    }

    parked.replayByItself();
    inbox.process(batch(List.of(a(4))), this::inItsRow);
    assertThat(stage.sql(BOOK)).isEqualTo("a 4, b 3");
    assertThat(parked.count()).isZero();
  }

  /** As services do it: lock, compare versions, write. */
  private Verdict inItsRow(InboundMessage message) {
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET lock_timeout = '50ms'");
      long last = locked(connection, message.key());
      Verdict verdict = Verdict.of(last, message.aggregateVersion());
      if (verdict == Verdict.APPLIED) {
        statement.execute(
            "UPDATE book SET version = version + 1 WHERE key = '" + message.key() + "'");
      }
      connection.commit();
      return verdict;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long locked(Connection connection, String key) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT version FROM book WHERE key = '" + key + "' FOR UPDATE")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static ConsumerRecord<String, byte[]> a(long version) {
    return Messages.consumed(Messages.wire("a", version));
  }

  private static ConsumerRecord<String, byte[]> b(long version) {
    return Messages.consumed(Messages.wire("b", version));
  }

  @Test
  void keepsAMessageAsItWas() {
    WireMessage message = Messages.wire("a", 7);
    parking.park(message, Parking.Reason.GAP, "why");
    parking.park(message, Parking.Reason.BEHIND, "again");

    Aggregate aggregate = message.aggregate();
    List<Parking.Parked> waiting = parking.waiting(aggregate);
    assertThat(waiting).hasSize(1);
    assertThat(waiting.getFirst().reason()).isEqualTo(Parking.Reason.GAP);
    assertThat(waiting.getFirst().message()).usingRecursiveComparison().isEqualTo(message);
    assertThat(parking.hopeful()).containsExactly(aggregate);
    assertThat(stage.parkedMessages().count()).isEqualTo(1);

    parking.resolve(waiting.getFirst());
    assertThat(parking.waiting(aggregate)).isEmpty();
    assertThat(stage.parkedMessages().count()).isZero();

    parking.park(message, Parking.Reason.BEHIND, "came again, waits again");
    assertThat(parking.waiting(aggregate)).hasSize(1);
  }
}
