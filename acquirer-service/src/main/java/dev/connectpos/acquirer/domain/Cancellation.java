package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;

/**
 * Money that is to go back (A3). Asked for once, and then done or refused by the network.
 *
 * @param request who asked; the network knows it by this
 * @param kind how it goes back
 * @param amount above zero
 * @param status how far it came
 */
public record Cancellation(RequestId request, Kind kind, Money amount, Status status) {

  /** How money goes back. */
  public enum Kind {
    /** As if it had never been taken: a hold is released, or a sale undone on its day. */
    VOID,
    /** On a later day, in full or in part. */
    REFUND
  }

  /** How far it came. */
  public sealed interface Status {}

  /** The network is asked until its answer is known. */
  public record Asked() implements Status {}

  /** The money went back. */
  public record Done() implements Status {}

  /** Nothing moved; may be asked again (A6). */
  public record Refused(String returnCode) implements Status {}

  /** One that was never asked before. */
  static Cancellation ask(RequestId request, Kind kind, Money amount) {
    return new Cancellation(request, kind, amount, new Asked());
  }

  /** The same, further on. */
  Cancellation with(Status next) {
    return new Cancellation(request, kind, amount, next);
  }

  boolean isAsked() {
    return status instanceof Asked;
  }

  boolean isDone() {
    return status instanceof Done;
  }
}
