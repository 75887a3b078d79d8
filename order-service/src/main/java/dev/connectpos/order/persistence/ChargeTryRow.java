package dev.connectpos.order.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.FailedTry;
import dev.connectpos.order.domain.Failure;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.TransactionId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An earlier payment of a charge that failed, written once; the currency is the order's. */
@Entity
@Immutable
@Table(name = "charge_try")
class ChargeTryRow {
  @Id String id;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "charge_id")
  String chargeId;

  @Column(name = "position")
  int position;

  @Column(name = "payment_id")
  String paymentId;

  @Column(name = "amount_minor")
  long amountMinor;

  @Column(name = "return_code")
  @Nullable String returnCode;

  @Column(name = "abecs_code")
  @Nullable String abecsCode;

  @Column(name = "message")
  @Nullable String message;

  @Column(name = "at")
  Instant at;

  static ChargeTryRow of(OrderId order, Charge charge, int position) {
    var failed = charge.tries().get(position);
    var row = new ChargeTryRow();
    row.id = failed.id().value();
    row.orderId = order.value();
    row.chargeId = charge.id().value();
    row.position = position;
    row.paymentId = failed.payment().value();
    row.amountMinor = failed.amount().minor();
    row.at = failed.at();
    if (failed.failure() instanceof Failure.Declined(var code, var text, var abecs)) {
      row.returnCode = code;
      row.abecsCode = abecs;
      row.message = text;
    }
    return row;
  }

  String chargeId() {
    return chargeId;
  }

  FailedTry failedTry(Currency currency) {
    var code = returnCode;
    var text = message;
    return new FailedTry(
        new TransactionId(id),
        new PaymentId(paymentId),
        new Money(amountMinor, currency),
        code == null || text == null
            ? new Failure.Undone()
            : new Failure.Declined(code, text, abecsCode),
        at);
  }
}
