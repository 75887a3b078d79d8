package dev.connectpos.acquirer.domain;

import java.util.List;

/** What a command does to a payment. */
public sealed interface PaymentDecision {

  /** It takes effect. */
  record Accepted(PaymentState next, List<PaymentEvent> events) implements PaymentDecision {}

  /** It took effect before, or nothing is left to do. A success. */
  record AlreadyDone(PaymentState state) implements PaymentDecision {}

  /** It has no effect. */
  record Rejected(PaymentRejection reason) implements PaymentDecision {}

  /** Takes effect, and is told. */
  static PaymentDecision accepted(PaymentState next, PaymentEvent... events) {
    return new Accepted(next, List.of(events));
  }

  /** Has no effect, for this reason. */
  static PaymentDecision rejected(PaymentRejection reason) {
    return new Rejected(reason);
  }
}
