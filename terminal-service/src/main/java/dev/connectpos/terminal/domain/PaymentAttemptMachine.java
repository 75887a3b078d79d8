package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.Confirm;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordAuthorized;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordCaptured;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordDeclined;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordExpired;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordHeld;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordInDoubt;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordRefunded;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordRequestRefused;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordReversed;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordReversing;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordVoided;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.Undo;
import dev.connectpos.terminal.domain.PaymentAttemptDecision.Accepted;
import dev.connectpos.terminal.domain.PaymentAttemptDecision.AlreadyDone;
import dev.connectpos.terminal.domain.PaymentAttemptDecision.Rejected;
import dev.connectpos.terminal.domain.PaymentAttemptEvent.ConfirmationRequested;
import dev.connectpos.terminal.domain.PaymentAttemptEvent.UndoRequested;
import dev.connectpos.terminal.domain.PaymentAttemptState.Approved;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Confirmed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Declined;
import dev.connectpos.terminal.domain.PaymentAttemptState.Expired;
import dev.connectpos.terminal.domain.PaymentAttemptState.Held;
import dev.connectpos.terminal.domain.PaymentAttemptState.Refunded;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Undoing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Verifying;
import dev.connectpos.terminal.domain.PaymentAttemptState.Voided;
import java.util.List;

/**
 * Every way a payment attempt can go; docs/states/payment-attempt.md is drawn from it.
 *
 * <p>Two rules decide the odd corners. What the acquirer reports wins over what we asked for, since
 * our request may have come too late. And money that was held or taken wins over a reported decline
 * or reversal: the one thing that must never be forgotten is that it was.
 */
public final class PaymentAttemptMachine {

  private record On(PaymentAttemptState state, PaymentAttemptCommand command) {}

  private PaymentAttemptMachine() {}

