package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.testkit.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What the release before left is told apart: releases of holds from voids of sales (V0005). */
final class TriesMigrationIT {

  @Test
  void whatWasAskedBeforeTheCaptureWasOfTheHold() throws SQLException {
    var backends = new Backends();
    var url = backends.freshDatabase();
    migrate(backends, url, "0004");
    try (var connection =
        DriverManager.getConnection(url, backends.databaseUser(), backends.databasePassword())) {
      execute(
          connection,
          """
          SET session_replication_role = replica;
          INSERT INTO payment (payment_id, order_id, account_id, attempt_id, terminal_id,
              terminal_serial, entry_mode, nsu, amount_minor, currency, payment_type, installments,
              installment_type, state, card_token, authorization_code, authorized_minor,
              authorized_at, confirm_by, capture_by, captured_minor, captured_at, operation,
              last_command_version, event_version, correlation_id, causation_id, instance, due_at,
              created_at, updated_at)
            SELECT 'pay_' || state, 'or_1', 'acc_1', state, 't', 's', 'chip',
              lpad(length(state)::text, 14, '0'), 100, 'BRL', 'CREDIT', 1, 'MERCHANT', state, 'tok',
              'A1B2C3', 100, now(), now(), now(), CASE state WHEN 'captured' THEN 100 ELSE 0 END,
              CASE state WHEN 'captured' THEN timestamptz '2026-11-25 12:00Z' END, 'PRE_AUTH', 1, 1,
              'c', gen_random_uuid(), 'i', CASE state WHEN 'held' THEN now() END, now(), now()
            FROM unnest(ARRAY['held', 'captured']) state;
          INSERT INTO cancellation (payment_id, request_id, kind, amount_minor, status, return_code,
              asked_at, ended_at) VALUES
            ('pay_held', 'release', 'VOID', 100, 'refused', '9112', '2026-11-25 12:01Z', now()),
            ('pay_captured', 'before', 'VOID', 100, 'refused', '9112', '2026-11-25 11:59Z', now()),
            ('pay_captured', 'after', 'VOID', 100, 'refused', '9112', '2026-11-25 12:01Z', now()),
            ('pay_captured', 'refund', 'REFUND', 40, 'refused', '9112', '2026-11-25 11:59Z', now());
          """);
      migrate(backends, url, "0005");
      assertThat(
              rows(
                  connection,
                  """
                  SELECT request_id || ' ' || of_hold || ' ' || try_number FROM cancellation
                   ORDER BY cancellation_id"""))
          .containsExactly("release true 1", "before true 1", "after false 1", "refund false 1");
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
        rows.add(found.getString(1));
      }
      return rows;
    }
  }
}
