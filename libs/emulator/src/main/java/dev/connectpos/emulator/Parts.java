package dev.connectpos.emulator;

import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.wire.Order;
import org.jspecify.annotations.Nullable;

/**
 * How much of an order is paid with the next card: a listed one in the shopper's parts and then the
 * rest, a direct one as it is.
 */
final class Parts {
  private String orderId = "";
  private int paid;

  /** The order is on the screen. */
  void of(Order order) {
    if (!order.orderId().equals(orderId)) {
      orderId = order.orderId();
      paid = 0;
    }
  }

  /** A payment of the order was taken. */
  void paid(String paidOrder) {
    if (paidOrder.equals(orderId)) {
      paid++;
    }
  }

  /** What to ask for next. */
  OpenAttempt.Sale next(Order order, ShopperScript shopper) {
    var payment = order.payment();
    String type = payment == null ? null : payment.type();
    Integer installments = payment == null ? null : payment.installments();
    String installmentType = payment == null ? null : payment.installmentType();
    long amount = amount(order, shopper);
    return new OpenAttempt.Sale(
        order.orderId(),
        order.code(),
        amount,
        order.currency(),
        type == null ? "credit" : type,
        installments == null ? 1 : installments,
        installmentType == null ? "merchant" : installmentType,
        amount >= order.owed() ? receipt(order) : null);
  }

  /** It is printed with the payment that leaves nothing to pay. */
  private static OpenAttempt.@Nullable Receipt receipt(Order order) {
    return order.printOrderReceipt()
        ? new OpenAttempt.Receipt(order.receiptLines(), order.amountMinor())
        : null;
  }

  private long amount(Order order, ShopperScript shopper) {
    return order.isListed() && paid < shopper.parts().size()
        ? shopper.parts().get(paid)
        : order.owed();
  }
}
