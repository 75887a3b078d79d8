package dev.connectpos.acquirer.persistence;

import static java.util.stream.Collectors.joining;

import dev.connectpos.acquirer.application.PaymentReports;
import dev.connectpos.acquirer.domain.AbecsCodes;
import dev.connectpos.acquirer.domain.CapturedMoney;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.CardBrand;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What is compared with each other is summed in one statement, so in one snapshot. */
@ApplicationScoped
class NativePaymentReports implements PaymentReports {
  private static final int MAX_OF_ORDER = 100;

  /** What each affiliation has in each currency, as every table says that knows of it. */
  private static final String BY_AFFILIATION =
      """
      SELECT account_id, currency, sum(captured) AS captured, sum(refunded) AS refunded,
             sum(posted) AS posted, sum(net) AS net, sum(posted_paid) AS posted_paid,
             sum(receivable) AS receivable, sum(waiting) AS waiting, sum(settled) AS settled,
             sum(balance) AS balance, sum(paid) AS paid
        FROM (
          SELECT account_id, currency, captured_minor, refunded_minor, 0, 0, 0, 0, 0, 0, 0, 0
            FROM payment WHERE captured_minor > 0
          UNION ALL
          SELECT t.account_id, e.currency, 0, 0,
                 CASE WHEN ledger_account = 'MERCHANT_RECEIVABLE' AND kind <> 'settlement'
                   THEN -amount_minor ELSE 0 END,
                 CASE WHEN ledger_account IN ('MERCHANT_RECEIVABLE', 'MERCHANT_FEE')
                   THEN -amount_minor ELSE 0 END,
                 CASE WHEN ledger_account = 'MERCHANT_PAYOUT' THEN -amount_minor ELSE 0 END,
                 0, 0, 0, 0, 0
            FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
          UNION ALL
          SELECT account_id, currency, 0, 0, 0, 0, 0, amount_minor,
                 CASE status WHEN 'waiting_funds' THEN amount_minor - fee_minor ELSE 0 END, 0, 0, 0
            FROM receivable
          UNION ALL
          SELECT account_id, currency, 0, 0, 0, 0, 0, 0, 0, net_minor, 0, 0 FROM settlement
          UNION ALL
          SELECT account_id, currency, 0, 0, 0, 0, 0, 0, 0, 0, balance_minor, paid_minor
            FROM affiliation_balance) known (account_id, currency, captured, refunded, posted, net,
              posted_paid, receivable, waiting, settled, balance, paid)
       GROUP BY account_id, currency""";

  private final Session session;
  private final AbecsCodes abecs;

  NativePaymentReports(Session session, AbecsCodes abecs) {
    this.session = session;
    this.abecs = abecs;
  }

  @Override
  public Optional<PaymentView> payment(PaymentId id) {
    return Optional.ofNullable(session.find(PaymentRow.class, id.value()))
        .map(row -> views(List.of(row)).getFirst());
  }

  @Override
  public List<PaymentView> ofOrder(OrderId id) {
    return views(
        session
            .createQuery(
                "from PaymentRow where orderId = :order order by createdAt, paymentId",
                PaymentRow.class)
            .setParameter("order", id.value())
            .setMaxResults(MAX_OF_ORDER)
            .getResultList());
  }

  /** A condition, for whoever looks for the value of that name. */
  private record Filter(String condition, String name, @Nullable Object value) {
    static Filter equal(String column, @Nullable Object value) {
      return new Filter(column + " = :" + column, column, value);
    }
  }

  @Override
  public List<PaymentView> search(Search search, @Nullable Place behind, int limit) {
    var filters =
        Stream.of(
                Filter.equal("accountId", search.accountId()),
                Filter.equal("nsu", search.nsu()),
                Filter.equal("authorizationCode", search.authorizationCode()),
                Filter.equal("cardLastFour", search.cardLastFour()),
                Filter.equal("state", search.state()),
                Filter.equal("amountMinor", search.amountMinor()),
                new Filter("createdAt >= :from", "from", search.createdFrom()),
                new Filter("createdAt < :before", "before", search.createdBefore()),
                new Filter("createdAt <= :at", "at", behind == null ? null : behind.createdAt()),
                new Filter(
                    "(createdAt < :at or paymentId < :id)",
                    "id",
                    behind == null ? null : behind.paymentId()))
            .filter(filter -> filter.value() != null)
            .toList();
    var query =
        session.createQuery(
            "from PaymentRow where %s order by createdAt desc, paymentId desc"
                .formatted(filters.stream().map(Filter::condition).collect(joining(" and "))),
            PaymentRow.class);
    filters.forEach(filter -> query.setParameter(filter.name(), filter.value()));
    return views(query.setMaxResults(limit).getResultList());
  }

