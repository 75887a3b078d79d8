package dev.connectpos.terminal.domain;

import dev.connectpos.terminal.domain.PaymentAttemptCommand.Confirm;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordAuthorized;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordCaptured;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordDeclined;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordInDoubt;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordReversed;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordReversing;
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
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Undoing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Verifying;
import java.util.List;

/**
 * Every way a payment attempt can go; docs/states/payment-attempt.md is drawn from it.
 *
 * <p>Two rules decide the odd corners. What the acquirer reports wins over what we asked for, since
 * our request may have come too late. And a capture wins over everything, even over a reported
 * decline or reversal: the one thing that must never be forgotten is that money was taken.
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
      case On(Confirmed _, Confirm _), On(Captured _, Confirm _) -> new AlreadyDone(state);
      case On(Undoing _, Confirm _), On(Reversing _, Confirm _), On(Reversed _, Confirm _) ->
          new Rejected(PaymentAttemptRejection.UNDONE);

      case On(Authorizing _, Undo c) -> undo(c);
      case On(Verifying _, Undo c) -> undo(c);
      case On(Approved _, Undo c) -> undo(c);
      case On(Confirmed _, Undo _) -> new Rejected(PaymentAttemptRejection.ALREADY_CONFIRMED);
      case On(Captured _, Undo _) -> new Rejected(PaymentAttemptRejection.ALREADY_CAPTURED);
      case On(Undoing _, Undo _),
          On(Reversing _, Undo _),
          On(Declined _, Undo _),
          On(Reversed _, Undo _) ->
          new AlreadyDone(state);

      case On(Authorizing _, RecordAuthorized c) -> to(new Approved(c.approval(), c.confirmBy()));
      case On(Verifying _, RecordAuthorized c) -> to(new Approved(c.approval(), c.confirmBy()));
      case On(Approved _, RecordAuthorized _),
          On(Confirmed _, RecordAuthorized _),
          On(Undoing _, RecordAuthorized _),
          On(Reversing _, RecordAuthorized _),
          On(Captured _, RecordAuthorized _) ->
          new AlreadyDone(state);
      case On(Declined _, RecordAuthorized _), On(Reversed _, RecordAuthorized _) -> contradicts();

      case On(Authorizing _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Verifying _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Approved _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Confirmed _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Undoing _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Reversing _, RecordDeclined c) -> to(new Declined(c.refusal()));
      case On(Declined _, RecordDeclined _) -> new AlreadyDone(state);
      case On(Captured _, RecordDeclined _), On(Reversed _, RecordDeclined _) -> contradicts();

      case On(Authorizing _, RecordInDoubt _), On(Approved _, RecordInDoubt _) ->
          to(new Verifying());
      case On(Verifying _, RecordInDoubt _),
          On(Confirmed _, RecordInDoubt _),
          On(Undoing _, RecordInDoubt _),
          On(Reversing _, RecordInDoubt _),
          On(Captured _, RecordInDoubt _) ->
          new AlreadyDone(state);
      case On(Declined _, RecordInDoubt _), On(Reversed _, RecordInDoubt _) -> contradicts();

      case On(Authorizing _, RecordReversing c) -> to(new Reversing(c.reason()));
      case On(Verifying _, RecordReversing c) -> to(new Reversing(c.reason()));
      case On(Approved _, RecordReversing c) -> to(new Reversing(c.reason()));
      case On(Confirmed _, RecordReversing c) -> to(new Reversing(c.reason()));
      case On(Undoing _, RecordReversing c) -> to(new Reversing(c.reason()));
      case On(Reversing _, RecordReversing _) -> new AlreadyDone(state);
      case On(Captured _, RecordReversing _),
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
      case On(Captured _, RecordReversed _), On(Declined _, RecordReversed _) -> contradicts();

      case On(Authorizing _, RecordCaptured c) -> to(new Captured(c.approval()));
      case On(Verifying _, RecordCaptured c) -> to(new Captured(c.approval()));
      case On(Approved s, RecordCaptured c) -> to(new Captured(c.approval().after(s.approval())));
      case On(Confirmed s, RecordCaptured c) -> to(new Captured(c.approval().after(s.approval())));
      case On(Undoing _, RecordCaptured c) -> to(new Captured(c.approval()));
      case On(Reversing _, RecordCaptured c) -> to(new Captured(c.approval()));
      case On(Declined _, RecordCaptured c) -> to(new Captured(c.approval()));
      case On(Reversed _, RecordCaptured c) -> to(new Captured(c.approval()));
      case On(Captured _, RecordCaptured _) -> new AlreadyDone(state);
    };
  }

  private static Rejected contradicts() {
    return new Rejected(PaymentAttemptRejection.CONTRADICTS_OUTCOME);
  }

  private static Accepted undo(Undo command) {
    return to(new Undoing(command.reason()), new UndoRequested(command.reason()));
  }

  private static Accepted to(PaymentAttemptState next, PaymentAttemptEvent... events) {
    return new Accepted(next, List.of(events));
  }
}
