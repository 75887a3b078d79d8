package dev.connectpos.outbox;

import dev.connectpos.outbox.WireMessage.Aggregate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Replay, by operators and by the clock. */
final class JdbcParkedMessages implements ParkedMessages {
  private static final Logger LOG = Logger.getLogger(JdbcParkedMessages.class);

  // Out through the outbox once more: in the order of versions, and before anything that commits
  // later. In one statement, so that what is appended and what is resolved are the same rows.
  private static final String RE_APPEND =
      """
      WITH again AS (
        UPDATE parked_message SET resolved_at = now()
        WHERE direction = 'out' AND topic = ? AND message_key = ? AND resolved_at IS NULL
          AND aggregate_type = coalesce(?, aggregate_type) AND aggregate_version <= ?
        RETURNING *)
      INSERT INTO outbox (event_id, aggregate_type, aggregate_id, aggregate_version, topic, type,
          payload, occurred_at, correlation_id, causation_id, traceparent)
      SELECT event_id, aggregate_type, message_key, aggregate_version, topic, type,
          payload, occurred_at, correlation_id, causation_id, traceparent
      FROM again ORDER BY aggregate_type, aggregate_version, id
      """;

  private final DataSource dataSource;
  private final JdbcParking parking;
  private final Delivery delivery;
  private final LaneInbox inbox;

  JdbcParkedMessages(
      DataSource dataSource, JdbcParking parking, Delivery delivery, LaneInbox inbox) {
    this.dataSource = dataSource;
    this.parking = parking;
    this.delivery = delivery;
    this.inbox = inbox;
  }

  @Override
  public List<Waiting> list(long afterId, int limit) {
    try (Connection connection = dataSource.getConnection()) {
      return ParkedRows.list(connection, afterId, limit);
    } catch (SQLException e) {
      throw new JdbcParking.ParkingException(e);
    }
  }

  @Override
  public int replay(String topic, String key) {
    int replayed = reAppend(topic, key, null, Long.MAX_VALUE);
    for (Aggregate aggregate : parking.heldFrom(topic, List.of(key)).keySet()) {
      replayed += delivery.replayFailed(aggregate, handler(topic), Long.MAX_VALUE);
    }
    LOG.infof("%d parked messages of %s %s replayed", replayed, topic, key);
    return replayed;
  }

  @Override
  public int replay(long id) {
    int replayed =
        list(id - 1, 1).stream().filter(w -> w.id() == id).mapToInt(this::replayUpTo).sum();
    LOG.infof("%d parked messages up to %d replayed", replayed, id);
    return replayed;
  }

  private int replayUpTo(Waiting last) {
    if (!last.consumed()) {
      return reAppend(last.topic(), last.key(), last.aggregateType(), last.aggregateVersion());
    }
    var aggregate = new Aggregate(last.topic(), last.aggregateType(), last.key());
    return delivery.replayFailed(aggregate, handler(last.topic()), last.aggregateVersion());
  }

  private MessageHandler handler(String topic) {
    MessageHandler handler = inbox.handler(topic);
    if (handler == null) {
      throw new IllegalStateException("no message of " + topic + " came yet since the start");
    }
    return handler;
  }

  /**
   * Looks whether gaps were closed by another replica, which could not see what waits here, and
   * whether what kept failing works by now.
   */
  void replayByItself() {
    for (Aggregate aggregate : parking.hopeful()) {
      MessageHandler handler = inbox.handler(aggregate.topic());
      if (handler != null) {
        delivery.replay(aggregate, handler);
      }
    }
  }

  @Override
  public long count() {
    try (Connection connection = dataSource.getConnection()) {
      return ParkedRows.count(connection);
    } catch (SQLException e) {
      throw new JdbcParking.ParkingException(e);
    }
  }

  private int reAppend(String topic, String key, @Nullable String aggregateType, long lastVersion) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(RE_APPEND)) {
      statement.setString(1, topic);
      statement.setString(2, key);
      statement.setString(3, aggregateType);
      statement.setLong(4, lastVersion);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new JdbcParking.ParkingException(e);
    }
  }
}