  @Override
  public Totals totals() {
    Tuple sums =
        one(
            """
            SELECT (SELECT coalesce(sum(captured_minor), 0)::bigint FROM payment) AS captured,
                   (SELECT coalesce(sum(refunded_minor), 0)::bigint FROM payment) AS refunded,
                   (SELECT coalesce(sum(balance_minor), 0)::bigint FROM affiliation_balance)
                     AS balance,
                   (SELECT coalesce(-sum(amount_minor), 0)::bigint FROM ledger_entry
                     WHERE ledger_account IN ('MERCHANT_RECEIVABLE', 'MERCHANT_FEE')) AS net,
                   (SELECT coalesce(-sum(e.amount_minor), 0)::bigint
                      FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
                     WHERE e.ledger_account = 'MERCHANT_RECEIVABLE'
                       AND t.kind <> 'settlement') AS posted,
                   (SELECT coalesce(sum(amount_minor), 0)::bigint FROM ledger_entry) AS ledger,
                   (SELECT coalesce(sum(amount_minor), 0)::bigint FROM receivable) AS receivable,
                   (SELECT coalesce(sum(amount_minor - fee_minor), 0)::bigint FROM receivable
                     WHERE status = 'waiting_funds') AS waiting,
                   (SELECT coalesce(sum(net_minor), 0)::bigint FROM settlement) AS paid,
                   (SELECT coalesce(-sum(amount_minor), 0)::bigint FROM ledger_entry
                     WHERE ledger_account = 'MERCHANT_PAYOUT') AS posted_paid,
                   (SELECT count(*) FROM (%s) one
                     WHERE one.captured - one.refunded <> one.receivable
                        OR one.captured - one.refunded <> one.posted
                        OR one.balance <> one.waiting OR one.balance <> one.net
                        OR one.paid <> one.settled OR one.paid <> one.posted_paid) AS disagreeing"""
                .formatted(BY_AFFILIATION),
            Map.of());
    return new Totals(
        byState("SELECT state, count(*) AS n FROM payment GROUP BY state ORDER BY state"),
        number(sums, "captured"),
        number(sums, "refunded"),
        number(sums, "posted"),
        number(sums, "balance"),
        number(sums, "net"),
        number(sums, "ledger"),
        number(sums, "receivable"),
        number(sums, "waiting"),
        number(sums, "paid"),
        number(sums, "posted_paid"),
        number(sums, "disagreeing"));
  }

  @Override
  public Vitals vitals(Overdue overdue, Instant movedSince, int adviceAlarm) {
    Tuple sums =
        one(
            """
            SELECT (SELECT count(*) FROM payment WHERE due_at < :overdue)
                     + (SELECT count(*) FROM cancellation WHERE due_at < :overdue) AS overdue,
                   (SELECT count(*) FROM payment
                     WHERE due_at IS NOT NULL AND attempts >= :alarm
                       AND state IN ('reversing', 'expiring', 'undoing_late_approval'))
                     + (SELECT count(*) FROM cancellation
                         WHERE due_at IS NOT NULL AND attempts >= :alarm) AS alarmed,
                   (SELECT coalesce(sum(e.amount_minor), 0)::bigint
                      FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
                     WHERE t.posted_at >= :since) AS ledger,
                   (SELECT coalesce(sum(amount_minor), 0)::bigint FROM capture
                     WHERE captured_at >= :since) AS captured,
                   (SELECT coalesce(sum(c.amount_minor), 0)::bigint
                      FROM cancellation c JOIN payment p USING (payment_id)
                     WHERE c.status = 'done' AND c.ended_at >= :since
                       AND p.captured_minor > 0) AS refunded,
                   (SELECT coalesce(-sum(e.amount_minor), 0)::bigint
                      FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
                     WHERE t.posted_at >= :since AND t.kind <> 'settlement'
                       AND e.ledger_account = 'MERCHANT_RECEIVABLE') AS posted,
                   (SELECT coalesce(sum(amount_minor), 0)::bigint FROM receivable
                     WHERE created_at >= :since) AS receivable,
                   (SELECT count(*) FROM affiliation WHERE settle_at < :settle) AS unsettled""",
            Map.of(
                "overdue",
                overdue.payments(),
                "settle",
                overdue.settlements(),
                "alarm",
                adviceAlarm,
                "since",
                movedSince));
    return new Vitals(
        byState(
            """
            SELECT state, count(*) AS n FROM payment WHERE due_at IS NOT NULL GROUP BY state
            UNION ALL
            SELECT 'canceling', count(*) FROM cancellation WHERE due_at IS NOT NULL"""),
        number(sums, "overdue"),
        number(sums, "alarmed"),
        number(sums, "ledger"),
        number(sums, "captured") - number(sums, "refunded") - number(sums, "posted"),
        number(sums, "posted") - number(sums, "receivable"),
        number(sums, "unsettled"));
  }

