package dev.connectpos.order;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Counts rows, to show what was kept and what was not. */
record Tables(DataSource database) {
  private static final List<String> ALL =
      List.of(
          "account",
          "api_key",
          "orders",
          "order_item",
          "order_payment",
          "charge",
          "charge_try",
          "idempotency_key",
          "order_by_key",
          "listed_block",
          "customer",
          "print_job",
          "outbox");

  long count(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Every table there is, partitions one by one. */
  List<String> names() {
    var names = new ArrayList<String>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs statements, in one transaction. */
  void run(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Rows of every table that a call could write to. */
  Map<String, Long> sizes() {
    var sizes = new LinkedHashMap<String, Long>();
    for (String table : ALL) {
      sizes.put(table, count("SELECT count(*) FROM " + table));
    }
    sizes.put("places", count("SELECT coalesce(sum(open_orders), 0) FROM account"));
    return sizes;
  }
}
