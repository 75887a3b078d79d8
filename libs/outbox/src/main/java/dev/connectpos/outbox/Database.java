package dev.connectpos.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Connections of the relay's own, beside the pool: a replication stream cannot come from a pool,
 * and a lock that is held for hours should not.
 */
record Database(String url, String user, String password, String applicationName) {

  // The server's limits are for services. A new slot waits for every open transaction, a stream is
  // in one for as long as Kafka takes, and clearing the table takes its time. Asked for by name,
  // because not every server has all of them.
  private static final String UNLIMITED =
      """
      SELECT set_config(name, '0', false) FROM pg_settings
      WHERE name IN ('transaction_timeout', 'lock_timeout')
      """;

  /** An ordinary connection, in auto-commit mode. */
  Connection open() throws SQLException {
    Properties properties = properties();
    PGProperty.SOCKET_TIMEOUT.set(properties, 60);
    return connect(properties);
  }

  /** A connection for {@code START_REPLICATION}. */
  Connection openReplication() throws SQLException {
    Properties properties = properties();
    PGProperty.REPLICATION.set(properties, "database");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    // A relay that died without a word holds the slot no longer than this.
    PGProperty.OPTIONS.set(properties, "-c wal_sender_timeout=15s");
    return connect(properties);
  }

  private Properties properties() {
    var properties = new Properties();
    PGProperty.USER.set(properties, user);
    PGProperty.PASSWORD.set(properties, password);
    PGProperty.APPLICATION_NAME.set(properties, applicationName);
    PGProperty.CONNECT_TIMEOUT.set(properties, 5);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    return properties;
  }

  private Connection connect(Properties properties) throws SQLException {
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("not an address of a PostgreSQL database: " + url);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(UNLIMITED);
    }
    return connection;
  }
}
