package dev.connectpos.terminal.application;

import dev.connectpos.terminal.application.PaymentCommands.Command;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.Undo;
import dev.connectpos.terminal.domain.PaymentAttemptDecision;
import dev.connectpos.terminal.domain.PaymentAttemptMachine;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.UndoReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Payments that must not stand. Called inside a transaction, with the terminal and the order
 * locked.
 */
@ApplicationScoped
class UndoPayments {
  private static final Logger LOG = Logger.getLogger(UndoPayments.class);

  private final AttemptStore attempts;
  private final PaymentCommands commands;
  private final Clock clock;

  UndoPayments(AttemptStore attempts, PaymentCommands commands, Clock clock) {
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
  void ofOrder(Terminal terminal, OpenOrder order, Why why) {
    for (PaymentAttempt attempt : attempts.ofOrder(order.id())) {
      if (attempt.state().isLive()) {
        undo(terminal, attempt, why);
      }
    }
  }

  private void undo(Terminal terminal, PaymentAttempt attempt, Why why) {
    switch (PaymentAttemptMachine.decide(attempt.state(), new Undo(why.reason()))) {
      case PaymentAttemptDecision.Accepted(var next, var asked) -> {
        PaymentAttempt moved = attempt.in(next);
        for (var event : asked) {
          moved = moved.commanded();
          commands.send(new Command(moved, terminal, event, clock.instant(), why.cause()));
        }
        attempts.save(moved);
      }
      case PaymentAttemptDecision.AlreadyDone _ -> {}
      case PaymentAttemptDecision.Rejected(var reason) ->
          LOG.infof("payment %s stands, undo (%s): %s", attempt.id(), why.reason(), reason);
    }
  }
}
