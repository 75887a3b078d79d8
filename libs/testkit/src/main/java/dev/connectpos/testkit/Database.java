package dev.connectpos.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** One PostgreSQL with logical decoding for the whole test JVM, and a fresh database when asked. */
final class Database {
  private static final String USER = "postgres";
  private static final String PASSWORD = "postgres";

  private static final String COUNTER = "connect.test.databases";

  private final String server;

  Database(String server) {
    this.server = server;
  }

  /** Starts the server and answers its address, to which a database name is appended. */
  static String start(boolean containers) {
    return containers ? container() : embedded();
  }

  private static String embedded() {
    try {
      // Stopped by the library's own shutdown hook.
      @SuppressWarnings("resource")
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("wal_level", "logical")
              .setServerConfig("max_replication_slots", "32")
              .setServerConfig("max_wal_senders", "32")
              .setServerConfig("max_connections", "300")
              .setServerConfig("synchronous_commit", "on")
              .start();
      return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String container() {
    // Removed by Testcontainers when the JVM ends.
    @SuppressWarnings("resource")
    var postgres =
        new PostgreSQLContainer("postgres:17-alpine")
            .withUsername(USER)
            .withPassword(PASSWORD)
            .withCommand(
                "postgres",
                "-c",
                "wal_level=logical",
                "-c",
                "max_replication_slots=32",
                "-c",
                "max_wal_senders=32",
                "-c",
                "max_connections=300");
    postgres.start();
    return "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getMappedPort(5432) + "/";
  }

  String user() {
    return USER;
  }

  String password() {
    return PASSWORD;
  }

  /**
   * A new empty database. Replication slots that no one reads any more are dropped first: they
   * belong to the whole server, and an application started anew takes the same name again.
   */
  synchronized String fresh() {
    String name = "test_" + Integer.getInteger(COUNTER, 1);
    System.setProperty(COUNTER, Integer.toString(Integer.getInteger(COUNTER, 1) + 1));
    try (Connection connection = DriverManager.getConnection(server + USER, USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      for (String slot : idleSlots(statement)) {
        statement.execute("SELECT pg_drop_replication_slot('" + slot + "')");
      }
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create a database for the test", e);
    }
    return server + name;
  }

  private static List<String> idleSlots(Statement statement) throws SQLException {
    var slots = new ArrayList<String>();
    try (ResultSet rows =
        statement.executeQuery("SELECT slot_name FROM pg_replication_slots WHERE NOT active")) {
      while (rows.next()) {
        slots.add(rows.getString(1));
      }
    }
    return slots;
  }
}
