package dev.connectpos.terminal.application;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.application.PaymentCommands.Command;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.Undo;
import dev.connectpos.terminal.domain.PaymentAttemptDecision;
import dev.connectpos.terminal.domain.PaymentAttemptMachine;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalId;
import dev.connectpos.terminal.domain.UndoReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Payments that must not stand. Called inside a transaction, with the order locked. */
@ApplicationScoped
class UndoPayments {
  private static final Logger LOG = Logger.getLogger(UndoPayments.class);

  private final TerminalStore terminals;
  private final AttemptStore attempts;
  private final PaymentCommands commands;
  private final Clock clock;

  UndoPayments(
      TerminalStore terminals, AttemptStore attempts, PaymentCommands commands, Clock clock) {
    this.terminals = terminals;
    this.attempts = attempts;
    this.commands = commands;
    this.clock = clock;
  }

  /** Why, and because of which message. */
  record Why(UndoReason reason, Cause cause) {}

  /**
   * Asks the acquirer to undo whatever attempt of the order is open and unconfirmed. A confirmed
   * one is captured: its capture is reported like any other, and the PDV cancels the charge.
   */
  void ofOrder(OpenOrder order, Why why) {
    for (PaymentAttempt attempt : attempts.ofOrder(order.id())) {
      if (attempt.state().isLive()) {
        undo(attempt, why);
      }
    }
  }

  /** The same, of the attempts that were made on one terminal. */
  void ofTerminal(OpenOrder order, TerminalId terminal, Why why) {
    for (PaymentAttempt attempt : attempts.ofOrder(order.id())) {
      if (attempt.state().isLive() && attempt.terminalId().equals(terminal)) {
        undo(attempt, why);
      }
    }
  }

  /**
   * Asks the acquirer to undo open and unconfirmed attempts, the newest first, until all that is
   * left comes to no more than the order's amount.
   */
  void excess(OpenOrder order, Why why) {
    // Nothing is to be paid for nothing, allowed or not.
    if (order.mayBeOverpaid() && order.terms().amount().isPositive()) {
      return;
    }
    List<PaymentAttempt> tries = attempts.ofOrder(order.id());
    Money excess = order.terms().amount().negated();
    for (PaymentAttempt attempt : tries) {
      if (!attempt.state().isBeingUndone()) {
        excess = excess.plus(attempt.paid()).plus(attempt.inFlight());
      }
    }
    for (PaymentAttempt attempt : tries.reversed()) {
      boolean counts = attempt.state().isLive() && !attempt.state().isBeingUndone();
      if (excess.isPositive() && counts && undo(attempt, why)) {
        excess = excess.minus(attempt.inFlight());
      }
    }
  }

  private boolean undo(PaymentAttempt attempt, Why why) {
    return switch (PaymentAttemptMachine.decide(attempt.state(), new Undo(why.reason()))) {
      case PaymentAttemptDecision.Accepted(var next, var asked) -> {
        Terminal terminal = terminals.find(attempt.terminalId()).orElseThrow();
        PaymentAttempt moved = attempt.in(next);
        for (var event : asked) {
          moved = moved.commanded();
          commands.send(new Command(moved, terminal, event, clock.instant(), why.cause()));
        }
        attempts.save(moved);
        yield true;
      }
      case PaymentAttemptDecision.AlreadyDone _ -> false;
      case PaymentAttemptDecision.Rejected(var reason) -> {
        LOG.infof("payment %s stands, undo (%s): %s", attempt.id(), why.reason(), reason);
        yield false;
      }
    };
  }
}
