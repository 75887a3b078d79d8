package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.OrderTerms.Receipt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal should see, as the database has it, and the steps from what it has been told to
 * that. Steps may be skipped between two moments: only the latest result of an attempt matters.
 *
 * @param version rises with every change of the terminal's own; may be older than the rest, never
 *     newer
 * @param listVersion the same for changes of the account's listed orders
 * @param activation whether orders reach the terminal, and how
 * @param revoked whether another terminal took its place: its session ends
 * @param print the document that the terminal is to print or to answer for
 * @param current the order that holds the screen, absent when idle
 * @param previous the order that the terminal was told last, when it no longer holds the screen
 */
public record Screen(
    long version,
    long listVersion,
    Activation activation,
    boolean revoked,
    @Nullable PrintId print,
    @Nullable OrderOnScreen current,
    @Nullable OrderOnScreen previous) {

  /** One thing to tell the terminal. */
  public sealed interface Step {
    /** Show this order now, with what it owes. */
    record Show(OpenOrder order, Money owed) implements Step {}

    /** Take it off the screen. */
    record Withdraw(OrderId order, WithdrawReason reason) implements Step {}

    /** The outcome so far. */
    record Result(PaymentAttempt attempt) implements Step {}
  }

  /**
   * What the terminal of a session has been told.
   *
   * @param order the order on its screen
   * @param owed what it owes
   * @param receipt what is printed of it
   * @param attempt the attempt of the last result
   * @param status the status of the last result
   */
  public record Told(
      @Nullable OrderId order,
      @Nullable Money owed,
      @Nullable Receipt receipt,
      @Nullable AttemptId attempt,
      @Nullable ResultStatus status) {
    /** A session that has heard nothing yet. */
    public static final Told NOTHING = new Told(null, null, null, null, null);

    /** After the terminal was given all of a screen. */
    public static Told all(Screen screen) {
      OrderOnScreen current = screen.current();
      return current == null
          ? NOTHING
          : NOTHING.show(current.order(), current.owed()).result(current.attempt());
    }

    /** After the order was shown. */
    public Told show(OpenOrder next, Money nextOwed) {
      return new Told(next.id(), nextOwed, next.terms().receipt(), attempt, status);
    }

    /** Before anything is told of an order that holds the screen. */
    public Told expecting(OrderId next) {
      return new Told(next, null, null, attempt, status);
    }

    /** After the order left the screen. */
    public Told gone() {
      return new Told(null, null, null, attempt, status);
    }

    /** After a step was sent. */
    public Told after(Step step) {
      return switch (step) {
        case Step.Show s -> show(s.order(), s.owed());
        case Step.Withdraw _ -> gone();
        case Step.Result s -> result(s.attempt());
      };
    }

    /** After the result was given. */
    public Told result(@Nullable PaymentAttempt next) {
      return next == null
          ? this
          : new Told(order, owed, receipt, next.attemptId(), next.state().result());
    }

    /**
     * After all steps to a screen were sent: a result ends a direct order without a withdrawal, a
     * standalone sale holds the screen without being shown, and what was not told of an order that
     * came to the screen is old.
     */
    public Told at(Screen screen) {
      OrderOnScreen current = screen.current();
      if (current == null) {
        return gone();
      }
      Told on = current.order().isStandalone() ? show(current.order(), current.owed()) : this;
      return on.result(current.attempt());
    }

    /**
     * Whether the terminal is to be told how an attempt stands. Once its sale is done, what becomes
     * of the money later is between the PDV and the acquirer; the terminal may ask.
     */
    private boolean isNews(PaymentAttempt other) {
      ResultStatus next = other.state().result();
      return other.attemptId().equals(attempt)
          ? next != status && (status == null || !status.endsTheSale())
          : !next.followsTheSale();
    }

    /**
     * Whether the terminal takes a direct order off its screen by itself: it hears, or has heard,
     * that this sale of it is done.
     */
    private boolean endsWith(@Nullable PaymentAttempt sale) {
      if (sale == null) {
        return false;
      }
      ResultStatus next = sale.state().result();
      boolean heard = sale.attemptId().equals(attempt) && status != null && status.endsTheSale();
      return heard || (next.endsTheSale() && !next.followsTheSale());
    }

    /**
     * Whether the terminal is told that a sale is done: its order is over to it until it is shown
     * again, be it that it owes as much as before.
     */
    private boolean isOverBy(@Nullable PaymentAttempt sale) {
      return sale != null && isNews(sale) && sale.state().result().endsTheSale();
    }
  }

  /** The steps that bring a terminal from what it was told to this screen, in order. */
  public List<Step> since(Told told) {
    var steps = new ArrayList<Step>();
    if (previous != null) {
      addResult(steps, told, previous.attempt());
      OpenOrder gone = previous.order();
      // The result of a direct order that is paid has ended it already, and the result of a
      // standalone sale is all that was ever told of it.
      boolean ended =
          gone.isStandalone()
              || (!gone.isListed()
                  && gone.status() == OrderStatus.PAID
                  && told.endsWith(previous.attempt()));
      if (!ended) {
        steps.add(new Step.Withdraw(gone.id(), gone.offScreen()));
      }
    }
    if (current != null) {
      addCurrent(steps, told, current);
    }
    return List.copyOf(steps);
  }

  private static void addCurrent(List<Step> steps, Told told, OrderOnScreen on) {
    if (on.order().isStandalone()) {
      addResult(steps, told, on.attempt());
      return;
    }
    var show = new Step.Show(on.order(), on.owed());
    if (!on.order().id().equals(told.order())) {
      steps.add(show);
      // An old result of an order that comes to the screen again is no news.
      addResult(steps, told, on.isBeingPaid() ? on.attempt() : null);
      return;
    }
    addResult(steps, told, on.attempt());
    // While its own payment is undecided the terminal is not shown what others leave of the order.
    boolean changed =
        !on.owed().equals(told.owed()) || !on.order().terms().receipt().equals(told.receipt());
    if (!on.isBeingPaid() && (changed || told.isOverBy(on.attempt()))) {
      steps.add(show);
    }
  }

  private static void addResult(List<Step> steps, Told told, @Nullable PaymentAttempt attempt) {
    if (attempt != null && told.isNews(attempt)) {
      steps.add(new Step.Result(attempt));
    }
  }
}
