package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.InvariantReports;
import dev.connectpos.acquirer.domain.Invariant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** Pages by primary keys, and by the index on when money was posted. */
@ApplicationScoped
class NativeInvariantReports implements InvariantReports {

  /**
   * The statements of an invariant.
   *
   * @param touched column of a ledger transaction that names the subject
   * @param after a page of all subjects
   * @param broken which of these
   */
  private record Sql(String touched, String after, String broken) {}

  private static final String PAYMENTS_AFTER =
      "SELECT payment_id FROM payment WHERE payment_id > :after ORDER BY payment_id LIMIT :limit";

  private static final Map<Invariant, Sql> SQL =
      Map.of(
          Invariant.ONE_PAYMENT_PER_ATTEMPT,
          new Sql(
              "payment_id",
              PAYMENTS_AFTER,
              """
              SELECT p.payment_id FROM payment p
               WHERE p.payment_id = ANY (CAST(:subjects AS text[])) AND p.captured_minor > 0
                 AND EXISTS (
                   SELECT 1 FROM payment other
                    WHERE other.terminal_id = p.terminal_id AND other.attempt_id = p.attempt_id
                      AND other.refusal_cause IS DISTINCT FROM 'attempt_reused'
                      AND other.payment_id <> p.payment_id AND other.captured_minor > 0)"""),
          Invariant.LEDGER_SUMS_TO_ZERO,
          new Sql(
              "CAST(ledger_transaction_id AS text)",
              """
              SELECT CAST(ledger_transaction_id AS text) FROM ledger_transaction
               WHERE ledger_transaction_id > CAST(coalesce(nullif(:after, ''), '0') AS bigint)
               ORDER BY ledger_transaction_id LIMIT :limit""",
              """
              SELECT CAST(ledger_transaction_id AS text) FROM ledger_entry
               WHERE ledger_transaction_id = ANY (CAST(CAST(:subjects AS text[]) AS bigint[]))
               GROUP BY ledger_transaction_id, currency HAVING sum(amount_minor) <> 0"""),
          Invariant.CAPTURED_IS_POSTED_AND_DUE,
          new Sql(
              "payment_id",
              PAYMENTS_AFTER,
              """
              SELECT p.payment_id
                FROM payment p,
                     LATERAL (
                       SELECT coalesce(-sum(e.amount_minor) FILTER (
                                WHERE e.ledger_account = 'MERCHANT_RECEIVABLE'), 0) AS gross,
                              coalesce(sum(e.amount_minor) FILTER (
                                WHERE e.ledger_account = 'MERCHANT_FEE'), 0) AS fee
                         FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
                        WHERE t.payment_id = p.payment_id) posted,
                     LATERAL (
                       SELECT coalesce(sum(amount_minor), 0) AS gross,
                              coalesce(sum(fee_minor), 0) AS fee
                         FROM receivable WHERE payment_id = p.payment_id) due
               WHERE p.payment_id = ANY (CAST(:subjects AS text[]))
                 AND (p.captured_minor - p.refunded_minor, posted.gross, posted.fee)
                     IS DISTINCT FROM (posted.gross, due.gross, due.fee)"""),
          Invariant.BALANCES_ARE_SUMS,
          new Sql(
              "account_id",
              """
              SELECT account_id FROM affiliation WHERE account_id > :after
               ORDER BY account_id LIMIT :limit""",
              """
              SELECT DISTINCT b.account_id FROM affiliation_balance b
               WHERE b.account_id = ANY (CAST(:subjects AS text[]))
                 AND (b.balance_minor <> (
                        SELECT coalesce(sum(r.amount_minor - r.fee_minor), 0) FROM receivable r
                         WHERE r.account_id = b.account_id AND r.currency = b.currency
                           AND r.status = 'waiting_funds')
                      OR b.paid_minor <> (
                        SELECT coalesce(sum(s.net_minor), 0) FROM settlement s
                         WHERE s.account_id = b.account_id AND s.currency = b.currency))"""));

  private final Session session;

  NativeInvariantReports(Session session) {
    this.session = session;
  }

  @Override
  public List<Touched> touched(Invariant invariant, Instant from, int limit) {
    return session
        .createNativeQuery(
            """
            SELECT %1$s AS subject, posted_at FROM ledger_transaction
             WHERE posted_at >= :since AND %1$s IS NOT NULL
             ORDER BY posted_at LIMIT :limit"""
                .formatted(sql(invariant).touched()),
            Tuple.class)
        .setParameter("since", from)
        .setParameter("limit", limit)
        .getResultStream()
        .map(
            row ->
                new Touched(NativeRows.text(row, "subject"), row.get("posted_at", Instant.class)))
        .toList();
  }

  @Override
  public List<String> after(Invariant invariant, String subject, int limit) {
    return session
        .createNativeQuery(sql(invariant).after(), String.class)
        .setParameter("after", subject)
        .setParameter("limit", limit)
        .getResultList();
  }

  @Override
  public List<String> broken(Invariant invariant, Collection<String> subjects) {
    return session
        .createNativeQuery(sql(invariant).broken(), String.class)
        .setParameter("subjects", subjects.toArray(String[]::new))
        .getResultList();
  }

  @Override
  public List<String> newestPayments(int limit) {
    return session
        .createNativeQuery(
            """
            SELECT payment_id FROM ledger_transaction WHERE payment_id IS NOT NULL
             ORDER BY ledger_transaction_id DESC LIMIT :limit""",
            String.class)
        .setParameter("limit", limit)
        .getResultList();
  }

  @Override
  public List<String> paymentsAfter(String paymentId, int limit) {
    return session
        .createNativeQuery(PAYMENTS_AFTER, String.class)
        .setParameter("after", paymentId)
        .setParameter("limit", limit)
        .getResultList();
  }

  @Override
  public List<Captured> captured(Collection<String> paymentIds, Instant freshSince) {
    return session
        .createNativeQuery(
            """
            SELECT payment_id, captured_minor, updated_at >= :fresh AS fresh FROM payment
             WHERE payment_id = ANY (CAST(:payments AS text[]))""",
            Tuple.class)
        .setParameter("fresh", freshSince)
        .setParameter("payments", paymentIds.toArray(String[]::new))
        .getResultStream()
        .map(
            row ->
                new Captured(
                    NativeRows.text(row, "payment_id"),
                    NativeRows.number(row, "captured_minor"),
                    row.get("fresh", Boolean.class)))
        .toList();
  }

  @Override
  public List<String> overdue(Instant before, int inVain, int limit) {
    return session
        .createNativeQuery(
            """
            (SELECT payment_id FROM payment
              WHERE due_at IS NOT NULL AND (due_at < :before OR attempts >= :vain) LIMIT :limit)
            UNION
            (SELECT payment_id FROM cancellation
              WHERE due_at IS NOT NULL AND (due_at < :before OR attempts >= :vain) LIMIT :limit)
            LIMIT :limit""",
            String.class)
        .setParameter("before", before)
        .setParameter("vain", inVain)
        .setParameter("limit", limit)
        .getResultList();
  }

  private static Sql sql(Invariant invariant) {
    Sql sql = SQL.get(invariant);
    if (sql == null) {
      throw new IllegalStateException("nobody looks for " + invariant);
    }
    return sql;
  }
}
