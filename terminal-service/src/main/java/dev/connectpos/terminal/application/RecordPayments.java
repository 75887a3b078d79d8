package dev.connectpos.terminal.application;

import dev.connectpos.outbox.Verdict;
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
import java.util.Optional;
import org.jboss.logging.Logger;

/** What the acquirer reports of payments; the only way an attempt gets an outcome. */
@ApplicationScoped
public class RecordPayments {
  private static final Logger LOG = Logger.getLogger(RecordPayments.class);

  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final ScreenOrder screens;
  private final UndoPayments undo;
  private final Clock clock;

  RecordPayments(
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      ScreenOrder screens,
      UndoPayments undo,
      Clock clock) {
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.screens = screens;
    this.undo = undo;
    this.clock = clock;
  }

  /**
   * One fact of the acquirer.
   *
   * @param ofTerminal whether the fact names the attempt of a terminal; payments made elsewhere
   *     have none
   */
  public record Fact(PaymentId payment, boolean ofTerminal, PaymentAttemptCommand contents) {}

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
    OpenOrder order = orders.lock(place.get().order()).orElseThrow();
    PaymentAttempt attempt = attempts.find(id).orElseThrow();
    Verdict verdict = Verdict.of(attempt.lastPaymentVersion(), message.version());
    if (verdict != Verdict.APPLIED) {
      return verdict;
    }
    PaymentAttempt heard = decided(attempt.heard(message.version()), fact.contents());
    attempts.save(heard);
    if (heard.paid().compareTo(attempt.paid()) > 0) {
      undo.excess(order, new UndoPayments.Why(UndoReason.ORDER_ALREADY_PAID, message.cause()));
    }
    screens.settle(order);
    screens.advance(terminal, clock.instant());
    return Verdict.APPLIED;
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
