package dev.connectpos.outbox;

import dev.connectpos.outbox.ParkedRows.Cause;
import dev.connectpos.outbox.ParkedRows.Direction;
import dev.connectpos.outbox.WireMessage.Aggregate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Consumed messages that wait, in the service's own database. */
final class JdbcParking implements Parking {

  /** The database did not do it; worth another attempt. */
  static final class ParkingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ParkingException(SQLException cause) {
      super("parked messages cannot be read or written", cause);
    }
  }

  private interface Statement<T> {
    T run(Connection connection) throws SQLException;
  }

  private final DataSource dataSource;

  JdbcParking(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Map<Aggregate, Long> heldFrom(String topic, Collection<String> keys) {
    return with(connection -> ParkedRows.heldFrom(connection, topic, keys));
  }

  @Override
  public void park(WireMessage message, Reason reason, @Nullable String detail) {
    with(
        connection -> {
          ParkedRows.insert(connection, Direction.IN, message, new Cause(reason, detail));
          return true;
        });
  }

  @Override
  public List<Parked> waiting(Aggregate aggregate) {
    return with(connection -> ParkedRows.waiting(connection, Direction.IN, aggregate));
  }

  @Override
  public List<Aggregate> hopeful() {
    var reasons = List.of(Reason.GAP, Reason.DELAYED, Reason.BEHIND);
    return with(connection -> ParkedRows.aggregates(connection, Direction.IN, reasons));
  }

  @Override
  public void resolve(Parked parked) {
    with(
        connection -> {
          ParkedRows.resolve(connection, parked.id());
          return true;
        });
  }

  private <T> T with(Statement<T> statement) {
    try (Connection connection = dataSource.getConnection()) {
      return statement.run(connection);
    } catch (SQLException e) {
      throw new ParkingException(e);
    }
  }
}
