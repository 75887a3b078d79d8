package dev.connectpos.acquirer.domain;

import static dev.connectpos.acquirer.domain.PaymentDecision.accepted;
import static dev.connectpos.acquirer.domain.PaymentDecision.rejected;

import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.acquirer.domain.PaymentCommand.Cancel;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelDone;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelRefused;
import dev.connectpos.acquirer.domain.PaymentCommand.RetryCancel;
import dev.connectpos.acquirer.domain.PaymentDecision.AlreadyDone;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.Held;
import dev.connectpos.acquirer.domain.PaymentState.Voided;
import dev.connectpos.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How money goes back (A3 to A6): a hold is released and a sale of the same day is voided, both as
 * a whole; later it is refunded, in full or in part. Part of {@link PaymentMachine}.
 */
final class CancellationRules {
  /** From the capture on (A4); the instant itself is in time. */
  static final Duration REFUND_WINDOW = Duration.ofDays(180);

  private CancellationRules() {}

  static PaymentDecision cancel(PaymentTerms terms, Held state, Cancel command) {
    Money amount = amount(command, terms.amount());
    var known = state.cancellations().of(command.request());
    if (known.isPresent()) {
      return repeated(state, known.get(), command);
    }
    if (state.cancellations().isAnyAsked()) {
      return rejected(PaymentRejection.BEING_CANCELED);
    }
    PaymentRejection malformed = malformed(terms, amount);
    if (malformed != null) {
      return rejected(malformed);
    }
    if (!amount.equals(terms.amount())) {
      return rejected(PaymentRejection.PARTIAL_VOID_NOT_ALLOWED);
    }
    return ask(state, Cancellation.ask(command.request(), Kind.VOID, amount));
  }

  static PaymentDecision cancel(PaymentTerms terms, Captured state, Cancel command) {
    var known = state.cancellations().of(command.request());
    if (known.isPresent()) {
      return repeated(state, known.get(), command);
    }
    if (command.request().equals(state.money().request())) {
      return rejected(PaymentRejection.REQUEST_WITH_DIFFERENT_CONTENTS);
    }
    if (state.cancellations().isVoidAsked()) {
      return rejected(PaymentRejection.BEING_CANCELED);
    }
    Money left = left(state);
    Money amount = amount(command, left);
    if (left.isZero()) {
      return rejected(PaymentRejection.NOTHING_LEFT);
    }
    PaymentRejection malformed = malformed(terms, amount);
    if (malformed != null) {
      return rejected(malformed);
    }
    Kind kind = kind(state.money().at(), command.at(), command.day());
    if (kind == Kind.VOID && !amount.equals(state.money().amount())) {
      return rejected(PaymentRejection.PARTIAL_VOID_NOT_ALLOWED);
    }
    if (command.at().isAfter(state.money().at().plus(REFUND_WINDOW))) {
      return rejected(PaymentRejection.REFUND_WINDOW_OVER);
    }
    return ask(state, Cancellation.ask(command.request(), kind, amount), left, command.available());
  }

  static PaymentDecision cancel(Voided state, Cancel command) {
    return state
        .cancellations()
        .of(command.request())
        .map(known -> repeated(state, known, command))
        .orElseGet(() -> rejected(PaymentRejection.CANCELED));
  }

  static PaymentDecision retry(Held state, RetryCancel command) {
    return switch (status(state.cancellations(), command.canceledBy())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation.Asked _, Cancellation.Done _ -> new AlreadyDone(state);
      case Cancellation.Refused _ ->
          state.cancellations().isAnyAsked()
              ? rejected(PaymentRejection.BEING_CANCELED)
              : ask(state, again(state.cancellations(), command));
    };
  }

  static PaymentDecision retry(Captured state, RetryCancel command) {
    return switch (status(state.cancellations(), command.canceledBy())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation.Asked _, Cancellation.Done _ -> new AlreadyDone(state);
      case Cancellation.Refused _ ->
          state.cancellations().isVoidAsked()
              ? rejected(PaymentRejection.BEING_CANCELED)
              : ask(state, again(state.cancellations(), command), left(state), command.available());
    };
  }

  static PaymentDecision retry(Voided state, RetryCancel command) {
    return switch (status(state.cancellations(), command.canceledBy())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation.Asked _, Cancellation.Done _ -> new AlreadyDone(state);
      case Cancellation.Refused _ -> rejected(PaymentRejection.CANCELED);
    };
  }

  static PaymentDecision done(Held state, CancelDone command) {
    return switch (status(state.cancellations(), command.request())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation.Done _ -> new AlreadyDone(state);
      case Cancellation.Asked _, Cancellation.Refused _ -> {
        Cancellation done = with(state.cancellations(), command.request(), new Cancellation.Done());
        yield accepted(
            new Voided(state.card(), state.approval(), state.cancellations().with(done)),
            new PaymentEvent.Voided(done.request(), done.amount(), command.at()));
      }
    };
  }

  /** What the network says it did is done, also if an earlier try was refused. */
  static PaymentDecision done(Captured state, CancelDone command) {
    return switch (status(state.cancellations(), command.request())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation.Done _ -> new AlreadyDone(state);
      case Cancellation.Asked _ -> give(state, command);
      case Cancellation.Refused _ ->
          amount(state.cancellations(), command.request()).compareTo(left(state)) > 0
              ? rejected(PaymentRejection.AMOUNT_EXCEEDS_LEFT)
              : give(state, command);
    };
  }

