package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.testkit.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What V0003 makes of payments that were there before it. */
class ListedOrdersMigrationIT {
  private static final String BEFORE =
      """
      insert into account (id) values ('acc_1');
      insert into terminal (id, account_id, serial_number, model, mode, registered_at, pairing_id)
        values ('term_1', 'acc_1', 'EMU-1', 'EMULATOR', 'DIRECT', now(), 'pair_1');
      insert into open_order (id, account_id, terminal_serial, code, amount_minor, currency, installments,
          installment_type, print_receipt, placed_at, status, turn_at, correlation_id, last_order_version)
        select id, 'acc_1', 'EMU-1', 'PED', 1990, 'BRL', 1, 'MERCHANT', false, now(), status, now(), 'c', 1
        from (values ('or_paid', 'PAID'), ('or_paying', 'PAYING'), ('or_queued', 'QUEUED')) o (id, status);
      insert into payment_attempt (id, attempt_id, terminal_id, order_id, amount_minor, currency, payment_type,
          installments, installment_type, entry_mode, started_at, state, nsu, authorization_code, return_code,
          message, brand, last_four, guidance, retryable, command_version, last_payment_version)
        select id, id, 'term_1', order_id, 1990, 'BRL', 'CREDIT', 1, 'MERCHANT', 'CHIP', now(), state,
          'n', 'a', '0', 'm', 'Visa', '1111', '', false, 1, 1
        from (values ('p1', 'or_paid', 'DECLINED'), ('p2', 'or_paid', 'CAPTURED'),
                     ('p3', 'or_paying', 'AUTHORIZING')) p (id, order_id, state);
      """;

  @Test
  void sumsOfOrdersAreThoseOfTheirPayments() throws SQLException {
    var backends = new Backends();
    String url = backends.freshDatabase();
    String user = backends.databaseUser();
    String password = backends.databasePassword();
    migrate(url, user, password, "2");
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      connection.createStatement().execute(BEFORE);
      migrate(url, user, password, "3");
      assertThat(text(connection, "select captured_minor from payment_attempt where id = 'p2'"))
          .isEqualTo("1990");
      assertThat(
              text(
                  connection,
                  "select string_agg(id || ' ' || paid_minor || ' ' || in_flight_minor, ', '"
                      + " order by id) from open_order"))
          .isEqualTo("or_paid 1990 0, or_paying 0 1990, or_queued 0 0");
    }
  }

  private static void migrate(String url, String user, String password, String target) {
    Flyway.configure()
        .dataSource(url, user, password)
        .locations("classpath:db/migration")
        .target(target)
        .load()
        .migrate();
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
