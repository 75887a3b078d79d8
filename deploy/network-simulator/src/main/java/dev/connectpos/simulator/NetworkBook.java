package dev.connectpos.simulator;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * What the network remembers, on its own connections and committed statement by statement: what it
 * approved stays approved whatever becomes of us.
 */
final class NetworkBook implements AutoCloseable {
  private static final String SCHEMA = "network";
  private static final int CONNECTIONS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AgroalDataSource source;

  private NetworkBook(AgroalDataSource source) {
    this.source = source;
  }

  /** Opens the book, and makes it first where there is none. */
  static NetworkBook open(SimulatorSettings.Book book) {
    Flyway.configure()
        .dataSource(book.url(), book.user(), book.password())
        .locations("classpath:db/network")
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .load()
        .migrate();
    var configuration =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(CONNECTIONS)
                        // A database that was started anew is found out about without losing an
                        // answer.
                        .connectionValidator(
                            AgroalConnectionPoolConfiguration.ConnectionValidator
                                .defaultValidator())
                        .idleValidationTimeout(Duration.ofSeconds(1))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .acquisitionTimeout(PATIENCE)
                        .connectionFactoryConfiguration(
                            connection ->
                                connection
                                    .jdbcUrl(book.url())
                                    .principal(new NamePrincipal(book.user()))
                                    .credential(new SimplePassword(book.password()))
                                    .jdbcProperty("currentSchema", SCHEMA)));
    try {
      return new NetworkBook(AgroalDataSource.from(configuration));
    } catch (SQLException e) {
      throw new IllegalStateException("the book cannot be opened", e);
    }
  }

  @Override
  public void close() {
    source.close();
  }

  /** Whether it can be read now. */
  boolean isReadable() {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  /**
   * An authorization as the network knows it.
   *
   * @param approval the authorization code; empty if it was declined
   */
  record Decided(String action, Optional<String> approval) {}

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

  /**
   * Money that is to go back.
   *
   * @param request by which it is done once
   * @param releases whether it is a void, which releases the hold, and not a refund
   */
  record Cancellation(String reference, String request, boolean releases, long amountMinor) {}

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
  record Rejected(String action) implements Entry {}

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Decides an authorization, once: a reference seen before keeps its decision, and one that was
   * reversed before it arrived is refused.
   */
  Decided decide(Asked asked, String action) {
    boolean approved = ActionCodes.approves(action);
    return run(
        connection -> {
          String sql =
              """
              INSERT INTO authorization_record
                (reference, amount_minor, currency, approved, action_code, authorization_code, held,
                 soft_descriptor, by_card)
              VALUES (?, ?, ?, ?, ?, CASE WHEN ? THEN
                upper(lpad(to_hex(floor(random() * 16777216)::int), 6, '0')) END, ?, ?, ?)
              ON CONFLICT (reference) DO NOTHING""";
          try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, asked.reference());
            insert.setLong(2, asked.amountMinor());
            insert.setString(3, asked.currency());
            insert.setBoolean(4, approved);
            insert.setString(5, action);
            insert.setBoolean(6, approved);
            insert.setBoolean(7, approved);
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
                (reference, approved, action_code, held, advices, reversed_at)
              VALUES (?, false, '902', false, 1, clock_timestamp())
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
  Entry cancel(Cancellation cancellation) {
    return run(
        connection -> {
          connection.setAutoCommit(false);
          try {
            Entry entry = cancel(connection, cancellation);
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

  private static Entry cancel(Connection connection, Cancellation cancellation)
      throws SQLException {
    Optional<Long> held = lockHeld(connection, cancellation.reference());
    if (held.isEmpty()) {
      return new Rejected(ActionCodes.INVALID);
    }
    long scriptMinor = held.get();
    Tried tried = tried(connection, cancellation);
    var script = Script.ofAmount(scriptMinor).cancelling();
    if (tried.done()) {
      return new Accepted(tried.attempts(), scriptMinor);
    }
    if (tried.attempts() <= script.refusals()) {
      return new Rejected(script.code());
    }
    return enter(connection, cancellation)
        ? new Accepted(tried.attempts(), scriptMinor)
        : new Rejected(ActionCodes.INVALID);
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

  private static Tried tried(Connection connection, Cancellation cancellation) throws SQLException {
    String sql =
        """
        INSERT INTO cancellation_record (reference, request, kind, amount_minor, attempts)
        VALUES (?, ?, ?, ?, 1)
        ON CONFLICT (reference, request) DO UPDATE
          SET attempts = cancellation_record.attempts + 1
        RETURNING attempts, done_at IS NOT NULL""";
    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
      upsert.setString(1, cancellation.reference());
      upsert.setString(2, cancellation.request());
      upsert.setString(3, cancellation.releases() ? "VOID" : "REFUND");
      upsert.setLong(4, cancellation.amountMinor());
      try (ResultSet row = upsert.executeQuery()) {
        row.next();
        return new Tried(row.getInt(1), row.getBoolean(2));
      }
    }
  }

  private static boolean enter(Connection connection, Cancellation cancellation)
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
      update.setString(1, cancellation.reference());
      update.setString(2, cancellation.request());
      if (update.executeUpdate() == 0) {
        return false;
      }
    }
    if (cancellation.releases()) {
      try (PreparedStatement release =
          connection.prepareStatement(
              "UPDATE authorization_record SET held = false WHERE reference = ?")) {
        release.setString(1, cancellation.reference());
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
        SELECT action_code, authorization_code FROM authorization_record WHERE reference = ?""";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, reference);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Decided(row.getString(1), Optional.ofNullable(row.getString(2))))
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
