package dev.connectpos.acquirer.host;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What the network remembers, on its own connections and committed statement by statement: what it
 * approved stays approved whatever becomes of us.
 */
@ApplicationScoped
class NetworkBook {
  private final AgroalDataSource source;

  NetworkBook(@DataSource("network") AgroalDataSource source) {
    this.source = source;
  }

  /**
   * An authorization as the network knows it.
   *
   * @param authorizationCode empty if it was declined
   */
  record Decided(boolean approved, String returnCode, String authorizationCode) {}

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Decides an authorization, once: a reference seen before keeps its decision, and one that was
   * reversed before it arrived is refused.
   */
  Decided decide(String reference, long amountMinor, String currency, Decided decision) {
    return run(
        connection -> {
          String sql =
              """
              INSERT INTO authorization_record
                (reference, amount_minor, currency, approved, return_code, authorization_code, held)
              VALUES (?, ?, ?, ?, ?, CASE WHEN ? THEN
                upper(lpad(to_hex(floor(random() * 16777216)::int), 6, '0')) END, ?)
              ON CONFLICT (reference) DO NOTHING""";
          try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, reference);
            insert.setLong(2, amountMinor);
            insert.setString(3, currency);
            insert.setBoolean(4, decision.approved());
            insert.setString(5, decision.returnCode());
            insert.setBoolean(6, decision.approved());
            insert.setBoolean(7, decision.approved());
            insert.executeUpdate();
          }
          return find(connection, reference)
              .orElseThrow(() -> new IllegalStateException("the network lost " + reference));
        });
  }

  /** What was decided about a reference. */
  Optional<Decided> find(String reference) {
    return run(connection -> find(connection, reference));
  }

  /**
   * Releases what is held, and refuses the reference for ever.
   *
   * @return how many advices came for it, this one included, and its amount if it has one
   */
  Released release(String reference) {
    return run(
        connection -> {
          String sql =
              """
              INSERT INTO authorization_record
                (reference, approved, return_code, held, advices, reversed_at)
              VALUES (?, false, '9102', false, 1, clock_timestamp())
              ON CONFLICT (reference) DO UPDATE SET held = false,
                advices = authorization_record.advices + 1,
                reversed_at = coalesce(authorization_record.reversed_at, clock_timestamp())
              RETURNING advices, coalesce(amount_minor, 0)""";
          try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, reference);
            try (ResultSet row = upsert.executeQuery()) {
              row.next();
              return new Released(row.getInt(1), row.getLong(2));
            }
          }
        });
  }

  /** See {@link #release}. */
  record Released(int advices, long amountMinor) {}

  private static Optional<Decided> find(Connection connection, String reference)
      throws SQLException {
    String sql =
        """
        SELECT approved, return_code, coalesce(authorization_code, '')
          FROM authorization_record WHERE reference = ?""";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, reference);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Decided(row.getBoolean(1), row.getString(2), row.getString(3).strip()))
            : Optional.empty();
      }
    }
  }

  private <T> T run(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the simulated network failed", e);
    }
  }
}
