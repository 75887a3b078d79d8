package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.domain.CapturedMoney;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import jakarta.persistence.Tuple;
import org.hibernate.Session;

/** The table {@code capture}: rows are added, and never changed. */
final class CaptureRows {
  private CaptureRows() {}

  /** The captures of a payment, whatever became of it. */
  static Captures of(Session session, PaymentRow payment) {
    if (payment.capturedMinor == 0) {
      return Captures.NONE;
    }
    var currency = Currency.of(payment.currency);
    return new Captures(
        session
            .createNativeQuery(
                """
                SELECT request_id, amount_minor, fee_minor, is_final, captured_at
                  FROM capture WHERE payment_id = :payment ORDER BY capture_no""",
                Tuple.class)
            .setParameter("payment", payment.paymentId)
            .getResultStream()
            .map(row -> read(row, currency))
            .toList());
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
