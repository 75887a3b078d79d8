package dev.connectpos.acquirer.domain;

import static dev.connectpos.acquirer.domain.PaymentDecision.accepted;
import static dev.connectpos.acquirer.domain.PaymentDecision.rejected;

import dev.connectpos.acquirer.domain.PaymentCommand.Capture;
import dev.connectpos.acquirer.domain.PaymentDecision.AlreadyDone;
import dev.connectpos.acquirer.domain.PaymentState.Capturable;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.Expiring;
import dev.connectpos.acquirer.domain.PaymentState.Held;
import dev.connectpos.acquirer.domain.PaymentState.PartiallyCaptured;
import dev.connectpos.money.Money;
import java.time.Duration;
import java.time.Instant;

/**
 * How money becomes the merchant's (A1, A2): at once when the sale is complete, or later, of what
 * is held for it: in any number of parts, until one of them is final, all is used up, or the time
 * is over. Part of {@link PaymentMachine}.
 */
final class CaptureRules {
  /** From the authorization on (A2); the instant itself is in time. */
  static final Duration CAPTURE_WINDOW = Duration.ofDays(7);

  private CaptureRules() {}

  /** The sale is complete: the terminal confirmed, or nobody needs to. */
  static PaymentDecision complete(
      PaymentTerms terms, CardFacts card, Approval approval, Completion completion) {
    return switch (terms.operation()) {
      case AUTH_AND_CAPTURE -> {
        Money fee = completion.fees().fee(terms.amount(), terms.plan(), card.brand());
        var money = new CapturedMoney(terms.amount(), fee, completion.at(), null, true);
        var captures = Captures.NONE.with(money);
        yield accepted(
            new Captured(card, approval, captures, Cancellations.NONE),
            new PaymentEvent.Captured(card, approval, captures));
      }
      case AUTH_ONLY, PRE_AUTH -> {
        Instant captureBy = approval.authorizedAt().plus(CAPTURE_WINDOW);
        yield accepted(
            new Held(card, approval, captureBy, Cancellations.NONE),
            new PaymentEvent.Confirmed(card, approval, captureBy));
      }
    };
  }

  /**
   * When a sale is complete, and what it costs.
   *
   * @param fees in force at that instant
   */
  record Completion(Instant at, FeeSchedule fees) {}

  static PaymentDecision capture(PaymentTerms terms, Capturable state, Capture command) {
    var known = state.captures().of(command.request());
    if (known.isPresent()) {
      return repeated(terms, state, known.get(), command);
    }
    if (state.cancellations().of(command.request()).isPresent()) {
      return rejected(PaymentRejection.REQUEST_WITH_DIFFERENT_CONTENTS);
    }
    if (state.cancellations().isVoidAsked()) {
      return rejected(PaymentRejection.BEING_CANCELED);
    }
    Money left = left(terms, state);
    Money amount = amount(command, left);
    PaymentRejection malformed = CancellationRules.malformed(terms, amount);
    if (malformed != null) {
      return rejected(malformed);
    }
    if (command.at().isAfter(state.captureBy())) {
      return rejected(PaymentRejection.CAPTURE_WINDOW_OVER);
    }
    if (amount.compareTo(left) > 0) {
      return rejected(PaymentRejection.AMOUNT_EXCEEDS_AUTHORIZED);
    }
    Money fee = command.fees().fee(amount, terms.plan(), state.card().brand());
    boolean isFinal = command.isFinal() || amount.equals(left);
    var money = new CapturedMoney(amount, fee, command.at(), command.request(), isFinal);
    return captured(state, state.captures().with(money));
  }

  private static PaymentDecision captured(Capturable state, Captures captures) {
    var card = state.card();
    var approval = state.approval();
    return accepted(
        captures.last().isFinal()
            ? new Captured(card, approval, captures, state.cancellations())
            : new PartiallyCaptured(
                card, approval, state.captureBy(), captures, state.cancellations()),
        new PaymentEvent.Captured(card, approval, captures));
  }

  /** Of what is over: only the same again. */
  static PaymentDecision again(PaymentTerms terms, Captured state, Capture command) {
    var known = state.captures().of(command.request());
    if (known.isPresent()) {
      return repeated(terms, state, known.get(), command);
    }
    Instant captureBy = state.approval().authorizedAt().plus(CAPTURE_WINDOW);
    boolean expired = !state.captures().last().isFinal() && command.at().isAfter(captureBy);
    return rejected(
        expired ? PaymentRejection.CAPTURE_WINDOW_OVER : PaymentRejection.ALREADY_CAPTURED);
  }

  /** The deadline itself is in time. Whoever is being given back waits for that. */
  static PaymentDecision deadlinePassed(Held state, Instant at) {
    if (!at.isAfter(state.captureBy())) {
      return rejected(PaymentRejection.DEADLINE_NOT_REACHED);
    }
    return state.cancellations().isAnyAsked()
        ? new AlreadyDone(state)
        : accepted(new Expiring(state.card(), state.approval(), state.captureBy()));
  }

  /**
   * The payment stands at what was captured. No reversal is asked for: it would undo what was
   * captured too, and clearing has told the issuer of each capture (docs/adr/0030).
   */
  static PaymentDecision deadlinePassed(PaymentTerms terms, PartiallyCaptured state, Instant at) {
    if (!at.isAfter(state.captureBy())) {
      return rejected(PaymentRejection.DEADLINE_NOT_REACHED);
    }
    return accepted(
        state.closed(),
        new PaymentEvent.RemainderExpired(
            left(terms, state),
            state.captures().amount(terms.amount().currency()),
            state.captureBy()));
  }

  private static PaymentDecision repeated(
      PaymentTerms terms, PaymentState state, CapturedMoney known, Capture command) {
    Money left = terms.amount().minus(state.captures().before(known));
    Money amount = amount(command, left);
    boolean isFinal = command.isFinal() || amount.equals(left);
    return amount.equals(known.amount()) && isFinal == known.isFinal()
        ? new AlreadyDone(state)
        : rejected(PaymentRejection.REQUEST_WITH_DIFFERENT_CONTENTS);
  }

  private static Money left(PaymentTerms terms, Capturable state) {
    return terms.amount().minus(state.captures().amount(terms.amount().currency()));
  }

  private static Money amount(Capture command, Money left) {
    Money asked = command.amount();
    return asked == null ? left : asked;
  }
}