  private Tuple one(String sql, Map<String, Object> parameters) {
    var query = session.createNativeQuery(sql, Tuple.class);
    parameters.forEach(query::setParameter);
    return query.getSingleResult();
  }

  private static long number(Tuple row, String column) {
    return ((Number) row.get(column)).longValue();
  }

  private Map<String, Long> byState(String sql) {
    List<Tuple> rows = session.createNativeQuery(sql, Tuple.class).getResultList();
    var counts = new LinkedHashMap<String, Long>();
    rows.forEach(row -> counts.put(row.get("state", String.class), number(row, "n")));
    return counts;
  }

  /** With three queries more for all of them. */
  private List<PaymentView> views(List<PaymentRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<String> ids = rows.stream().map(row -> row.paymentId).toList();
    Map<String, Captures> captures = CaptureRows.of(session, rows);
    Map<String, List<CancellationView>> cancellations = cancellations(ids);
    return rows.stream()
        .map(
            row ->
                view(
                    row,
                    captures.getOrDefault(row.paymentId, Captures.NONE),
                    cancellations.getOrDefault(row.paymentId, List.of())))
        .toList();
  }

  private PaymentView view(
      PaymentRow row, Captures captures, List<CancellationView> cancellations) {
    return new PaymentView(
        row.paymentId,
        row.orderId,
        row.accountId,
        row.attemptId,
        row.origin,
        row.terminalSerial,
        row.nsu,
        row.amountMinor,
        row.capturedMinor,
        row.currency,
        row.paymentType,
        row.installments,
        row.installmentType,
        row.state,
        row.returnCode,
        abecsCode(row),
        row.refusalCause,
        row.reversalReason,
        row.authorizationCode,
        row.cardBrand == null ? null : CardBrand.valueOf(row.cardBrand).schemeName(),
        row.cardFirstSix,
        row.cardLastFour,
        row.cardToken,
        row.createdAt,
        row.authorizedAt,
        row.confirmBy,
        row.capturedAt,
        new Merchant(
            row.operation,
            row.softDescriptor,
            row.captureBy,
            row.feeMinor,
            row.refundedMinor,
            captures.all().stream().map(NativePaymentReports::view).toList(),
            cancellations));
  }

  private static CaptureView view(CapturedMoney one) {
    var request = one.request();
    return new CaptureView(
        request == null ? null : request.value(),
        one.amount().minor(),
        one.fee().minor(),
        one.isFinal(),
        one.at());
  }

  private @Nullable String abecsCode(PaymentRow row) {
    return row.returnCode == null || row.cardBrand == null
        ? null
        : abecs.of(row.returnCode, CardBrand.valueOf(row.cardBrand)).orElse(null);
  }

  private Map<String, List<CancellationView>> cancellations(List<String> payments) {
    Map<List<String>, Instant> contradicted = contradictions(payments);
    var all = new HashMap<String, List<CancellationView>>();
    for (CancellationRow one :
        session
            .createQuery(
                "from CancellationRow where paymentId in :payments order by cancellationId",
                CancellationRow.class)
            .setParameter("payments", payments)
            .getResultList()) {
      all.computeIfAbsent(one.paymentId, _ -> new ArrayList<>())
          .add(
              new CancellationView(
                  one.requestId,
                  one.kind,
                  one.amountMinor,
                  one.status,
                  one.returnCode,
                  one.attempts,
                  one.askedAt,
                  one.endedAt,
                  contradicted.get(List.of(one.paymentId, one.requestId))));
    }
    return all;
  }

  /** By payment and request. */
  private Map<List<String>, Instant> contradictions(List<String> payments) {
    List<Tuple> told =
        session
            .createNativeQuery(
                """
                SELECT payment_id, request_id, told_at FROM contradiction
                 WHERE payment_id IN (:payments)""",
                Tuple.class)
            .setParameterList("payments", payments)
            .getResultList();
    var contradicted = new HashMap<List<String>, Instant>();
    told.forEach(
        one ->
            contradicted.put(
                List.of(NativeRows.text(one, "payment_id"), NativeRows.text(one, "request_id")),
                NativeRows.instant(one, "told_at")));
    return contradicted;
  }
}
