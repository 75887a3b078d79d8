package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The relay's own connections. */
class DatabaseIT {
  private final Stage stage = new Stage();

  @AfterEach
  void close() throws SQLException {
    stage.close();
  }

  @Test
  void areExemptFromTheLimitsThatTheServerSetsForServices() throws SQLException {
    String name = stage.sql("SELECT current_database()");
    stage.sql("ALTER DATABASE " + name + " SET transaction_timeout = '60s'");
    stage.sql("ALTER DATABASE " + name + " SET lock_timeout = '10s'");
    assertThat(stage.sql("SHOW transaction_timeout")).as("for services").isEqualTo("1min");

    Database database = stage.settings().database();
    try (Connection open = database.open();
        Connection replication = database.openReplication()) {
      for (Connection connection : new Connection[] {open, replication}) {
        assertThat(show(connection, "transaction_timeout")).isEqualTo("0");
        assertThat(show(connection, "lock_timeout")).isEqualTo("0");
      }
    }
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
