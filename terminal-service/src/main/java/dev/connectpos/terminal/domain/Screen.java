package dev.connectpos.terminal.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal should see, read from the database at one moment, and the steps from what it has
 * been told to that. Steps may be skipped between two moments: only the latest result of an attempt
 * matters.
 *
 * @param version rises with every change; may be older than the rest, never newer
 * @param current the order that holds the screen, absent when idle
 * @param previous the order that the terminal was told last, when it no longer holds the screen
 */
public record Screen(
    long version, @Nullable OrderOnScreen current, @Nullable OrderOnScreen previous) {

  /** One thing to tell the terminal. */
  public sealed interface Step {
    /** Show this order now. */
    record Show(OpenOrder order) implements Step {}

    /** Take it off the screen. */
    record Withdraw(OrderId order, WithdrawReason reason) implements Step {}

    /** The outcome so far. */
    record Result(PaymentAttempt attempt) implements Step {}
  }

  /**
   * What the terminal of a session has been told.
   *
   * @param order the order on its screen
   * @param attempt the attempt of the last result
   * @param status the status of the last result
   */
  public record Told(
      @Nullable OrderId order, @Nullable AttemptId attempt, @Nullable ResultStatus status) {
    /** A session that has heard nothing yet. */
    public static final Told NOTHING = new Told(null, null, null);

    /** After the terminal was given all of a screen. */
    public static Told all(Screen screen) {
      OrderOnScreen current = screen.current();
      return current == null ? NOTHING : NOTHING.show(current.order()).result(current.attempt());
    }

    /** After the order was shown. */
    public Told show(OpenOrder next) {
      return new Told(next.id(), attempt, status);
    }

    /** After the order was taken off. */
    public Told withdraw() {
      return new Told(null, attempt, status);
    }

    /** After a step was sent. */
    public Told after(Step step) {
      return switch (step) {
        case Step.Show s -> show(s.order());
        case Step.Withdraw _ -> withdraw();
        case Step.Result s -> result(s.attempt());
      };
    }

    /** After the result was given. */
    public Told result(@Nullable PaymentAttempt next) {
      return next == null ? this : new Told(order, next.attemptId(), next.state().result());
    }

    private boolean knows(PaymentAttempt other) {
      return other.attemptId().equals(attempt) && other.state().result() == status;
    }
  }

  /** The steps that bring a terminal from what it was told to this screen, in order. */
  public List<Step> since(Told told) {
    var steps = new ArrayList<Step>();
    if (previous != null) {
      addResult(steps, told, previous.attempt());
      OpenOrder gone = previous.order();
      // A captured result has ended the order already.
      if (gone.status() != OrderStatus.PAID) {
        WithdrawReason reason = gone.closed();
        steps.add(new Step.Withdraw(gone.id(), reason == null ? WithdrawReason.CLOSED : reason));
      }
    }
    if (current != null) {
      if (!current.order().id().equals(told.order())) {
        steps.add(new Step.Show(current.order()));
      }
      addResult(steps, told, current.attempt());
    }
    return List.copyOf(steps);
  }

  private static void addResult(List<Step> steps, Told told, @Nullable PaymentAttempt attempt) {
    if (attempt != null && !told.knows(attempt)) {
      steps.add(new Step.Result(attempt));
    }
  }
}