  /** Decides; total over every state and command. */
  public static PaymentAttemptDecision decide(
      PaymentAttemptState state, PaymentAttemptCommand command) {
    return switch (new On(state, command)) {
      case On(Authorizing _, Confirm _), On(Verifying _, Confirm _), On(Declined _, Confirm _) ->
          new Rejected(PaymentAttemptRejection.NOT_CONFIRMABLE);
      case On(Approved s, Confirm _) ->
          to(new Confirmed(s.approval(), s.confirmBy()), new ConfirmationRequested());
      case On(Confirmed _, Confirm _),
          On(Held _, Confirm _),
          On(Captured _, Confirm _),
          On(Refunded _, Confirm _),
          On(Voided _, Confirm _),
          On(Expired _, Confirm _) ->
          new AlreadyDone(state);
      case On(Undoing _, Confirm _), On(Reversing _, Confirm _), On(Reversed _, Confirm _) ->
          new Rejected(PaymentAttemptRejection.UNDONE);

      case On(Authorizing _, Undo c) -> undo(c);
      case On(Verifying _, Undo c) -> undo(c);
      case On(Approved _, Undo c) -> undo(c);
      case On(Confirmed _, Undo _), On(Held _, Undo _) ->
          new Rejected(PaymentAttemptRejection.ALREADY_CONFIRMED);
      case On(Captured _, Undo _), On(Refunded _, Undo _) ->
          new Rejected(PaymentAttemptRejection.ALREADY_CAPTURED);
      case On(Undoing _, Undo _),
          On(Reversing _, Undo _),
          On(Voided _, Undo _),
          On(Expired _, Undo _),
          On(Declined _, Undo _),
          On(Reversed _, Undo _) ->
          new AlreadyDone(state);

      case On(Authorizing _, RecordAuthorized c) -> to(new Approved(c.approval(), c.confirmBy()));
      case On(Verifying _, RecordAuthorized c) -> to(new Approved(c.approval(), c.confirmBy()));
      case On(Approved _, RecordAuthorized _),
          On(Confirmed _, RecordAuthorized _),
          On(Undoing _, RecordAuthorized _),
          On(Reversing _, RecordAuthorized _),
          On(Held _, RecordAuthorized _),
          On(Captured _, RecordAuthorized _),
          On(Refunded _, RecordAuthorized _),
          On(Voided _, RecordAuthorized _),
          On(Expired _, RecordAuthorized _) ->
          new AlreadyDone(state);
      case On(Declined _, RecordAuthorized _), On(Reversed _, RecordAuthorized _) -> contradicts();

      case On(Authorizing _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Verifying _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Approved _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Confirmed _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Undoing _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Reversing _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Declined _, RecordDeclined _) -> new AlreadyDone(state);
      case On(Held _, RecordDeclined _),
          On(Captured _, RecordDeclined _),
          On(Refunded _, RecordDeclined _),
          On(Voided _, RecordDeclined _),
          On(Expired _, RecordDeclined _),
          On(Reversed _, RecordDeclined _) ->
          contradicts();

      case On(Authorizing _, RecordInDoubt _), On(Approved _, RecordInDoubt _) ->
          to(new Verifying());
      case On(Verifying _, RecordInDoubt _),
          On(Confirmed _, RecordInDoubt _),
          On(Undoing _, RecordInDoubt _),
          On(Reversing _, RecordInDoubt _),
          On(Held _, RecordInDoubt _),
          On(Captured _, RecordInDoubt _),
          On(Refunded _, RecordInDoubt _),
          On(Voided _, RecordInDoubt _),
          On(Expired _, RecordInDoubt _) ->
          new AlreadyDone(state);
      case On(Declined _, RecordInDoubt _), On(Reversed _, RecordInDoubt _) -> contradicts();

      case On(Authorizing _, RecordReversing c) -> to(new Reversing(c.reason()));
      case On(Verifying _, RecordReversing c) -> to(new Reversing(c.reason()));
      case On(Approved _, RecordReversing c) -> to(new Reversing(c.reason()));
      case On(Confirmed _, RecordReversing c) -> to(new Reversing(c.reason()));
      case On(Undoing _, RecordReversing c) -> to(new Reversing(c.reason()));
      case On(Reversing _, RecordReversing _) -> new AlreadyDone(state);
      case On(Held _, RecordReversing _),
          On(Captured _, RecordReversing _),
          On(Refunded _, RecordReversing _),
          On(Voided _, RecordReversing _),
          On(Expired _, RecordReversing _),
          On(Declined _, RecordReversing _),
          On(Reversed _, RecordReversing _) ->
          contradicts();

      case On(Authorizing _, RecordReversed c) -> to(new Reversed(c.reason()));
      case On(Verifying _, RecordReversed c) -> to(new Reversed(c.reason()));
      case On(Approved _, RecordReversed c) -> to(new Reversed(c.reason()));
      case On(Confirmed _, RecordReversed c) -> to(new Reversed(c.reason()));
      case On(Undoing _, RecordReversed c) -> to(new Reversed(c.reason()));
      case On(Reversing _, RecordReversed c) -> to(new Reversed(c.reason()));
      case On(Reversed _, RecordReversed _) -> new AlreadyDone(state);
      case On(Held _, RecordReversed _),
          On(Captured _, RecordReversed _),
          On(Refunded _, RecordReversed _),
          On(Voided _, RecordReversed _),
          On(Expired _, RecordReversed _),
          On(Declined _, RecordReversed _) ->
          contradicts();

      case On(Authorizing _, RecordHeld c) -> held(c.approval(), c);
      case On(Verifying _, RecordHeld c) -> held(c.approval(), c);
      case On(Approved s, RecordHeld c) -> held(c.approval().after(s.approval()), c);
      case On(Confirmed s, RecordHeld c) -> held(c.approval().after(s.approval()), c);
      case On(Undoing _, RecordHeld c) -> held(c.approval(), c);
      case On(Reversing _, RecordHeld c) -> held(c.approval(), c);
      case On(Declined _, RecordHeld c) -> held(c.approval(), c);
      case On(Reversed _, RecordHeld c) -> held(c.approval(), c);
      case On(Held _, RecordHeld _),
          On(Captured _, RecordHeld _),
          On(Refunded _, RecordHeld _),
          On(Voided _, RecordHeld _),
          On(Expired _, RecordHeld _) ->
          new AlreadyDone(state);

      case On(Authorizing _, RecordCaptured c) -> captured(c.approval(), c);
      case On(Verifying _, RecordCaptured c) -> captured(c.approval(), c);
      case On(Approved s, RecordCaptured c) -> captured(c.approval().after(s.approval()), c);
      case On(Confirmed s, RecordCaptured c) -> captured(c.approval().after(s.approval()), c);
      case On(Undoing _, RecordCaptured c) -> captured(c.approval(), c);
      case On(Reversing _, RecordCaptured c) -> captured(c.approval(), c);
      case On(Held s, RecordCaptured c) -> captured(c.approval().after(s.approval()), c);
      case On(Voided s, RecordCaptured c) -> captured(c.approval().after(s.approval()), c);
      case On(Expired s, RecordCaptured c) -> captured(c.approval().after(s.approval()), c);
      case On(Declined _, RecordCaptured c) -> captured(c.approval(), c);
      case On(Reversed _, RecordCaptured c) -> captured(c.approval(), c);
      // In several parts: each tells what was captured so far.
      case On(Captured s, RecordCaptured c) ->
          c.amount().compareTo(s.amount()) > 0
              ? captured(c.approval().after(s.approval()), c)
              : new AlreadyDone(state);
      case On(Refunded s, RecordCaptured c) ->
          c.amount().compareTo(s.amount()) > 0
              ? to(new Refunded(s.approval(), c.amount(), s.refunded()))
              : new AlreadyDone(state);

      case On(Captured s, RecordRefunded c) -> refunded(s.approval(), s.amount(), c);
      case On(Refunded s, RecordRefunded c) ->
          c.refunded().compareTo(s.refunded()) > 0
              ? refunded(s.approval(), s.amount(), c)
              : new AlreadyDone(state);
      case On(Authorizing _, RecordRefunded _),
          On(Verifying _, RecordRefunded _),
          On(Approved _, RecordRefunded _),
          On(Confirmed _, RecordRefunded _),
          On(Undoing _, RecordRefunded _),
          On(Reversing _, RecordRefunded _),
          On(Held _, RecordRefunded _),
          On(Voided _, RecordRefunded _),
          On(Expired _, RecordRefunded _),
          On(Declined _, RecordRefunded _),
          On(Reversed _, RecordRefunded _) ->
          contradicts();

      case On(Held s, RecordVoided _) -> to(new Voided(s.approval()));
      case On(Captured s, RecordVoided _) -> to(new Voided(s.approval()));
      case On(Voided _, RecordVoided _) -> new AlreadyDone(state);
      case On(Authorizing _, RecordVoided _),
          On(Verifying _, RecordVoided _),
          On(Approved _, RecordVoided _),
          On(Confirmed _, RecordVoided _),
          On(Undoing _, RecordVoided _),
          On(Reversing _, RecordVoided _),
          On(Refunded _, RecordVoided _),
          On(Expired _, RecordVoided _),
          On(Declined _, RecordVoided _),
          On(Reversed _, RecordVoided _) ->
          contradicts();

      case On(Held s, RecordExpired _) -> to(new Expired(s.approval()));
      case On(Expired _, RecordExpired _) -> new AlreadyDone(state);
      case On(Authorizing _, RecordExpired _),
          On(Verifying _, RecordExpired _),
          On(Approved _, RecordExpired _),
          On(Confirmed _, RecordExpired _),
          On(Undoing _, RecordExpired _),
          On(Reversing _, RecordExpired _),
          On(Captured _, RecordExpired _),
          On(Refunded _, RecordExpired _),
          On(Voided _, RecordExpired _),
          On(Declined _, RecordExpired _),
          On(Reversed _, RecordExpired _) ->
          contradicts();

      // What was asked for was not done: the payment stands as before.
      case On(Authorizing _, RecordRequestRefused _),
          On(Verifying _, RecordRequestRefused _),
          On(Approved _, RecordRequestRefused _),
          On(Confirmed _, RecordRequestRefused _),
          On(Undoing _, RecordRequestRefused _),
          On(Reversing _, RecordRequestRefused _),
          On(Held _, RecordRequestRefused _),
          On(Captured _, RecordRequestRefused _),
          On(Refunded _, RecordRequestRefused _),
          On(Voided _, RecordRequestRefused _),
          On(Expired _, RecordRequestRefused _),
          On(Declined _, RecordRequestRefused _),
          On(Reversed _, RecordRequestRefused _) ->
          new AlreadyDone(state);
    };
  }

  private static Rejected contradicts() {
    return new Rejected(PaymentAttemptRejection.CONTRADICTS_OUTCOME);
  }

  private static Accepted held(Approval approval, RecordHeld command) {
    return to(new Held(approval, command.operation(), command.captureBy()));
  }

  private static Accepted captured(Approval approval, RecordCaptured command) {
    return to(new Captured(approval, command.amount()));
  }

  private static PaymentAttemptDecision refunded(
      Approval approval, Money captured, RecordRefunded command) {
    return command.refunded().compareTo(captured) > 0
        ? contradicts()
        : to(new Refunded(approval, captured, command.refunded()));
  }

  private static Accepted undo(Undo command) {
    return to(new Undoing(command.reason()), new UndoRequested(command.reason()));
  }

  private static Accepted to(PaymentAttemptState next, PaymentAttemptEvent... events) {
    return new Accepted(next, List.of(events));
  }
}
