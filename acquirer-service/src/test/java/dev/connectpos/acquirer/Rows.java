package dev.connectpos.acquirer;

import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks into the database, and does to it what no code of ours would. */
@ApplicationScoped
class Rows {
  private final AgroalDataSource source;

  Rows(AgroalDataSource source) {
    this.source = source;
  }

  /** The first column of every row, as text. */
  List<String> texts(String sql, Object... parameters) {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      var texts = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String sql, Object... parameters) {
    return Long.parseLong(texts(sql, parameters).getFirst());
  }

  /** Waits until the account is known; the first of an application until its consumers are. */
  void awaitAffiliation(String account) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> number("SELECT count(*) FROM affiliation WHERE account_id = ?", account) == 1);
  }

  /** Runs statements in one transaction. */
  void inOneTransaction(String... statements) throws SQLException {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }
}
