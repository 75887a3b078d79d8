package dev.connectpos.acquirer.domain;

import java.util.List;

/** What a command does to a payment. */
public sealed interface Decision {

  /** It takes effect. */
  record Accepted(PaymentState next, List<PaymentEvent> events) implements Decision {}

  /** It took effect before, or nothing is left to do. A success. */
  record AlreadyDone(PaymentState state) implements Decision {}

  /** It has no effect. */
  record Rejected(Rejection reason) implements Decision {}

  /** Takes effect, and is told. */
  static Decision accepted(PaymentState next, PaymentEvent... events) {
    return new Accepted(next, List.of(events));
  }

  /** Has no effect, for this reason. */
  static Decision rejected(Rejection reason) {
    return new Rejected(reason);
  }
}
