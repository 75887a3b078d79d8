package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Money that is to go back (A3). Asked for once, and then done or refused by the network.
 *
 * @param request who asked; the network knows it by this
 * @param kind how it goes back
 * @param amount above zero
 * @param status how far it came
 * @param ofHold whether it was asked for while nothing was captured
 * @param latest what the network is being asked with, or was last
 */
public record Cancellation(
    RequestId request, Kind kind, Money amount, Status status, boolean ofHold, Try latest) {

  /** Of what was captured, at its first try. */
  public Cancellation(RequestId request, Kind kind, Money amount, Status status) {
    this(request, kind, amount, status, false, Try.FIRST);
  }

  /**
   * One time of asking, until the answer is clear.
   *
   * @param number from 1
   * @param retry who asked again; null for the first try
   */
  public record Try(int number, @Nullable RequestId retry) {
    static final Try FIRST = new Try(1, null);

    Try next(RequestId retriedBy) {
      return new Try(number + 1, retriedBy);
    }
  }

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

  /** The release of a hold that was never asked before. */
  static Cancellation askOfHold(RequestId request, Money amount) {
    return new Cancellation(request, Kind.VOID, amount, new Asked(), true, Try.FIRST);
  }

  /** The same, asked for once more (A6). */
  Cancellation again(RequestId retry) {
    return new Cancellation(request, kind, amount, new Asked(), ofHold, latest.next(retry));
  }

  /** The same, further on. */
  Cancellation with(Status next) {
    return new Cancellation(request, kind, amount, next, ofHold, latest);
  }

  boolean isAsked() {
    return status instanceof Asked;
  }

  boolean isDone() {
    return status instanceof Done;
  }
}
