package dev.connectpos.terminal.socket;

import dev.connectpos.terminal.application.StartPayment.Start;
import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.OrderId;

/** A frame of a terminal that is what the protocol says. */
sealed interface ClientFrame {

  record Hello(String appVersion) implements ClientFrame {}

  record OrderShown(OrderId order) implements ClientFrame {}

  record PaymentStart(Start start) implements ClientFrame {}

  record PaymentConfirm(OrderId order, AttemptId attempt) implements ClientFrame {}

  record PaymentQuery(AttemptId attempt) implements ClientFrame {}

  record Pong(long seq) implements ClientFrame {}

  /** The type on the wire. */
  default String type() {
    return switch (this) {
      case Hello _ -> "hello";
      case OrderShown _ -> "order.shown";
      case PaymentStart _ -> "payment.start";
      case PaymentConfirm _ -> "payment.confirm";
      case PaymentQuery _ -> "payment.query";
      case Pong _ -> "pong";
    };
  }
}