  static PaymentDecision refused(Held state, CancelRefused command) {
    return switch (status(state.cancellations(), command.request())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation.Done _, Cancellation.Refused _ -> new AlreadyDone(state);
      case Cancellation.Asked _ -> {
        Cancellation refused = refused(state.cancellations(), command);
        yield accepted(
            new Held(
                state.card(),
                state.approval(),
                state.captureBy(),
                state.cancellations().with(refused)),
            new PaymentEvent.CancelRefused(refused, command.returnCode()));
      }
    };
  }

  static PaymentDecision refused(Captured state, CancelRefused command) {
    return switch (status(state.cancellations(), command.request())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation.Done _, Cancellation.Refused _ -> new AlreadyDone(state);
      case Cancellation.Asked _ -> {
        Cancellation refused = refused(state.cancellations(), command);
        yield accepted(
            captured(state, refused),
            new PaymentEvent.CancelRefused(refused, command.returnCode()));
      }
    };
  }

  /** An answer to a cancellation after all of the payment went back. */
  static PaymentDecision answered(Voided state, RequestId request) {
    return state.cancellations().of(request).isPresent()
        ? new AlreadyDone(state)
        : rejected(PaymentRejection.UNKNOWN_CANCELLATION);
  }

  static PaymentEvent forbidden(Payment payment, Cancel command, PaymentRejection rule) {
    return new PaymentEvent.CancelForbidden(
        command.request(),
        payment.state() instanceof Captured captured
            ? kind(captured.money().at(), command.at(), command.day())
            : Kind.VOID,
        amount(command, all(payment)),
        rule);
  }

  /** Names the retry: the cancellation itself stands refused as before. */
  static PaymentEvent forbidden(Payment payment, RetryCancel command, PaymentRejection rule) {
    var meant = payment.state().cancellations().of(command.canceledBy());
    return new PaymentEvent.CancelForbidden(
        command.request(),
        meant.map(Cancellation::kind).orElse(Kind.VOID),
        meant.map(Cancellation::amount).orElseGet(() -> all(payment)),
        rule);
  }

  private static PaymentDecision ask(Held state, Cancellation asked) {
    return accepted(
        new Held(
            state.card(), state.approval(), state.captureBy(), state.cancellations().with(asked)));
  }

  private static PaymentDecision ask(
      Captured state, Cancellation asked, Money left, Money available) {
    if (asked.amount().compareTo(left) > 0) {
      return rejected(PaymentRejection.AMOUNT_EXCEEDS_LEFT);
    }
    Captured next = captured(state, asked);
    var currency = left.currency();
    var moved = Exposure.of(state, currency).to(Exposure.of(next, currency));
    if (moved.reserved().compareTo(available) > 0) {
      return rejected(PaymentRejection.INSUFFICIENT_BALANCE);
    }
    return accepted(next);
  }

  private static PaymentDecision give(Captured state, CancelDone command) {
    Cancellation done = with(state.cancellations(), command.request(), new Cancellation.Done());
    Captured next = captured(state, done);
    return switch (done.kind()) {
      case VOID ->
          accepted(
              new Voided(next.card(), next.approval(), next.cancellations()),
              new PaymentEvent.Voided(done.request(), done.amount(), command.at()));
      case REFUND ->
          accepted(
              next,
              new PaymentEvent.Refunded(
                  done.request(),
                  done.amount(),
                  next.cancellations().done(done.amount().currency()),
                  command.at()));
    };
  }

  /** A request is carried out once for ever, whatever became of it. */
  private static PaymentDecision repeated(PaymentState state, Cancellation known, Cancel command) {
    return amount(command, known.amount()).equals(known.amount())
        ? new AlreadyDone(state)
        : rejected(PaymentRejection.REQUEST_WITH_DIFFERENT_CONTENTS);
  }

  /**
   * A day ends at midnight where the merchant is; whatever is before the capture is its day too.
   */
  private static Kind kind(Instant capturedAt, Instant at, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(capturedAt, zone);
    return LocalDate.ofInstant(at, zone).isAfter(day) ? Kind.REFUND : Kind.VOID;
  }

  static @Nullable PaymentRejection malformed(PaymentTerms terms, Money amount) {
    if (amount.currency() != terms.amount().currency()) {
      return PaymentRejection.OTHER_CURRENCY;
    }
    return amount.isPositive() ? null : PaymentRejection.AMOUNT_NOT_POSITIVE;
  }

  /** What neither went back nor is asked for. */
  private static Money left(Captured state) {
    Money captured = state.money().amount();
    var currency = captured.currency();
    return captured
        .minus(state.cancellations().done(currency))
        .minus(state.cancellations().asked(currency));
  }

  private static Money all(Payment payment) {
    return payment.state() instanceof Captured captured ? left(captured) : payment.terms().amount();
  }

  private static Money amount(Cancel command, Money all) {
    Money asked = command.amount();
    return asked == null ? all : asked;
  }

  private static Captured captured(Captured state, Cancellation changed) {
    return new Captured(
        state.card(), state.approval(), state.money(), state.cancellations().with(changed));
  }

  private static Cancellation.@Nullable Status status(Cancellations known, RequestId request) {
    return known.of(request).map(Cancellation::status).orElse(null);
  }

  private static Cancellation again(Cancellations known, RetryCancel command) {
    return with(known, command.canceledBy(), new Cancellation.Asked());
  }

  private static Cancellation refused(Cancellations known, CancelRefused command) {
    return with(known, command.request(), new Cancellation.Refused(command.returnCode()));
  }

  private static Money amount(Cancellations known, RequestId request) {
    return known.of(request).orElseThrow().amount();
  }

  private static Cancellation with(
      Cancellations known, RequestId request, Cancellation.Status status) {
    return known.of(request).orElseThrow().with(status);
  }
}
