package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.testkit.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** V0008: what was captured before it is one capture, and several are held to the centavo. */
class CapturesMigrationIT {
  private static final String SECOND =
      "INSERT INTO capture VALUES ('open', 2, 'c2', 7000, 210, true, '2026-01-18T12:00:00Z')";

  private Connection connection;

  @BeforeEach
  void migrate() throws SQLException {
    var backends = new Backends();
    String url = backends.freshDatabase();
    String user = backends.databaseUser();
    String password = backends.databasePassword();
    to("7", url, user, password);
    connection = DriverManager.getConnection(url, user, password);
    run(
        "SET session_replication_role = replica",
        payment("auto", "captured", 100_00, 2_99, null),
        payment("asked", "captured", 60_00, 1_79, "c1"),
        payment("open", "held", 0, 0, null),
        "SET session_replication_role = DEFAULT");
    to("8", url, user, password);
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void whatWasCapturedIsOneFinalCapture() throws SQLException {
    assertThat(
            texts(
                "SELECT concat_ws(' ', payment_id, capture_no, request_id, amount_minor, fee_minor,"
                    + " is_final, captured_at = timestamptz '2026-01-16T15:00:00Z') FROM capture"
                    + " ORDER BY payment_id DESC"))
        .containsExactly("auto 1 10000 299 t t", "asked 1 c1 6000 179 t t");
  }

  @Test
  void severalCapturesAndTheirRefundsAgree() throws SQLException {
    commit(first());
    commit(second());
    commit(refund(40_00, List.of("1, 1, -3000, -90", "2, 1, -1000, -30")));
    assertThat(
            texts(
                "SELECT captured_minor || ' ' || refunded_minor FROM payment"
                    + " WHERE payment_id = 'open'"))
        .containsExactly("10000 4000");
  }

  @Test
  void aRefundThatTakesFromTheNewestIsRefused() throws SQLException {
    commit(first());
    commit(second());
    refuses("receivables", refund(40_00, List.of("2, 1, -4000, -120")));
  }

  @Test
  void sumsGapsAndWhatFollowsAFinalOneAreRefused() throws SQLException {
    commit(first());
    refuses("its captures", List.of(SECOND));
    refuses("its captures", without(second(), "INSERT INTO capture"));
    refuses("its captures", replaced(second(), "'open', 2,", "'open', 3,"));
    refuses("its captures", replaced(second(), "2026-01-18T12", "2026-01-24T12"));
    refuses("not posted", without(second(), "ledger"));
    refuses("receivables", without(second(), "INSERT INTO receivable"));
    commit(replaced(second(), ", 7000,", ", 6999,", "7000", "6999"));
    refuses(
        "its captures",
        List.of(
            "INSERT INTO capture VALUES ('open', 3, 'c3', 1, 0, true, '2026-01-18T13:00:00Z')",
            "UPDATE payment SET captured_minor = 10000 WHERE payment_id = 'open'"));
  }

  /** R$ 30,00 of R$ 100,00, with more to follow. */
  private static List<String> first() {
    return List.of(
        "INSERT INTO capture VALUES ('open', 1, 'c1', 3000, 90, false, '2026-01-17T12:00:00Z')",
        "UPDATE payment SET state = 'partially_captured', captured_minor = 3000, fee_minor = 90,"
            + " captured_at = '2026-01-17T12:00:00Z' WHERE payment_id = 'open'",
        posting("capture", "c1", 3000),
        receivable("credit", "capture", "c1", "1, 1, 3000, 90"));
  }

  /** The rest. */
  private static List<String> second() {
    return List.of(
        SECOND,
        "UPDATE payment SET state = 'captured', captured_minor = captured_minor + 7000,"
            + " fee_minor = 300, due_at = NULL WHERE payment_id = 'open'",
        posting("capture", "c2", 7000),
        receivable("credit", "capture", "c2", "2, 1, 7000, 210"));
  }

  private static List<String> refund(long minor, List<String> parts) {
    var all = new ArrayList<String>();
    all.add(
        "INSERT INTO cancellation (payment_id, request_id, kind, amount_minor, status, asked_at,"
            + " ended_at) VALUES ('open', 'r1', 'REFUND', %d, 'done', now(), now())"
                .formatted(minor));
    all.add("UPDATE payment SET refunded_minor = %d WHERE payment_id = 'open'".formatted(minor));
    all.add(posting("refund", "r1", -minor));
    parts.forEach(part -> all.add(receivable("refund", "refund", "r1", part)));
    return all;
  }

  private static String posting(String kind, String request, long minor) {
    return """
        WITH posted AS (
          INSERT INTO ledger_transaction (payment_id, account_id, kind, request_id, posted_at)
          VALUES ('open', 'acc_1', '%s', '%s', now()) RETURNING ledger_transaction_id)
        INSERT INTO ledger_entry
        SELECT ledger_transaction_id, line, account, amount, 'BRL'
          FROM posted, (VALUES (1, 'NETWORK_CLEARING', %d), (2, 'MERCHANT_RECEIVABLE', %d))
            AS entry (line, account, amount)"""
        .formatted(kind, request, minor, -minor);
  }

  /**
   * @param what capture, instalment, amount and fee
   */
  private static String receivable(String kind, String reason, String request, String what) {
    return """
        INSERT INTO receivable
          (receivable_id, payment_id, account_id, kind, reason, request_id, currency, due_on,
           payment_date, booked_on, created_at, capture_no, installment, amount_minor, fee_minor)
        VALUES (gen_random_uuid(), 'open', 'acc_1', '%s', '%s', '%s', 'BRL', '2026-02-18',
                '2026-02-18', '2026-01-18', now(), %s)"""
        .formatted(kind, reason, request, what);
  }

  private static List<String> without(List<String> statements, String word) {
    return statements.stream().filter(one -> !one.contains(word)).toList();
  }

  private static List<String> replaced(List<String> statements, String... words) {
    var all = new ArrayList<>(statements);
    for (int i = 0; i < words.length; i += 2) {
      String from = words[i];
      String to = words[i + 1];
      all.replaceAll(one -> one.replace(from, to));
    }
    return all;
  }

  private void commit(List<String> statements) throws SQLException {
    run(statements.toArray(String[]::new));
    connection.commit();
  }

  private void refuses(String why, List<String> statements) throws SQLException {
    assertThatThrownBy(() -> commit(statements))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(why);
    connection.rollback();
  }

  private void run(String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private List<String> texts(String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private static String payment(
      String id, String state, long captured, long fee, @Nullable String request) {
    String capturedAt = captured == 0 ? "NULL" : "at";
    return """
        INSERT INTO payment
          (payment_id, order_id, account_id, attempt_id, terminal_id, terminal_serial, entry_mode,
           nsu, amount_minor, currency, payment_type, installments, installment_type, operation,
           state, card_token, card_funding, authorization_code, authorized_minor, captured_minor,
           fee_minor, capture_request_id, authorized_at, confirm_by, capture_by, captured_at,
           due_at, last_command_version, event_version, correlation_id, causation_id, instance,
           created_at, updated_at)
        SELECT '%1$s', 'or', 'acc_1', '%1$s', 'term', 'S', 'chip',
               lpad((SELECT count(*) FROM payment)::text, 14, '0'), 10000, 'BRL', 'CREDIT', 1,
               'MERCHANT', 'PRE_AUTH', '%2$s', 'tok', 'CREDIT', 'A1B2C3', 10000, %3$d, %4$d, %5$s,
               at, at, at + interval '7 days', %6$s, %7$s, 1, 1, 'c', gen_random_uuid(), 'i', at, at
          FROM (SELECT timestamptz '2026-01-16T15:00:00Z') moment (at)"""
        .formatted(
            id,
            state,
            captured,
            fee,
            request == null ? "NULL" : "'" + request + "'",
            capturedAt,
            captured == 0 ? "at" : "NULL");
  }

  private static void to(String target, String url, String user, String password) {
    Flyway.configure()
        .dataSource(url, user, password)
        .locations("classpath:db/migration")
        .target(target)
        .load()
        .migrate();
  }
}
