package dev.connectpos.order.persistence;

import dev.connectpos.order.application.KeptOrder;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.LivePhase;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PaymentStanding;
import dev.connectpos.order.domain.PaymentStanding.Charged;
import dev.connectpos.order.domain.PaymentStanding.Declined;
import dev.connectpos.order.domain.PaymentStanding.Live;
import dev.connectpos.order.domain.PaymentStanding.Reversed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What the acquirer said last of a payment. */
@Entity
@Table(name = "order_payment")
class OrderPaymentRow {
  private static final String CHARGED = "charged";
  private static final String DECLINED = "declined";
  private static final String REVERSED = "reversed";

  @Id
  @Column(name = "payment_id")
  String paymentId;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "state")
  String state;

  @Column(name = "return_code")
  @Nullable String returnCode;

  @Column(name = "message")
  @Nullable String message;

  @Column(name = "last_version")
  long lastVersion;

  @Column(name = "commands")
  long commands;

  static OrderPaymentRow of(OrderId order, PaymentId payment) {
    var row = new OrderPaymentRow();
    row.paymentId = payment.value();
    row.orderId = order.value();
    return row;
  }

  void follow(PaymentStanding standing, KeptOrder.Cursor cursor) {
    lastVersion = cursor.heard();
    commands = cursor.commands();
    returnCode = null;
    message = null;
    switch (standing) {
      case Live live -> state = Words.of(live.phase());
      case Reversed _ -> state = REVERSED;
      case Charged _ -> state = CHARGED;
      case Declined declined -> {
        state = DECLINED;
        returnCode = declined.returnCode();
        message = declined.message();
      }
    }
  }

  /**
   * What the row says.
   *
   * @param charge the charge of this payment, if it has one
   */
  PaymentStanding standing(@Nullable Charge charge) {
    return switch (state) {
      case CHARGED -> new Charged(present(charge, "charge"));
      case DECLINED -> new Declined(present(returnCode, "return code"), text(message));
      case REVERSED -> new Reversed();
      default -> new Live(Words.read(LivePhase.class, state));
    };
  }

  boolean isCharged() {
    return state.equals(CHARGED);
  }

  PaymentId payment() {
    return new PaymentId(paymentId);
  }

  KeptOrder.Cursor cursor() {
    return new KeptOrder.Cursor(lastVersion, commands);
  }

  private <T> T present(@Nullable T value, String what) {
    if (value == null) {
      throw new IllegalStateException("payment " + paymentId + " is " + state + " without " + what);
    }
    return value;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
