package dev.connectpos.terminal.domain;

import java.util.List;

/** What becomes of a command to a payment attempt. */
public sealed interface PaymentAttemptDecision {

  /** The attempt moves on. */
  record Accepted(PaymentAttemptState next, List<PaymentAttemptEvent> events)
      implements PaymentAttemptDecision {}

  /** Nothing to do: it is so already, or something that happened since has overtaken it. */
  record AlreadyDone(PaymentAttemptState state) implements PaymentAttemptDecision {}

  /** Refused, with no effect. */
  record Rejected(PaymentAttemptRejection reason) implements PaymentAttemptDecision {}
}
