package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/** An attempt to give money back, done or failed: a transaction of the charge of its own. */
public record Cancellation(
    TransactionId id, CancelKind kind, Money amount, Result result, Instant at) {

  /** What came of it. */
  public sealed interface Result {}

  /** The money went back. */
  public record GaveBack() implements Result {}

  /** The network refused; it may be tried again (A6). */
  public record Failed(String returnCode, String message) implements Result {}
}
