package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.CapturedMoney;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.CardFunding;
import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.acquirer.domain.Receivable;
import dev.connectpos.acquirer.domain.ReceivableSchedule;
import dev.connectpos.money.Money;
import dev.connectpos.testkit.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What V0007 makes of payments that were captured before it: the same as the code does. */
class ReceivablesMigrationIT {
  private static final Instant AT = Instant.parse("2026-01-16T15:00:00Z");
  private static final int DAYS = 400;

  @Test
  void schedulesAreThoseThatTheCodeWouldHaveMade() throws SQLException {
    var backends = new Backends();
    String url = backends.freshDatabase();
    String user = backends.databaseUser();
    String password = backends.databasePassword();
    migrate(url, user, password, "4");
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      try (var statement = connection.createStatement()) {
        statement.execute("SET session_replication_role = replica");
        for (int i = 0; i < DAYS; i++) {
          statement.execute(payment("d" + i, "DEBIT", "MERCHANT", 1, i, 100_00, 1_49, 0));
        }
        statement.execute(payment("three", "CREDIT", "MERCHANT", 3, 0, 100_00, 3_50, 60_00));
        statement.execute(payment("issuer", "CREDIT", "ISSUER", 12, 0, 100_00, 3_50, 0));
        statement.execute(payment("voucher", "VOUCHER", "MERCHANT", 1, 0, 50_00, 0, 0));
        statement.execute(cancellation("three", "first", 40_00, 10));
        statement.execute(cancellation("three", "second", 20_00, 20));
        statement.execute(
            """
            INSERT INTO affiliation_balance
            SELECT account_id, currency, sum(captured_minor - fee_minor
                     - refunded_minor + div(fee_minor * refunded_minor, captured_minor)), 0
              FROM payment GROUP BY account_id, currency""");
      }
      migrate(url, user, password, "7");

      for (int i = 0; i < DAYS; i++) {
        var plan = new PaymentPlan(PaymentType.DEBIT, 1, InstallmentType.MERCHANT);
        assertThat(stored(connection, "d" + i, "credit"))
            .isEqualTo(texts(credits(plan, CardFunding.DEBIT, 100_00, 1_49, i)));
      }
      var three = new PaymentPlan(PaymentType.CREDIT, 3, InstallmentType.MERCHANT);
      var credits = credits(three, CardFunding.CREDIT, 100_00, 3_50, 0);
      assertThat(stored(connection, "three", "credit")).isEqualTo(texts(credits));
      var back = new ArrayList<>(refunds(credits, 0, 40_00, 10));
      back.addAll(refunds(credits, 40_00, 60_00, 20));
      assertThat(stored(connection, "three", "refund")).isEqualTo(texts(back));
      var issuer = new PaymentPlan(PaymentType.CREDIT, 12, InstallmentType.ISSUER);
      assertThat(stored(connection, "issuer", "credit"))
          .isEqualTo(texts(credits(issuer, CardFunding.CREDIT, 100_00, 3_50, 0)));
      var voucher = new PaymentPlan(PaymentType.VOUCHER, 1, InstallmentType.MERCHANT);
      assertThat(stored(connection, "voucher", "credit"))
          .isEqualTo(texts(credits(voucher, CardFunding.PREPAID, 50_00, 0, 0)));
    }
  }

  private static LocalDate day(int days) {
    return LocalDate.parse("2026-01-16").plusDays(days);
  }

  private static Captures money(long minor, long fee) {
    return Captures.NONE.with(new CapturedMoney(Money.brl(minor), Money.brl(fee), AT, null, true));
  }

  private static List<Receivable> credits(
      PaymentPlan plan, CardFunding funding, long minor, long fee, int days) {
    return ReceivableSchedule.credits(plan, funding, money(minor, fee), day(days));
  }

  private static List<Receivable> refunds(
      List<Receivable> credits, long before, long now, int days) {
    return ReceivableSchedule.refunds(
        money(100_00, 3_50), Money.brl(before), Money.brl(now), credits, day(days));
  }

  private static List<String> texts(List<Receivable> receivables) {
    return receivables.stream()
        .map(
            one ->
                "%d %d %d %s"
                    .formatted(
                        one.installment(), one.amount().minor(), one.fee().minor(), one.dueOn()))
        .toList();
  }

  private static List<String> stored(Connection connection, String payment, String kind)
      throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement =
        connection.prepareStatement(
            """
            SELECT installment || ' ' || amount_minor || ' ' || fee_minor || ' ' || due_on
              FROM receivable WHERE payment_id = ? AND kind = ? AND payment_date = due_on
             ORDER BY receivable_no""")) {
      statement.setString(1, payment);
      statement.setString(2, kind);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
    }
    return texts;
  }

  private static String payment(
      String id,
      String type,
      String installmentType,
      int installments,
      int days,
      long minor,
      long fee,
      long refunded) {
    return """
        INSERT INTO payment
          (payment_id, order_id, account_id, attempt_id, terminal_id, terminal_serial, entry_mode,
           nsu, amount_minor, currency, payment_type, installments, installment_type, operation,
           state, card_token, card_funding, authorization_code, authorized_minor, captured_minor,
           fee_minor, refunded_minor, authorized_at, confirm_by, captured_at, last_command_version,
           event_version, correlation_id, causation_id, instance, created_at, updated_at)
        SELECT '%1$s', 'or', 'acc_1', '%1$s', 'term', 'S', 'chip',
               lpad((SELECT count(*) FROM payment)::text, 14, '0'), %5$d, 'BRL', '%2$s', %4$d,
               '%3$s', 'AUTH_AND_CAPTURE', 'captured', 'tok',
               CASE '%2$s' WHEN 'VOUCHER' THEN 'PREPAID' ELSE '%2$s' END, 'A1B2C3', %5$d, %5$d,
               %6$d, %7$d, at, at, at, 1, 1, 'c', gen_random_uuid(), 'i', at, at
          FROM (SELECT timestamptz '%9$s' + interval '%8$d days') moment (at)"""
        .formatted(id, type, installmentType, installments, minor, fee, refunded, days, AT);
  }

  private static String cancellation(String payment, String request, long minor, int days) {
    return """
        INSERT INTO cancellation
          (payment_id, request_id, kind, amount_minor, status, asked_at, ended_at)
        VALUES ('%s', '%s', 'REFUND', %d, 'done', timestamptz '%s',
                timestamptz '%s' + interval '%d days')"""
        .formatted(payment, request, minor, AT, AT, days);
  }

  private static void migrate(String url, String user, String password, String target) {
    Flyway.configure()
        .dataSource(url, user, password)
        .locations("classpath:db/migration")
        .target(target)
        .load()
        .migrate();
  }
}
