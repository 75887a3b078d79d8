package dev.connectpos.acquirer.persistence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.connectpos.acquirer.domain.CapturedMoney;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** The table {@code capture}: rows are added, and never changed. */
final class CaptureRows {
  private CaptureRows() {}

  /** The captures of a payment, whatever became of it. */
  static Captures of(Session session, PaymentRow payment) {
    return of(session, List.of(payment)).getOrDefault(payment.paymentId, Captures.NONE);
  }

  /** The captures of those that have any, by payment. */
  static Map<String, Captures> of(Session session, List<PaymentRow> payments) {
    Map<String, Currency> currencies =
        payments.stream()
            .filter(payment -> payment.capturedMinor > 0)
            .collect(toMap(payment -> payment.paymentId, payment -> Currency.of(payment.currency)));
    if (currencies.isEmpty()) {
      return Map.of();
    }
    var captures = new HashMap<String, List<CapturedMoney>>();
    session
        .createNativeQuery(
            """
            SELECT payment_id, request_id, amount_minor, fee_minor, is_final, captured_at
              FROM capture WHERE payment_id IN (:payments) ORDER BY payment_id, capture_no""",
            Tuple.class)
        .setParameterList("payments", currencies.keySet())
        .getResultStream()
        .forEach(
            row -> {
              String payment = NativeRows.text(row, "payment_id");
              captures
                  .computeIfAbsent(payment, _ -> new ArrayList<>())
                  .add(read(row, requireNonNull(currencies.get(payment))));
            });
    return captures.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> new Captures(entry.getValue())));
  }

  private static CapturedMoney read(Tuple row, Currency currency) {
    String request = NativeRows.textOrNull(row, "request_id");
    return new CapturedMoney(
        new Money(NativeRows.number(row, "amount_minor"), currency),
        new Money(NativeRows.number(row, "fee_minor"), currency),
        NativeRows.instant(row, "captured_at"),
        request == null ? null : new RequestId(request),
        row.get("is_final", Boolean.class));
  }

  /** Adds the latest. */
  static void add(Session session, PaymentId payment, Captures captures) {
    CapturedMoney last = captures.last();
    var request = last.request();
    session
        .createNativeMutationQuery(
            """
            INSERT INTO capture
              (payment_id, capture_no, request_id, amount_minor, fee_minor, is_final, captured_at)
            VALUES (:payment, :number, CAST(:request AS text), :amount, :fee, :final, :at)""")
        .setParameter("payment", payment.value())
        .setParameter("number", captures.all().size())
        .setParameter("request", request == null ? null : request.value())
        .setParameter("amount", last.amount().minor())
        .setParameter("fee", last.fee().minor())
        .setParameter("final", last.isFinal())
        .setParameter("at", last.at())
        .executeUpdate();
  }
}
