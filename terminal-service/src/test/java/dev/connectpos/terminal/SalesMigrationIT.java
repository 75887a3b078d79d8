package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.testkit.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What V0007 makes of sales that were there before it. */
class SalesMigrationIT {
  private static final String BEFORE =
      """
      insert into account (id) values ('acc_1');
      insert into terminal (id, account_id, serial_number, model, mode, registered_at, pairing_id)
        values ('term_1', 'acc_1', 'EMU-1', 'EMULATOR', 'DIRECT', now(), 'pair_1');
      insert into open_order (id, account_id, terminal_serial, code, amount_minor, currency, installments,
          installment_type, print_receipt, placed_at, status, turn_at, correlation_id, last_order_version)
        values ('or_1', 'acc_1', 'EMU-1', 'PED', 9990, 'BRL', 1, 'MERCHANT', false, now(), 'PAID', now(), 'c', 1);
      insert into payment_attempt (id, attempt_id, terminal_id, order_id, amount_minor, currency, payment_type,
          installments, installment_type, entry_mode, started_at, state, nsu, authorization_code, return_code,
          message, brand, last_four, guidance, retryable, captured_minor, command_version, last_payment_version)
        select id, id, 'term_1', 'or_1', 10, 'BRL', 'CREDIT', 1, 'MERCHANT', 'CHIP', '2026-03-10T12:00:00Z', state,
          'n', 'a', '0', 'm', 'Visa', '1111', '', false, captured, 1, 1
        from (values ('p1', 'DECLINED', null::bigint), ('p2', 'CAPTURED', 8), ('p3', 'VOIDED', null))
          p (id, state, captured);
      """;

  @Test
  void salesAreListedAndReportedOnTheDayTheyBegan() throws SQLException {
    var backends = new Backends();
    String url = backends.freshDatabase();
    String user = backends.databaseUser();
    String password = backends.databasePassword();
    migrate(url, user, password, "6");
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      connection.createStatement().execute(BEFORE);
      migrate(url, user, password, "7");
      assertThat(
              text(
                  connection,
                  "select string_agg(id || ' ' || account_id || ' ' || coalesce(to_char(sold_at at"
                      + " time zone 'UTC', 'DD'), '-'), ', ' order by id) from payment_attempt"))
          .isEqualTo("p1 acc_1 -, p2 acc_1 10, p3 acc_1 10");
      assertThat(
              text(
                  connection,
                  "select string_agg(payment_id || ' ' || kind || ' ' || amount_minor, ', ') from"
                      + " day_entry"))
          .isEqualTo("p2 SOLD 8");
      assertThat(text(connection, "select time_zone from account")).isEqualTo("America/Sao_Paulo");
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
