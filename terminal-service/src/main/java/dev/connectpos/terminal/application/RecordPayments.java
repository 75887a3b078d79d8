package dev.connectpos.terminal.application;

import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.domain.DayEntry;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptCommand;
import dev.connectpos.terminal.domain.PaymentAttemptDecision;
import dev.connectpos.terminal.domain.PaymentAttemptMachine;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.UndoReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What the acquirer reports of payments; the only way an attempt gets an outcome. */
@ApplicationScoped
public class RecordPayments {
  private static final Logger LOG = Logger.getLogger(RecordPayments.class);

  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final SaleStore sales;
  private final ScreenOrder screens;
  private final UndoPayments undo;
  private final Clock clock;

  RecordPayments(
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      SaleStore sales,
      ScreenOrder screens,
      UndoPayments undo,
      Clock clock) {
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.sales = sales;
    this.screens = screens;
    this.undo = undo;
    this.clock = clock;
  }

  /**
   * One fact of the acquirer.
   *
   * @param ofTerminal whether the fact names the attempt of a terminal; payments made elsewhere
   *     have none
   * @param undoneOnTerminal whether an operator had it undone on a terminal (T6)
   */
  public record Fact(
      PaymentId payment,
      boolean ofTerminal,
      PaymentAttemptCommand contents,
      boolean undoneOnTerminal) {

    /** One that no operator asked for. */
    public Fact(PaymentId payment, boolean ofTerminal, PaymentAttemptCommand contents) {
      this(payment, ofTerminal, contents, false);
    }
  }

  /**
   * Applies one fact. Payments that no terminal made are none of ours. One that a terminal made and
   * that is unknown here is a gap, never skipped: it is parked and replayed until the attempt is
   * there.
   */
  @Transactional
  public Verdict apply(Fact fact, Incoming message) {
    PaymentId id = fact.payment();
    Optional<AttemptStore.Place> place = attempts.placeOf(id);
    if (place.isEmpty()) {
      return fact.ofTerminal() ? Verdict.GAP : Verdict.APPLIED;
    }
    Terminal terminal = terminals.lock(place.get().terminal()).orElseThrow();
    Optional<Terminal> successor = terminals.lockSuccessor(terminal);
    OpenOrder order = orders.lock(place.get().order()).orElseThrow();
    PaymentAttempt attempt = attempts.find(id).orElseThrow();
    Verdict verdict = Verdict.of(attempt.lastPaymentVersion(), message.version());
    if (verdict != Verdict.APPLIED) {
      return verdict;
    }
    PaymentAttempt heard = decided(attempt.heard(message.version()), fact.contents());
    attempts.save(heard);
    book(attempt, heard, message.occurredAt());
    if (heard.paid().compareTo(attempt.paid()) > 0) {
      undo.excess(order, new UndoPayments.Why(UndoReason.ORDER_ALREADY_PAID, message.cause()));
    }
    screens.settle(fact.undoneOnTerminal() ? order.layAside() : order);
    Instant now = clock.instant();
    screens.advance(terminal, now);
    successor.ifPresent(next -> screens.handOn(terminal, next, now));
    return Verdict.APPLIED;
  }

  /** What terminals list and report of it from now on; at the acquirer's time, as its own books. */
  private void book(PaymentAttempt before, PaymentAttempt heard, Instant at) {
    if (heard.state().isSale()) {
      sales.sold(heard, at);
    }
    DayEntry.between(before.state(), heard.state()).ifPresent(entry -> sales.add(heard, entry, at));
  }

  private static PaymentAttempt decided(PaymentAttempt attempt, PaymentAttemptCommand fact) {
    return switch (PaymentAttemptMachine.decide(attempt.state(), fact)) {
      case PaymentAttemptDecision.Accepted(var next, var _) -> {
        PaymentAttempt moved = attempt.in(next);
        boolean wasOver = !attempt.state().isLive() && attempt.paid().isZero();
        if (wasOver && moved.paid().isPositive()) {
          LOG.errorf(
              "payment %s is %s after %s", attempt.id(), next.result(), attempt.state().result());
        }
        yield moved;
      }
      case PaymentAttemptDecision.AlreadyDone _ -> attempt;
      case PaymentAttemptDecision.Rejected(var reason) -> {
        LOG.errorf(
            "payment %s: %s when %s: %s",
            attempt.id(), fact.getClass().getSimpleName(), attempt.state().result(), reason);
        yield attempt;
      }
    };
  }
}
