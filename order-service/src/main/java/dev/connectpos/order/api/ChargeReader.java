package dev.connectpos.order.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.money.Money;
import dev.connectpos.order.application.Charges;
import dev.connectpos.order.application.OnlineDesk;
import dev.connectpos.order.application.OnlinePayments;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PlacedOrder;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of charge calls, in the manner of {@link OrderReader}. */
final class ChargeReader {
  private static final int MAX_CODE = 52;
  private static final int MAX_ID = 64;
  private static final int MAX_DESCRIPTION = 256;

  private ChargeReader() {}

  /** A charge to be added to an open order; null, and complained of, if it cannot be told. */
  static OnlineDesk.@Nullable ChargeDraft charge(JsonNode body, Complaints complaints) {
    var charge = new Fields(body, "charge", complaints);
    refuseSplit(charge);
    var order = charge.requiredText("order_id", MAX_ID);
    var amount = Money.brl(charge.requiredInteger("amount", 1, PlacedOrder.MAX_AMOUNT));
    var code = charge.text("code", MAX_CODE);
    var metadata = OrderReader.metadata(charge);
    var payment = charge.object("payment");
    if (payment.isEmpty()) {
      if (!charge.has("payment")) {
        charge.required("payment");
      }
      return null;
    }
    var draft = PaymentReader.payment(payment.get(), amount, metadata);
    return draft == null ? null : new OnlineDesk.ChargeDraft(new OrderId(order), draft, code);
  }

  /** What the PDV says of cash that it has. */
  static OnlinePayments.CashDraft confirmation(JsonNode body, Complaints complaints) {
    var charge = new Fields(body, "charge", complaints);
    return new OnlinePayments.CashDraft(
        charge.text("description", MAX_DESCRIPTION), amount(charge), charge.text("code", MAX_CODE));
  }

  /**
   * What a body asks to be captured: all, when it says nothing, and as with the incumbent for good:
   * only {@code "final": false}, which is an extension, keeps the rest for further captures.
   */
  static Charges.CaptureDraft capture(JsonNode body, Complaints complaints) {
    var charge = new Fields(body, "charge", complaints);
    refuseSplit(charge);
    return new Charges.CaptureDraft(
        amount(charge), charge.flag("final", true), charge.text("code", MAX_CODE));
  }

  /** How much a body asks to be given back; null: all. */
  static @Nullable Money cancellation(JsonNode body, Complaints complaints) {
    var charge = new Fields(body, "charge", complaints);
    refuseSplit(charge);
    return amount(charge);
  }

  private static @Nullable Money amount(Fields charge) {
    var amount = charge.integer("amount", 1, PlacedOrder.MAX_AMOUNT);
    return amount == null ? null : Money.brl(amount);
  }

  private static void refuseSplit(Fields charge) {
    charge.refuseSplit("split");
    charge.refuseSplit("split_rules");
  }
}
