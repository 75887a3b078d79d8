package dev.connectpos.order.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.testkit.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What the first release left is carried over, and listed. */
final class ListMigrationIT {

  @Test
  void numbersAndCountsWhatIsThere() throws SQLException {
    var backends = new Backends();
    var url = backends.freshDatabase();
    migrate(backends, url, "0001");
    try (var connection =
        DriverManager.getConnection(url, backends.databaseUser(), backends.databasePassword())) {
      execute(
          connection,
          """
          INSERT INTO account (id, name, environment, time_zone, refuses_reused_keys, stream_version,
              created_at)
            SELECT 'acc_000000000000000' || n, 'Aurora', 'test', 'UTC', false, 1, now()
            FROM generate_series(1, 2) n;
          INSERT INTO orders (id, account_id, code, amount_minor, currency, paid_minor, status,
              customer_id, customer_name, visible, print_order_receipt, serial_number, installments,
              installment_type, metadata, stream_version, placed_at, closed_at, updated_at)
            SELECT 'or_' || lpad(n::text, 16, '0'), 'acc_000000000000000' || 1 + n % 2, 'PED', 100,
              'BRL', 0, CASE WHEN n % 4 < 2 THEN 'pending' ELSE 'failed' END,
              'cus_' || lpad(n::text, 16, '0'), 'Mesa 3', true, false, 'S', 1, 'merchant', '{}', 1,
              timestamptz '2026-01-01' + n * interval '1 minute',
              CASE WHEN n % 4 >= 2 THEN now() END, now()
            FROM generate_series(1, 5000) n;
          INSERT INTO order_payment (payment_id, order_id, state, last_version)
            SELECT 'pay_' || id, id, 'captured', 1 FROM orders WHERE status = 'pending';
          INSERT INTO charge (id, order_id, payment_id, transaction_id, attempt_id, amount_minor,
              currency, nsu, authorization_code, return_code, card_brand, card_first_six,
              card_last_four, card_token, card_funding, payment_type, installments,
              installment_type, terminal_serial, authorized_at, captured_at, created_at)
            SELECT 'ch_' || substr(id, 4), id, 'pay_' || id, 'tran_' || substr(id, 4), 'a', 100,
              'BRL', '1', 'a', '0000', 'Visa', '400000', '0010', 't', 'credit', 'credit', 1,
              'merchant', 'S', placed_at, placed_at, placed_at
            FROM orders WHERE status = 'pending';
          """);
      migrate(backends, url, "latest");
      assertThat(
              rows(
                  connection,
                  """
                  SELECT account_id, kind, status, sum(listed), max(block) FROM listed_block
                  GROUP BY account_id, kind, status ORDER BY account_id, kind, status
                  """))
          .containsExactly(
              "acc_0000000000000001 charge paid 1250 1",
              "acc_0000000000000001 order failed 1250 2",
              "acc_0000000000000001 order pending 1250 2",
              "acc_0000000000000002 charge paid 1250 1",
              "acc_0000000000000002 order failed 1250 2",
              "acc_0000000000000002 order pending 1250 2");
      assertThat(
              rows(
                  connection,
                  """
                  SELECT count(*) FROM (
                    SELECT number, row_number() OVER (PARTITION BY account_id ORDER BY placed_at) AS n
                    FROM orders) o WHERE number <> n
                  """))
          .containsExactly("0");
      assertThat(
              rows(connection, "SELECT orders_numbered, charges_numbered FROM account ORDER BY id"))
          .containsExactly("2500 1250", "2500 1250");
    }
  }

  private static void migrate(Backends backends, String url, String target) {
    Flyway.configure()
        .dataSource(url, backends.databaseUser(), backends.databasePassword())
        .locations("classpath:db/migration", "classpath:db/outbox")
        .target(target)
        .load()
        .migrate();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getString(i));
        }
        rows.add(String.join(" ", row));
      }
      return rows;
    }
  }
}
