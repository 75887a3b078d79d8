package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.outbox.ParkedMessages.Waiting;
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

  @Test
  void showsAnOperatorWhatWaitsAndTriesItAgainInOrder() {
    Delivery delivery = delivery(parking);
    var inbox = new LaneInbox(delivery, new Lanes(4));
    var parked = new JdbcParkedMessages(stage.dataSource(), parking, delivery, inbox);
    book.poison.add("a 1");
    inbox.process(batch(Stream.of(a(1), b(2), a(2), a(3)).toList()), book);

    List<Waiting> waiting = parked.list(0, 10);
    assertThat(waiting)
        .extracting(w -> w.key() + " " + w.aggregateVersion() + " " + w.reason() + " " + w.detail())
        .containsExactlyInAnyOrder(
            "a 1 failed poison",
            "a 2 behind version 1 waits",
            "a 3 behind version 1 waits",
            "b 2 gap null");
    assertThat(waiting).extracting(Waiting::id).isSorted();
    assertThat(waiting).allMatch(Waiting::consumed);
    assertThat(parked.list(waiting.get(1).id(), 1)).containsExactly(waiting.get(2));
    long second = id(waiting, "a", 2);
    assertThat(parked.replay(second)).as("what is before it fails still").isZero();

    book.poison.clear();
    assertThat(parked.replay(second)).as("with what is before it").isEqualTo(2);
    assertThat(book.applied.get("a")).containsExactly(1L, 2L);
    assertThat(parked.replay(second)).as("it waits no more").isZero();
    assertThat(parked.replay(Messages.TOPIC, "a")).isEqualTo(1);
    assertThat(parked.list(0, 10)).extracting(Waiting::key).containsExactly("b");
  }

  @Test
  void appendsOneProducedMessageAgainWithWhatIsBeforeIt() throws SQLException {
    try (Connection connection = stage.connect()) {
      for (long version = 1; version <= 3; version++) {
        var cause = new ParkedRows.Cause(Parking.Reason.REFUSED, null);
        ParkedRows.insert(connection, ParkedRows.Direction.OUT, Messages.wire("a", version), cause);
      }
    }
    ParkedMessages parked = stage.parkedMessages();
    List<Waiting> waiting = parked.list(0, 10);
    assertThat(waiting).noneMatch(Waiting::consumed);

    assertThat(parked.replay(id(waiting, "a", 2))).isEqualTo(2);
    assertThat(stage.sql("SELECT string_agg(aggregate_version::text, ' ' ORDER BY id) FROM outbox"))
        .isEqualTo("1 2");
    assertThat(parked.count()).isEqualTo(1);
  }

  private static long id(List<Waiting> waiting, String key, long version) {
    return waiting.stream()
        .filter(w -> w.key().equals(key) && w.aggregateVersion() == version)
        .findFirst()
        .orElseThrow()
        .id();
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
