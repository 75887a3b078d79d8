package dev.connectpos.acquirer.host;

import dev.connectpos.acquirer.application.CardNetwork.CancellationRequest;
import dev.connectpos.acquirer.domain.Cancellation;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the network remembers, on its own connections and committed statement by statement: what it
 * approved stays approved whatever becomes of us.
 */
@ApplicationScoped
class NetworkBook {
  /** Said of what it does not have, or has no more. */
  private static final String UNKNOWN = "9102";

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

  /**
   * What is to be decided.
   *
   * @param byCard whether the card tells all, so that what comes later goes well whatever the cents
   */
  record Asked(
      String reference,
      long amountMinor,
      String currency,
      @Nullable String softDescriptor,
      boolean byCard) {}

  /** What the network does with a cancellation. */
  sealed interface Entry {}

  /**
   * It is in the book, now or before.
   *
   * @param attempts how often it was asked, this time included
   * @param scriptMinor the amount whose cents tell what happens
   */
  record Accepted(int attempts, long scriptMinor) implements Entry {}

  /** It is not. */
  record Rejected(String returnCode) implements Entry {}

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Decides an authorization, once: a reference seen before keeps its decision, and one that was
   * reversed before it arrived is refused.
   */
  Decided decide(Asked asked, Decided decision) {
    return run(
        connection -> {
          String sql =
              """
              INSERT INTO authorization_record
                (reference, amount_minor, currency, approved, return_code, authorization_code, held,
                 soft_descriptor, by_card)
              VALUES (?, ?, ?, ?, ?, CASE WHEN ? THEN
                upper(lpad(to_hex(floor(random() * 16777216)::int), 6, '0')) END, ?, ?, ?)
              ON CONFLICT (reference) DO NOTHING""";
          try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, asked.reference());
            insert.setLong(2, asked.amountMinor());
            insert.setString(3, asked.currency());
            insert.setBoolean(4, decision.approved());
            insert.setString(5, decision.returnCode());
            insert.setBoolean(6, decision.approved());
            insert.setBoolean(7, decision.approved());
            insert.setString(8, asked.softDescriptor());
            insert.setBoolean(9, asked.byCard());
            insert.executeUpdate();
          }
          return find(connection, asked.reference())
              .orElseThrow(() -> new IllegalStateException("the network lost " + asked));
        });
  }

  /** From when on enquiries about a reference are answered. */
  void keepInTheAir(String reference, Instant until) {
    run(
        connection -> {
          String sql =
              "INSERT INTO processing_record (reference, settled_after) VALUES (?, ?)"
                  + " ON CONFLICT (reference) DO NOTHING";
          try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, reference);
            insert.setObject(2, until.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate();
          }
        });
  }

  /** Whether an enquiry about a reference has to wait. */
  boolean isInTheAir(String reference, Instant now) {
    return run(
        connection -> {
          String sql = "SELECT 1 FROM processing_record WHERE reference = ? AND settled_after > ?";
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, reference);
            select.setObject(2, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
              return row.next();
            }
          }
        });
  }

  /** What was decided about a reference. */
  Optional<Decided> find(String reference) {
    return run(connection -> find(connection, reference));
  }

  /**
   * Releases what is held, and refuses the reference for ever.
   *
   * @return how many advices came for it, this one included, and the amount whose cents tell
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
              RETURNING advices,
                CASE WHEN by_card THEN 0 ELSE coalesce(amount_minor, 0) END""";
          try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, reference);
            try (ResultSet row = upsert.executeQuery()) {
              row.next();
              return new Released(row.getInt(1), row.getLong(2));
            }
          }
        });
  }

  /**
   * Enters a cancellation, once for each request: never more than was authorized goes back, and
   * nothing of what is not held.
   */
  Entry cancel(CancellationRequest request) {
    return run(
        connection -> {
          connection.setAutoCommit(false);
          try {
            Entry entry = cancel(connection, request);
            connection.commit();
            return entry;
          } catch (SQLException e) {
            connection.rollback();
            throw e;
          } finally {
            connection.setAutoCommit(true);
          }
        });
  }

  private static Entry cancel(Connection connection, CancellationRequest request)
      throws SQLException {
    Optional<Long> held = lockHeld(connection, request.reference().value());
    if (held.isEmpty()) {
      return new Rejected(UNKNOWN);
    }
    long scriptMinor = held.get();
    Tried tried = tried(connection, request);
    var script = Script.ofAmount(scriptMinor).cancelling();
    if (tried.done()) {
      return new Accepted(tried.attempts(), scriptMinor);
    }
    if (tried.attempts() <= script.refusals()) {
      return new Rejected(script.code());
    }
    return enter(connection, request)
        ? new Accepted(tried.attempts(), scriptMinor)
        : new Rejected(UNKNOWN);
  }

  /** The amount whose cents tell what happens, if anything is held or taken. */
  private static Optional<Long> lockHeld(Connection connection, String reference)
      throws SQLException {
    String sql =
        """
        SELECT CASE WHEN by_card THEN 0 ELSE amount_minor END FROM authorization_record
         WHERE reference = ? AND approved AND reversed_at IS NULL FOR UPDATE""";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, reference);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  private record Tried(int attempts, boolean done) {}

  private static Tried tried(Connection connection, CancellationRequest request)
      throws SQLException {
    String sql =
        """
        INSERT INTO cancellation_record (reference, request, kind, amount_minor, attempts)
        VALUES (?, ?, ?, ?, 1)
        ON CONFLICT (reference, request) DO UPDATE
          SET attempts = cancellation_record.attempts + 1
        RETURNING attempts, done_at IS NOT NULL""";
    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
      upsert.setString(1, request.reference().value());
      upsert.setString(2, request.request().value());
      upsert.setString(3, request.kind().name());
      upsert.setLong(4, request.amount().minor());
      try (ResultSet row = upsert.executeQuery()) {
        row.next();
        return new Tried(row.getInt(1), row.getBoolean(2));
      }
    }
  }

  private static boolean enter(Connection connection, CancellationRequest request)
      throws SQLException {
    String sql =
        """
        UPDATE cancellation_record c SET done_at = clock_timestamp()
         WHERE reference = ? AND request = ?
           AND c.amount_minor + (
             SELECT coalesce(sum(o.amount_minor), 0) FROM cancellation_record o
              WHERE o.reference = c.reference AND o.done_at IS NOT NULL)
             <= (SELECT amount_minor FROM authorization_record a WHERE a.reference = c.reference)""";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, request.reference().value());
      update.setString(2, request.request().value());
      if (update.executeUpdate() == 0) {
        return false;
      }
    }
    if (request.kind() == Cancellation.Kind.VOID) {
      try (PreparedStatement release =
          connection.prepareStatement(
              "UPDATE authorization_record SET held = false WHERE reference = ?")) {
        release.setString(1, request.reference().value());
        release.executeUpdate();
      }
    }
    return true;
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
