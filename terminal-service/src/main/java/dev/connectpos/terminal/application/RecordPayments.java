package dev.connectpos.terminal.application;

import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptCommand;
import dev.connectpos.terminal.domain.PaymentAttemptDecision;
import dev.connectpos.terminal.domain.PaymentAttemptMachine;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalId;
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
    Optional<TerminalId> known = attempts.terminalOf(id);
    if (known.isEmpty()) {
      return fact.ofTerminal() ? Verdict.GAP : Verdict.APPLIED;
    }
    Terminal terminal = terminals.lock(known.get()).orElseThrow();
    PaymentAttempt attempt = attempts.find(id).orElseThrow();
    OpenOrder order = orders.lock(attempt.orderId()).orElseThrow();
    Verdict verdict = Verdict.of(attempt.lastPaymentVersion(), message.version());
    if (verdict != Verdict.APPLIED) {
      return verdict;
    }
    attempts.save(decided(attempt.heard(message.version()), fact.contents()));
    if (fact.contents() instanceof PaymentAttemptCommand.RecordCaptured) {
      undo.ofOrder(
          terminal, order, new UndoPayments.Why(UndoReason.ORDER_ALREADY_PAID, message.cause()));
    }
    screens.settle(terminal, order, clock.instant());
    return Verdict.APPLIED;
  }

  private static PaymentAttempt decided(PaymentAttempt attempt, PaymentAttemptCommand fact) {
    return switch (PaymentAttemptMachine.decide(attempt.state(), fact)) {
      case PaymentAttemptDecision.Accepted(Captured next, var _) -> {
        if (!attempt.state().isLive()) {
          LOG.errorf("payment %s captured after %s", attempt.id(), attempt.state().result());
        }
        yield attempt.in(next);
      }
      case PaymentAttemptDecision.Accepted(var next, var _) -> attempt.in(next);
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
