package dev.connectpos.terminal;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;

/** What this service has stored. */
@Singleton
class Tables {
  private final AgroalDataSource database;

  Tables(AgroalDataSource database) {
    this.database = database;
  }

  long attempts(String order) {
    return count("select count(*) from payment_attempt where order_id = ?", order);
  }

  /** Commands to the acquirer about a payment, sent or not. */
  long commands(String payment) {
    return count(
        "select count(*) from outbox where topic = 'payment.commands.v1' and aggregate_id = ?",
        payment);
  }

  String attempt(String payment) {
    return text("select state from payment_attempt where id = ?", payment);
  }

  String order(String order) {
    return text("select coalesce((select status from open_order where id = ?), 'UNKNOWN')", order);
  }

  long orderVersion(String order) {
    return count("select last_order_version from open_order where id = ?", order);
  }

  /** How many of a key's messages wait, or wait for ever. */
  long parked(String key) {
    return count("select count(*) from parked_message where message_key = ?", key);
  }

  /** How far the stream of an order was read that no terminal is offered. */
  long ignoredVersion(String order) {
    return count("select last_order_version from ignored_order where id = ?", order);
  }

  long count(String query, Object... arguments) {
    return Long.parseLong(text(query, arguments));
  }

  String text(String query, Object... arguments) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(query)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      var rows = statement.executeQuery();
      return rows.next() ? rows.getString(1) : "0";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes what another replica would, or what only time brings. */
  void execute(String statement, Object... arguments) {
    try (var connection = database.getConnection();
        var prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < arguments.length; i++) {
        prepared.setObject(i + 1, arguments[i]);
      }
      prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of all tables with rows in them, the outbox's partitions aside. */
  List<String> names() {
    return List.of(
        text("""
        select string_agg(quote_ident(table_schema) || '.' || quote_ident(table_name), ',')
        from information_schema.tables
        where table_schema not in ('pg_catalog', 'information_schema')
        """)
            .split(",", -1));
  }
}
