package dev.connectpos.order.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.domain.CancelKind;
import dev.connectpos.order.domain.Cancellation;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.TransactionId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An attempt to give money back, written once; the currency is the order's. */
@Entity
@Immutable
@Table(name = "charge_cancellation")
class ChargeCancellationRow {
  @Id String id;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "charge_id")
  String chargeId;

  @Column(name = "position")
  int position;

  @Column(name = "kind")
  String kind;

  @Column(name = "amount_minor")
  long amountMinor;

  @Column(name = "return_code")
  @Nullable String returnCode;

  @Column(name = "message")
  @Nullable String message;

  @Column(name = "at")
  Instant at;

  static ChargeCancellationRow of(OrderId order, Charge charge, int position) {
    var cancellation = charge.cancellations().get(position);
    var row = new ChargeCancellationRow();
    row.id = cancellation.id().value();
    row.orderId = order.value();
    row.chargeId = charge.id().value();
    row.position = position;
    row.kind = Words.of(cancellation.kind());
    row.amountMinor = cancellation.amount().minor();
    row.at = cancellation.at();
    if (cancellation.result() instanceof Cancellation.Failed(var code, var text)) {
      row.returnCode = code;
      row.message = text;
    }
    return row;
  }

  String chargeId() {
    return chargeId;
  }

  Cancellation cancellation(Currency currency) {
    var code = returnCode;
    var text = message;
    return new Cancellation(
        new TransactionId(id),
        Words.read(CancelKind.class, kind),
        new Money(amountMinor, currency),
        code == null || text == null
            ? new Cancellation.GaveBack()
            : new Cancellation.Failed(code, text),
        at);
  }
}
