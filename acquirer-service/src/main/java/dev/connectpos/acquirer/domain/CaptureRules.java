package dev.connectpos.acquirer.domain;

import static dev.connectpos.acquirer.domain.PaymentDecision.accepted;
import static dev.connectpos.acquirer.domain.PaymentDecision.rejected;

import dev.connectpos.acquirer.domain.PaymentCommand.Capture;
import dev.connectpos.acquirer.domain.PaymentDecision.AlreadyDone;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.Expiring;
import dev.connectpos.acquirer.domain.PaymentState.Held;
import dev.connectpos.money.Money;
import java.time.Duration;
import java.time.Instant;

/**
 * How money becomes the merchant's (A1, A2): at once when the sale is complete, or later, of what
 * is held for it. Part of {@link PaymentMachine}.
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
        var money = new CapturedMoney(terms.amount(), fee, completion.at(), null);
        yield captured(new Captured(card, approval, money, Cancellations.NONE));
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

  static PaymentDecision capture(PaymentTerms terms, Held state, Capture command) {
    Money asked = command.amount();
    Money amount = asked == null ? terms.amount() : asked;
    if (state.cancellations().of(command.request()).isPresent()) {
      return rejected(PaymentRejection.REQUEST_WITH_DIFFERENT_CONTENTS);
    }
    if (state.cancellations().isVoidAsked()) {
      return rejected(PaymentRejection.BEING_CANCELED);
    }
    PaymentRejection malformed = CancellationRules.malformed(terms, amount);
    if (malformed != null) {
      return rejected(malformed);
    }
    if (command.at().isAfter(state.captureBy())) {
      return rejected(PaymentRejection.CAPTURE_WINDOW_OVER);
    }
    if (amount.compareTo(terms.amount()) > 0) {
      return rejected(PaymentRejection.AMOUNT_EXCEEDS_AUTHORIZED);
    }
    Money fee = command.fees().fee(amount, terms.plan(), state.card().brand());
    var money = new CapturedMoney(amount, fee, command.at(), command.request());
    return captured(new Captured(state.card(), state.approval(), money, state.cancellations()));
  }

  static PaymentDecision again(Captured state, Capture command) {
    if (!command.request().equals(state.money().request())) {
      return rejected(PaymentRejection.ALREADY_CAPTURED);
    }
    Money asked = command.amount();
    return asked == null || asked.equals(state.money().amount())
        ? new AlreadyDone(state)
        : rejected(PaymentRejection.REQUEST_WITH_DIFFERENT_CONTENTS);
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

  private static PaymentDecision captured(Captured next) {
    return accepted(next, new PaymentEvent.Captured(next.card(), next.approval(), next.money()));
  }
}
