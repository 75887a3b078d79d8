package dev.connectpos.acquirer.domain;

import dev.connectpos.acquirer.domain.PaymentState.Expiring;
import dev.connectpos.acquirer.domain.PaymentState.Reversing;
import dev.connectpos.acquirer.domain.PaymentState.UndoingLateApproval;
import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An operator states what the network did, where the network itself does not say it (any more). It
 * is taken as the network's own answer would be: {@link PaymentMachine} decides, by the same rules,
 * and nothing is posted that it would not post.
 */
public sealed interface Resolution {
  /** The network gave the money of a cancellation back. */
  record Returned(RequestId request) implements Resolution {}

  /** The network did not give the money of a cancellation back, and will not. */
  record NotReturned(RequestId request) implements Resolution {}

  /** What was to be undone or released is held no more. */
  record Released() implements Resolution {}

  /** Why nobody has to state anything. In order of precedence. */
  enum NotResolvable {
    /** No such cancellation was asked for. */
    UNKNOWN_CANCELLATION("there is no such cancellation"),
    /** Nothing of the payment is being undone or released. */
    NOTHING_TO_RELEASE("nothing of the payment is being undone or released"),
    /** The network is being asked, not in vain so far. */
    STILL_BEING_ASKED("the network is still being asked; wait until it was asked in vain"),
    /** It is known already, and otherwise. */
    ALREADY_KNOWN("the outcome is known, and it is another one");

    private final String message;

    NotResolvable(String message) {
      this.message = message;
    }

    /** For operators. */
    public String message() {
      return message;
    }
  }

  /**
   * What is known besides.
   *
   * @param inVain whether the network was asked as often as it takes until people are called
   * @param available of the affiliation's balance, not reserved (A5)
   */
  record Circumstances(boolean inVain, Instant at, Money available) {}

  /** As what it is taken, or why it is not. */
  sealed interface Reading {}

  /** As this answer of the network's. */
  record Taken(PaymentCommand answer) implements Reading {}

  /** As nothing. */
  record NotTaken(NotResolvable why) implements Reading {}

  /** Reads it for a payment in this state. */
  default Reading read(PaymentState state, Circumstances circumstances) {
    return switch (this) {
      case Returned(var request) ->
          switch (status(state, request)) {
            case null -> new NotTaken(NotResolvable.UNKNOWN_CANCELLATION);
            case Cancellation.Asked _ when !circumstances.inVain() ->
                new NotTaken(NotResolvable.STILL_BEING_ASKED);
            case Cancellation.Asked _, Cancellation.Done _, Cancellation.Refused _ ->
                new Taken(
                    new PaymentCommand.CancelDone(
                        request, circumstances.at(), circumstances.available()));
          };
      case NotReturned(var request) ->
          switch (status(state, request)) {
            case null -> new NotTaken(NotResolvable.UNKNOWN_CANCELLATION);
            case Cancellation.Asked _ when !circumstances.inVain() ->
                new NotTaken(NotResolvable.STILL_BEING_ASKED);
            case Cancellation.Done _ -> new NotTaken(NotResolvable.ALREADY_KNOWN);
            case Cancellation.Asked _, Cancellation.Refused _ ->
                new Taken(
                    new PaymentCommand.CancelRefused(
                        request, tried(state, request), ReturnCodes.UNSPECIFIED));
          };
      case Released _ -> released(state, circumstances);
    };
  }

  private static Reading released(PaymentState state, Circumstances circumstances) {
    OptionalInt advice = adviceOnItsWay(state);
    if (advice.isEmpty()) {
      return new NotTaken(NotResolvable.NOTHING_TO_RELEASE);
    }
    return circumstances.inVain()
        ? new Taken(new PaymentCommand.ReversalAcknowledged(advice.getAsInt()))
        : new NotTaken(NotResolvable.STILL_BEING_ASKED);
  }

  private static OptionalInt adviceOnItsWay(PaymentState state) {
    return switch (state) {
      case Reversing reversing -> OptionalInt.of(reversing.advice());
      case UndoingLateApproval _ -> OptionalInt.of(UndoingLateApproval.ADVICE);
      case Expiring _ -> OptionalInt.of(Expiring.ADVICE);
      case PaymentState.NotStarted _,
          PaymentState.Authorizing _,
          PaymentState.Withdrawing _,
          PaymentState.AuthorizationUnknown _,
          PaymentState.Authorized _,
          PaymentState.Held _,
          PaymentState.PartiallyCaptured _,
          PaymentState.ReversedInDoubt _,
          PaymentState.Settled _ ->
          OptionalInt.empty();
    };
  }

  private static Cancellation.@Nullable Status status(PaymentState state, RequestId request) {
    return state.cancellations().of(request).map(Cancellation::status).orElse(null);
  }

  private static int tried(PaymentState state, RequestId request) {
    return state.cancellations().of(request).orElseThrow().latest().number();
  }
}
