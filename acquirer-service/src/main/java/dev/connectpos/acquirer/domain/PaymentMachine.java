package dev.connectpos.acquirer.domain;

import static dev.connectpos.acquirer.domain.PaymentDecision.accepted;
import static dev.connectpos.acquirer.domain.PaymentDecision.rejected;

import dev.connectpos.acquirer.domain.CaptureRules.Completion;
import dev.connectpos.acquirer.domain.PaymentCommand.Approved;
import dev.connectpos.acquirer.domain.PaymentCommand.Authorize;
import dev.connectpos.acquirer.domain.PaymentCommand.Cancel;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelDone;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelRefused;
import dev.connectpos.acquirer.domain.PaymentCommand.Capture;
import dev.connectpos.acquirer.domain.PaymentCommand.CaptureDeadlinePassed;
import dev.connectpos.acquirer.domain.PaymentCommand.Confirm;
import dev.connectpos.acquirer.domain.PaymentCommand.ConfirmDeadlinePassed;
import dev.connectpos.acquirer.domain.PaymentCommand.FromMerchant;
import dev.connectpos.acquirer.domain.PaymentCommand.GiveUp;
import dev.connectpos.acquirer.domain.PaymentCommand.NotDone;
import dev.connectpos.acquirer.domain.PaymentCommand.NotFound;
import dev.connectpos.acquirer.domain.PaymentCommand.Refused;
import dev.connectpos.acquirer.domain.PaymentCommand.RetryCancel;
import dev.connectpos.acquirer.domain.PaymentCommand.ReversalAcknowledged;
import dev.connectpos.acquirer.domain.PaymentCommand.Unclear;
import dev.connectpos.acquirer.domain.PaymentCommand.Undo;
import dev.connectpos.acquirer.domain.PaymentDecision.AlreadyDone;
import dev.connectpos.acquirer.domain.PaymentState.AuthorizationUnknown;
import dev.connectpos.acquirer.domain.PaymentState.Authorized;
import dev.connectpos.acquirer.domain.PaymentState.Authorizing;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.Declined;
import dev.connectpos.acquirer.domain.PaymentState.Expired;
import dev.connectpos.acquirer.domain.PaymentState.Expiring;
import dev.connectpos.acquirer.domain.PaymentState.Held;
import dev.connectpos.acquirer.domain.PaymentState.NotStarted;
import dev.connectpos.acquirer.domain.PaymentState.PartiallyCaptured;
import dev.connectpos.acquirer.domain.PaymentState.Reversed;
import dev.connectpos.acquirer.domain.PaymentState.ReversedInDoubt;
import dev.connectpos.acquirer.domain.PaymentState.Reversing;
import dev.connectpos.acquirer.domain.PaymentState.UndoingLateApproval;
import dev.connectpos.acquirer.domain.PaymentState.Voided;
import dev.connectpos.acquirer.domain.PaymentState.Withdrawing;
import java.time.Duration;
import java.time.Instant;

/**
 * The one function that moves a payment. Each state answers every command by name: a state or a
 * command that is added and forgotten somewhere does not compile.
 *
 * <p>What it keeps: one outcome (confirmed, captured, declined or reversed) is told per sale and
 * never taken back but by a cancellation; nothing is captured at a terminal that was not confirmed
 * in time; an unknown outcome is never called declined; an approval that does not end confirmed is
 * reversed, however late it shows up; at most what was authorized is captured, and at most that
 * goes back.
 */
public final class PaymentMachine {
  private static final int FIRST_ADVICE = 1;

  /** Sent when the approval is known; only its acknowledgement counts from then on. */
  private static final int SECOND_ADVICE = 2;

  private PaymentMachine() {}

