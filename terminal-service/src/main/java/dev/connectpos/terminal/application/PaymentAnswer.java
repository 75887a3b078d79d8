package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentRefusal;

/** What a terminal's frame about a payment came to. */
public sealed interface PaymentAnswer {

  /** The frame was taken; what follows from it reaches the terminal by its screen. */
  record Taken() implements PaymentAnswer {}

  /** A standalone sale has begun; the terminal has yet to learn of this order. */
  record Begun(OrderId order) implements PaymentAnswer {}

  /** The attempt as it stands, to be told even if it was told before. */
  record Standing(PaymentAttempt attempt) implements PaymentAnswer {}

  /** Refused, with no effect. */
  record Refused(PaymentRefusal reason) implements PaymentAnswer {}

  /** A newer session of the terminal exists; this one may do nothing. */
  record Fenced() implements PaymentAnswer {}
}
