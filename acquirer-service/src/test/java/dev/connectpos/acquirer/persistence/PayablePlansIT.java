package dev.connectpos.acquirer.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.Outside;
import dev.connectpos.acquirer.application.AffiliationReports.Days;
import dev.connectpos.acquirer.application.AffiliationReports.PayableFilter;
import dev.connectpos.acquirer.application.AffiliationReports.Period;
import dev.connectpos.acquirer.application.AffiliationReports.Position;
import dev.connectpos.acquirer.domain.AccountId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The list of receivables reads its page and little more, with every filter, among many rows. */
@QuarkusTest
@WithTestResource(Outside.class)
class PayablePlansIT {
  private static final AccountId MANY = new AccountId("acc_many");
  private static final Days ANY_DAY = new Days(null, null);
  private static final Days SOME_DAYS =
      new Days(LocalDate.parse("2025-03-10"), LocalDate.parse("2025-03-11"));
  private static final Period ALWAYS = new Period(null, null);
  private static final Period SOME_TIME =
      new Period(Instant.parse("2025-01-05T00:00:00Z"), Instant.parse("2025-01-06T00:00:00Z"));
  private static final Position DEEP = new Position("2025-01-05T10:00:00Z", 10_000);

  @Inject Session session;

  @Test
  void everyFilterHasItsIndex() {
    QuarkusTransaction.begin();
    try {
      insertMany();
      served(filter(null, null, null, ANY_DAY, ALWAYS), null, "receivable_created");
      served(filter(null, null, null, ANY_DAY, ALWAYS), DEEP, "receivable_created");
      served(filter(null, null, null, ANY_DAY, SOME_TIME), DEEP, "receivable_created");
      // Nearly all are waiting: the list itself serves as well.
      served(filter("waiting_funds", null, null, ANY_DAY, ALWAYS), DEEP, "_created");
      served(filter("paid", null, null, ANY_DAY, ALWAYS), null, "receivable_status_created");
      served(filter("paid", null, null, ANY_DAY, SOME_TIME), null, "receivable_status_created");
      served(filter(null, "refund", null, ANY_DAY, ALWAYS), DEEP, "receivable_refund");
      served(filter(null, null, 12, ANY_DAY, ALWAYS), DEEP, "receivable_installment");
      served(filter(null, null, null, SOME_DAYS, ALWAYS), null, "receivable_dated");
      served(filter("paid", null, null, SOME_DAYS, ALWAYS), null, "_dated");
      var ofPayment = new PayableFilter("many_7", null, null, null, ANY_DAY, ALWAYS);
      served(ofPayment, null, "receivable_payment");
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  /** The filters and the page are read from the index; nothing is sorted but few rows of few. */
  private void served(PayableFilter filter, @Nullable Position behind, String index) {
    var query = PayableQuery.of(MANY, filter, behind, 11);
    var explain = session.createNativeQuery("EXPLAIN " + query.sql(), String.class);
    for (Map.Entry<String, Object> parameter : query.parameters().entrySet()) {
      explain.setParameter(parameter.getKey(), parameter.getValue());
    }
    List<String> lines = explain.getResultList();
    String plan = lines.stream().collect(Collectors.joining("\n"));
    assertThat(plan).contains(index).doesNotContain("Seq Scan on receivable");
    if (filter.paymentId() == null) {
      assertThat(plan).as("an index in the list's order").doesNotContain("Sort Key: r.created_at");
    }
  }

  private static PayableFilter filter(
      @Nullable String status,
      @Nullable String type,
      @Nullable Integer installment,
      Days days,
      Period created) {
    return new PayableFilter(null, status, type, installment, days, created);
  }

  /** Gone with the transaction: nothing else agrees with them. */
  private void insertMany() {
    run("SET LOCAL session_replication_role = replica");
    run(
        """
        INSERT INTO payment
          (payment_id, order_id, account_id, attempt_id, terminal_id, terminal_serial, entry_mode,
           nsu, amount_minor, currency, payment_type, installments, installment_type, operation,
           state, refusal_cause, return_code, authorized_minor, captured_minor, fee_minor,
           refunded_minor, last_command_version, event_version, correlation_id, causation_id,
           instance, created_at, updated_at)
        SELECT 'many_' || i, 'or', 'acc_many', 'many_' || i, 'term', 'S', 'chip',
               '9' || lpad(CAST(i AS text), 13, '0'), 1200, 'BRL', 'CREDIT', 12, 'MERCHANT',
               'AUTH_AND_CAPTURE', 'declined', 'attempt_reused', '9999', 0, 0, 0, 0, 1, 1, 'c',
               gen_random_uuid(), 'i', now(), now()
          FROM generate_series(1, 2000) i""");
    run(
        """
        INSERT INTO receivable
          (receivable_id, payment_id, account_id, kind, reason, request_id, installment,
           amount_minor, fee_minor, currency, due_on, payment_date, booked_on, created_at)
        SELECT 'many_' || i || '_' || n, 'many_' || i, 'acc_many', 'credit', 'capture', NULL, n,
               100, 3, 'BRL', day + 30 * n, day + 30 * n, day,
               timestamptz '2025-01-01' + i * interval '10 minutes'
          FROM generate_series(1, 2000) i, generate_series(1, 12) n,
               LATERAL (SELECT date '2025-01-01' + i / 144 AS day) d
         ORDER BY i, n""");
    run(
        """
        INSERT INTO receivable
          (receivable_id, payment_id, account_id, kind, reason, request_id, installment,
           amount_minor, fee_minor, currency, due_on, payment_date, booked_on, created_at)
        SELECT receivable_id || '_b', payment_id, account_id, 'refund', 'refund', 'r', installment,
               -50, -1, 'BRL', due_on, due_on, booked_on, created_at
          FROM receivable WHERE account_id = 'acc_many' AND receivable_no % 100 = 0""");
    run(
        """
        UPDATE receivable SET status = 'paid', settlement_id = 's'
         WHERE account_id = 'acc_many' AND due_on < date '2025-02-01'""");
    run("ANALYZE payment, receivable");
  }

  private void run(String sql) {
    session.createNativeMutationQuery(sql).executeUpdate();
  }
}