  /** What the command does in this state. */
  public static PaymentDecision decide(
      PaymentTerms terms, PaymentState state, PaymentCommand command) {
    return switch (state) {
      case NotStarted _ -> notStarted(command);
      case Authorizing s -> authorizing(terms, s, command);
      case Withdrawing s -> withdrawing(s, command);
      case AuthorizationUnknown s -> unknown(terms, s, command);
      case Authorized s -> authorized(terms, s, command);
      case Held s -> held(terms, s, command);
      case PartiallyCaptured s -> partiallyCaptured(terms, s, command);
      case Captured s -> captured(terms, s, command);
      case Voided s -> voided(s, command);
      case Expiring s -> expiring(s, command);
      case Expired s -> expired(s, command);
      case Declined s -> declined(s, command);
      case Reversing s -> reversing(s, command);
      case Reversed s -> reversed(s, command);
      case ReversedInDoubt s -> reversedInDoubt(s, command);
      case UndoingLateApproval s -> undoingLateApproval(s, command);
    };
  }

  private static PaymentDecision notStarted(PaymentCommand command) {
    return switch (command) {
      case Authorize(var card) -> accepted(new Authorizing(card));
      case Refused(var refusal) -> decline(refusal);
      case Approved _,
          NotDone _,
          Unclear _,
          NotFound _,
          GiveUp _,
          Confirm _,
          Undo _,
          ConfirmDeadlinePassed _,
          ReversalAcknowledged _,
          FromMerchant _,
          CancelDone _,
          CancelRefused _,
          CaptureDeadlinePassed _ ->
          rejected(PaymentRejection.NOT_STARTED);
    };
  }

  private static PaymentDecision authorizing(
      PaymentTerms terms, Authorizing state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved approved -> approved(terms, state.card(), approved);
      case Refused(var refusal) -> decline(refusal);
      case NotDone _ -> decline(Refusal.NOT_DONE);
      case Unclear _ ->
          accepted(new AuthorizationUnknown(state.card()), new PaymentEvent.InDoubt());
      case NotFound _ -> reverse(ReversalReason.NOT_FOUND);
      case GiveUp _ -> reverse(ReversalReason.UNDECIDABLE);
      case Undo undo ->
          accepted(new Withdrawing(undo.reason()), new PaymentEvent.Reversing(undo.reason()));
      case Confirm _, ConfirmDeadlinePassed _, FromMerchant _, CaptureDeadlinePassed _ ->
          rejected(PaymentRejection.NOT_AUTHORIZED);
      case ReversalAcknowledged _ -> rejected(PaymentRejection.NOTHING_TO_ACKNOWLEDGE);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
    };
  }

  private static PaymentDecision withdrawing(Withdrawing state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved _ -> accepted(new Reversing(state.reason(), SECOND_ADVICE));
      case Unclear _, NotFound _, GiveUp _ -> accepted(new Reversing(state.reason(), FIRST_ADVICE));
      case Refused _, NotDone _ -> reversalDone(state.reason());
      case Undo _ -> new AlreadyDone(state);
      case Confirm _, FromMerchant _ -> rejected(PaymentRejection.BEING_REVERSED);
      case ConfirmDeadlinePassed _, CaptureDeadlinePassed _ ->
          rejected(PaymentRejection.NOT_AUTHORIZED);
      case ReversalAcknowledged _ -> rejected(PaymentRejection.NOTHING_TO_ACKNOWLEDGE);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
    };
  }

  private static PaymentDecision unknown(
      PaymentTerms terms, AuthorizationUnknown state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved approved -> approved(terms, state.card(), approved);
      case Refused(var refusal) -> decline(refusal);
      case NotDone _ -> decline(Refusal.NOT_DONE);
      case Unclear _ -> new AlreadyDone(state);
      case NotFound _ -> reverse(ReversalReason.NOT_FOUND);
      case GiveUp _ -> reverse(ReversalReason.UNDECIDABLE);
      case Undo undo -> reverse(undo.reason());
      case Confirm _, ConfirmDeadlinePassed _, FromMerchant _, CaptureDeadlinePassed _ ->
          rejected(PaymentRejection.NOT_AUTHORIZED);
      case ReversalAcknowledged _ -> rejected(PaymentRejection.NOTHING_TO_ACKNOWLEDGE);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
    };
  }

  private static PaymentDecision authorized(
      PaymentTerms terms, Authorized state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved(var approval, _, _) -> approvedAgain(state, state.approval(), approval);
      case Refused _, NotDone _, NotFound _ -> rejected(PaymentRejection.CONTRADICTS_APPROVAL);
      case Unclear _, GiveUp _ -> new AlreadyDone(state);
      case Confirm confirm -> confirm(terms, state, confirm);
      case Undo undo -> reverseApproved(undo.reason());
      case ConfirmDeadlinePassed(var at) ->
          at.isBefore(state.confirmBy())
              ? rejected(PaymentRejection.DEADLINE_NOT_REACHED)
              : reverseApproved(ReversalReason.CONFIRM_TIMEOUT);
      case ReversalAcknowledged _ -> rejected(PaymentRejection.NOTHING_TO_ACKNOWLEDGE);
      case FromMerchant _, CaptureDeadlinePassed _ -> rejected(PaymentRejection.NOT_CONFIRMED);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
    };
  }

  private static PaymentDecision held(PaymentTerms terms, Held state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved(var approval, _, _) -> approvedAgain(state, state.approval(), approval);
      case Refused _, NotDone _, NotFound _ -> rejected(PaymentRejection.CONTRADICTS_APPROVAL);
      case Undo _ -> rejected(PaymentRejection.ALREADY_CONFIRMED);
      case Unclear _, GiveUp _, Confirm _, ConfirmDeadlinePassed _ -> new AlreadyDone(state);
      case ReversalAcknowledged _ -> rejected(PaymentRejection.NOTHING_TO_ACKNOWLEDGE);
      case Capture capture -> CaptureRules.capture(terms, state, capture);
      case Cancel cancel -> CancellationRules.cancel(terms, state, cancel);
      case RetryCancel retry -> CancellationRules.retry(state, retry);
      case CancelDone done -> CancellationRules.done(state, done);
      case CancelRefused refused -> CancellationRules.refused(state, refused);
      case CaptureDeadlinePassed(var at) -> CaptureRules.deadlinePassed(state, at);
    };
  }

  private static PaymentDecision partiallyCaptured(
      PaymentTerms terms, PartiallyCaptured state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved(var approval, _, _) -> approvedAgain(state, state.approval(), approval);
      case Refused _, NotDone _, NotFound _ -> rejected(PaymentRejection.CONTRADICTS_APPROVAL);
      case Undo _ -> rejected(PaymentRejection.ALREADY_CAPTURED);
      case Unclear _, GiveUp _, Confirm _, ConfirmDeadlinePassed _ -> new AlreadyDone(state);
      case ReversalAcknowledged _ -> rejected(PaymentRejection.NOTHING_TO_ACKNOWLEDGE);
      case Capture capture -> CaptureRules.capture(terms, state, capture);
      case Cancel cancel -> CancellationRules.cancel(terms, state, cancel);
      case RetryCancel retry -> CancellationRules.retry(state, retry);
      case CancelDone done -> CancellationRules.done(state, done);
      case CancelRefused refused -> CancellationRules.refused(state, refused);
      case CaptureDeadlinePassed(var at) -> CaptureRules.deadlinePassed(terms, state, at);
    };
  }

  private static PaymentDecision captured(
      PaymentTerms terms, Captured state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved(var approval, _, _) -> approvedAgain(state, state.approval(), approval);
      case Refused _, NotDone _, NotFound _ -> rejected(PaymentRejection.CONTRADICTS_APPROVAL);
      case Undo _ -> rejected(PaymentRejection.ALREADY_CAPTURED);
      case Unclear _, GiveUp _, Confirm _, ConfirmDeadlinePassed _, CaptureDeadlinePassed _ ->
          new AlreadyDone(state);
      case ReversalAcknowledged _ -> rejected(PaymentRejection.NOTHING_TO_ACKNOWLEDGE);
      case Capture capture -> CaptureRules.again(terms, state, capture);
      case Cancel cancel -> CancellationRules.cancel(terms, state, cancel);
      case RetryCancel retry -> CancellationRules.retry(state, retry);
      case CancelDone done -> CancellationRules.done(state, done);
      case CancelRefused refused -> CancellationRules.refused(state, refused);
    };
  }

  private static PaymentDecision voided(Voided state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved(var approval, _, _) -> approvedAgain(state, state.approval(), approval);
      case Refused _, NotDone _, NotFound _ -> rejected(PaymentRejection.CONTRADICTS_APPROVAL);
      case Unclear _,
          GiveUp _,
          Confirm _,
          Undo _,
          ConfirmDeadlinePassed _,
          CaptureDeadlinePassed _ ->
          new AlreadyDone(state);
      case ReversalAcknowledged _ -> rejected(PaymentRejection.NOTHING_TO_ACKNOWLEDGE);
      case Capture _ -> rejected(PaymentRejection.CANCELED);
      case Cancel cancel -> CancellationRules.cancel(state, cancel);
      case RetryCancel retry -> CancellationRules.retry(state, retry);
      case CancelDone done -> CancellationRules.done(state, done);
      case CancelRefused refused -> CancellationRules.refused(state, refused);
    };
  }

  private static PaymentDecision expiring(Expiring state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved(var approval, _, _) -> approvedAgain(state, state.approval(), approval);
      case Refused _, NotDone _, NotFound _ -> rejected(PaymentRejection.CONTRADICTS_APPROVAL);
      case Unclear _,
          GiveUp _,
          Confirm _,
          Undo _,
          ConfirmDeadlinePassed _,
          CaptureDeadlinePassed _ ->
          new AlreadyDone(state);
      case ReversalAcknowledged _ ->
          accepted(
              new Expired(state.card(), state.approval(), state.captureBy()),
              new PaymentEvent.Expired(state.captureBy()));
      case Capture _ -> rejected(PaymentRejection.CAPTURE_WINDOW_OVER);
      case Cancel _, RetryCancel _ -> rejected(PaymentRejection.EXPIRED);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
    };
  }

  private static PaymentDecision expired(Expired state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved(var approval, _, _) -> approvedAgain(state, state.approval(), approval);
      case Refused _, NotDone _, NotFound _ -> rejected(PaymentRejection.CONTRADICTS_APPROVAL);
      case Unclear _,
          GiveUp _,
          Confirm _,
          Undo _,
          ConfirmDeadlinePassed _,
          CaptureDeadlinePassed _,
          ReversalAcknowledged _ ->
          new AlreadyDone(state);
      case Capture _ -> rejected(PaymentRejection.CAPTURE_WINDOW_OVER);
      case Cancel _, RetryCancel _ -> rejected(PaymentRejection.EXPIRED);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
    };
  }

  private static PaymentDecision declined(Declined state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved _ -> accepted(new UndoingLateApproval(state));
      case Confirm _, FromMerchant _ -> rejected(PaymentRejection.DECLINED);
      case Refused _,
          NotDone _,
          Unclear _,
          NotFound _,
          GiveUp _,
          Undo _,
          ConfirmDeadlinePassed _,
          CaptureDeadlinePassed _ ->
          new AlreadyDone(state);
      case ReversalAcknowledged _ -> rejected(PaymentRejection.NOTHING_TO_ACKNOWLEDGE);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
    };
  }

  private static PaymentDecision reversing(Reversing state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved _ ->
          state.advice() == SECOND_ADVICE
              ? new AlreadyDone(state)
              : accepted(new Reversing(state.reason(), SECOND_ADVICE));
      case Confirm _, FromMerchant _ -> rejected(PaymentRejection.BEING_REVERSED);
      // A no in the meantime changes nothing: the advice on its way settles it anyhow.
      case Refused _,
          NotDone _,
          Unclear _,
          NotFound _,
          GiveUp _,
          Undo _,
          ConfirmDeadlinePassed _,
          CaptureDeadlinePassed _ ->
          new AlreadyDone(state);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case ReversalAcknowledged(int advice) ->
          advice < state.advice() ? new AlreadyDone(state) : acknowledged(state);
    };
  }

  private static PaymentDecision reversed(Reversed state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved _ -> accepted(new UndoingLateApproval(state));
      case Confirm _, FromMerchant _ -> rejected(PaymentRejection.REVERSED);
      case Refused _,
          NotDone _,
          Unclear _,
          NotFound _,
          GiveUp _,
          Undo _,
          ConfirmDeadlinePassed _,
          CaptureDeadlinePassed _,
          ReversalAcknowledged _ ->
          new AlreadyDone(state);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
    };
  }

  private static PaymentDecision reversedInDoubt(ReversedInDoubt state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Approved _ -> accepted(new UndoingLateApproval(new Reversed(state.reason())));
      case Refused _, NotDone _, NotFound _ -> accepted(new Reversed(state.reason()));
      case Confirm _, FromMerchant _ -> rejected(PaymentRejection.REVERSED);
      case Unclear _,
          GiveUp _,
          Undo _,
          ConfirmDeadlinePassed _,
          CaptureDeadlinePassed _,
          ReversalAcknowledged _ ->
          new AlreadyDone(state);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
    };
  }

  private static PaymentDecision undoingLateApproval(
      UndoingLateApproval state, PaymentCommand command) {
    return switch (command) {
      case Authorize _ -> rejected(PaymentRejection.ALREADY_STARTED);
      case Confirm _, FromMerchant _ ->
          switch (state.was()) {
            case Declined _ -> rejected(PaymentRejection.DECLINED);
            case Reversed _ -> rejected(PaymentRejection.REVERSED);
          };
      case Approved _,
          Refused _,
          NotDone _,
          Unclear _,
          NotFound _,
          GiveUp _,
          Undo _,
          ConfirmDeadlinePassed _,
          CaptureDeadlinePassed _ ->
          new AlreadyDone(state);
      case CancelDone _, CancelRefused _ -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case ReversalAcknowledged(int advice) ->
          advice < UndoingLateApproval.ADVICE ? new AlreadyDone(state) : accepted(state.was());
    };
  }

  /** A terminal has to confirm its approval; online nobody is left who could. */
  private static PaymentDecision approved(PaymentTerms terms, CardFacts card, Approved command) {
    var approval = command.approval();
    Instant at = approval.authorizedAt();
    return switch (terms.channel()) {
      case Channel.Terminal _ ->
          accepted(
              new Authorized(card, approval, command.confirmBy()),
              new PaymentEvent.Authorized(
                  card, approval, Duration.between(at, command.confirmBy())));
      case Channel.Online _ ->
          CaptureRules.complete(terms, card, approval, new Completion(at, command.fees()));
    };
  }

  private static PaymentDecision approvedAgain(PaymentState state, Approval known, Approval told) {
    return known.authorizationCode().equals(told.authorizationCode())
        ? new AlreadyDone(state)
        : rejected(PaymentRejection.OTHER_APPROVAL);
  }

  /** A confirmation at the deadline or after it is late, even if nobody acted on it yet. */
  private static PaymentDecision confirm(PaymentTerms terms, Authorized state, Confirm command) {
    if (!command.at().isBefore(state.confirmBy())) {
      return reverseApproved(ReversalReason.CONFIRM_TIMEOUT);
    }
    return CaptureRules.complete(
        terms, state.card(), state.approval(), new Completion(command.at(), command.fees()));
  }

  private static PaymentDecision decline(Refusal refusal) {
    return accepted(new Declined(refusal), new PaymentEvent.Declined(refusal));
  }

  /** Undoes what may or may not have been approved. */
  private static PaymentDecision reverse(ReversalReason reason) {
    return accepted(new Reversing(reason, FIRST_ADVICE), new PaymentEvent.Reversing(reason));
  }

  /** Undoes an approval that we have seen. */
  private static PaymentDecision reverseApproved(ReversalReason reason) {
    return accepted(new Reversing(reason, SECOND_ADVICE), new PaymentEvent.Reversing(reason));
  }

  private static PaymentDecision acknowledged(Reversing state) {
    return state.advice() == FIRST_ADVICE
        ? accepted(new ReversedInDoubt(state.reason()), new PaymentEvent.Reversed(state.reason()))
        : reversalDone(state.reason());
  }

  private static PaymentDecision reversalDone(ReversalReason reason) {
    return accepted(new Reversed(reason), new PaymentEvent.Reversed(reason));
  }
}
