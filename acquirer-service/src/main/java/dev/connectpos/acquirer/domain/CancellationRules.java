package dev.connectpos.acquirer.domain;

import static dev.connectpos.acquirer.domain.PaymentDecision.accepted;
import static dev.connectpos.acquirer.domain.PaymentDecision.rejected;

import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.acquirer.domain.PaymentCommand.Cancel;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelDone;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelRefused;
import dev.connectpos.acquirer.domain.PaymentCommand.RetryCancel;
import dev.connectpos.acquirer.domain.PaymentDecision.AlreadyDone;
import dev.connectpos.acquirer.domain.PaymentState.Held;
import dev.connectpos.acquirer.domain.PaymentState.PartiallyCaptured;
import dev.connectpos.acquirer.domain.PaymentState.Taken;
import dev.connectpos.acquirer.domain.PaymentState.Voided;
import dev.connectpos.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How money goes back (A3 to A6): a hold is released and a sale of the same day is voided, both as
 * a whole; later it is refunded, in full or in part. Of several captures the first one's day tells
 * a void from a refund, and the refund window begins with the last one. Part of {@link
 * PaymentMachine}.
 */
final class CancellationRules {
  /** From the last capture on (A4); the instant itself is in time. */
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
    return ask(state, Cancellation.askOfHold(command.request(), amount));
  }

  static PaymentDecision cancel(PaymentTerms terms, Taken state, Cancel command) {
    var known = state.cancellations().of(command.request());
    if (known.isPresent()) {
      return repeated(state, known.get(), command);
    }
    if (state.captures().of(command.request()).isPresent()) {
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
    Kind kind = kind(state, command.at(), command.day());
    if (kind == Kind.VOID && !amount.equals(captured(state))) {
      return rejected(PaymentRejection.PARTIAL_VOID_NOT_ALLOWED);
    }
    if (isRefundWindowOver(state, command.at())) {
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

  /** The network is asked for a hold as before; no rule of days or balance is in its way. */
  static PaymentDecision retry(Held state, RetryCancel command) {
    return switch (meant(state, command.canceledBy())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation known when isRepeated(known, command) -> new AlreadyDone(state);
      case Cancellation _ when state.cancellations().isAnyAsked() ->
          rejected(PaymentRejection.BEING_CANCELED);
      case Cancellation known -> ask(state, known.again(command.request()));
    };
  }

  /** All rules are asked anew, as if it were asked for now; its kind stays what it was. */
  static PaymentDecision retry(Taken state, RetryCancel command) {
    return switch (meant(state, command.canceledBy())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation known when isRepeated(known, command) -> new AlreadyDone(state);
      case Cancellation known when known.isAsked() || state.cancellations().isVoidAsked() ->
          rejected(PaymentRejection.BEING_CANCELED);
      case Cancellation known -> retry(state, known, command);
    };
  }

  private static PaymentDecision retry(Taken state, Cancellation known, RetryCancel command) {
    if (known.ofHold()
        || isPartialVoid(state, known)
        || kind(state, command.at(), command.day()) != known.kind()) {
      return rejected(PaymentRejection.NEW_CANCELLATION_NEEDED);
    }
    if (isRefundWindowOver(state, command.at())) {
      return rejected(PaymentRejection.REFUND_WINDOW_OVER);
    }
    return ask(state, known.again(command.request()), left(state), command.available());
  }

  static PaymentDecision retry(Voided state, RetryCancel command) {
    return switch (meant(state, command.canceledBy())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation known when isRepeated(known, command) -> new AlreadyDone(state);
      case Cancellation _ -> rejected(PaymentRejection.CANCELED);
    };
  }

  /** Done already, or the retry itself once more. */
  private static boolean isRepeated(Cancellation known, RetryCancel command) {
    return known.isDone() || command.request().equals(known.latest().retry());
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

  /**
   * What the network says it did is done, also if an earlier try was refused: as long as there is
   * room for it.
   */
  static PaymentDecision done(Taken state, CancelDone command) {
    return switch (status(state.cancellations(), command.request())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation.Done _ -> new AlreadyDone(state);
      case Cancellation.Asked _ -> give(state, command);
      case Cancellation.Refused _ ->
          isRoomFor(state, command)
              ? give(state, command)
              : rejected(PaymentRejection.CONTRADICTS_REFUSAL);
    };
  }

  /** All of it went back already: what went back besides was never to. */
  static PaymentDecision done(Voided state, CancelDone command) {
    return switch (status(state.cancellations(), command.request())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation.Done _ -> new AlreadyDone(state);
      case Cancellation.Asked _, Cancellation.Refused _ ->
          rejected(PaymentRejection.CONTRADICTS_REFUSAL);
    };
  }

  static PaymentDecision refused(Held state, CancelRefused command) {
    return switch (meant(state, command.request())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation known when !isOpen(known, command) -> refusedLate(state, known, command);
      case Cancellation known -> {
        Cancellation refused = known.with(new Cancellation.Refused(command.returnCode()));
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

  static PaymentDecision refused(Taken state, CancelRefused command) {
    return switch (meant(state, command.request())) {
      case null -> rejected(PaymentRejection.UNKNOWN_CANCELLATION);
      case Cancellation known when !isOpen(known, command) -> refusedLate(state, known, command);
      case Cancellation known -> {
        Cancellation refused = known.with(new Cancellation.Refused(command.returnCode()));
        yield accepted(
            state.with(state.cancellations().with(refused)),
            new PaymentEvent.CancelRefused(refused, command.returnCode()));
      }
    };
  }

  /** A refusal after all of the payment went back. */
  static PaymentDecision refused(Voided state, CancelRefused command) {
    Cancellation known = meant(state, command.request());
    return known == null
        ? rejected(PaymentRejection.UNKNOWN_CANCELLATION)
        : refusedLate(state, known, command);
  }

  /**
   * A refusal that is not awaited. Told before, it says nothing new; of what is known to be done,
   * that somebody is wrong, and the shopper may have nothing.
   */
  private static PaymentDecision refusedLate(
      PaymentState state, Cancellation known, CancelRefused command) {
    return known.status() instanceof Cancellation.Done && known.latest().number() == command.tried()
        ? rejected(PaymentRejection.CONTRADICTS_CANCELLATION)
        : new AlreadyDone(state);
  }

  /** Whether a refusal is awaited: one of an earlier try was told, and says nothing of this one. */
  private static boolean isOpen(Cancellation known, CancelRefused command) {
    return known.isAsked() && known.latest().number() == command.tried();
  }

  static PaymentEvent forbidden(Payment payment, Cancel command, PaymentRejection rule) {
    return new PaymentEvent.CancelForbidden(
        command.request(),
        null,
        payment.state() instanceof Taken taken
            ? kind(taken, command.at(), command.day())
            : Kind.VOID,
        amount(command, all(payment)),
        rule);
  }

  /** Of the retry: the cancellation itself stands refused as before. */
  static PaymentEvent forbidden(Payment payment, RetryCancel command, PaymentRejection rule) {
    var meant = payment.state().cancellations().of(command.canceledBy());
    return new PaymentEvent.CancelForbidden(
        command.canceledBy(),
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

  private static PaymentDecision ask(Taken state, Cancellation asked, Money left, Money available) {
    if (asked.amount().compareTo(left) > 0) {
      return rejected(PaymentRejection.AMOUNT_EXCEEDS_LEFT);
    }
    Taken next = state.with(state.cancellations().with(asked));
    var currency = left.currency();
    var moved = Exposure.of(state, currency).to(Exposure.of(next, currency));
    if (moved.reserved().compareTo(available) > 0) {
      return rejected(PaymentRejection.INSUFFICIENT_BALANCE);
    }
    return accepted(next);
  }

  /** Of what was refused nothing is reserved: it may have been given to others meanwhile. */
  private static boolean isRoomFor(Taken state, CancelDone command) {
    Cancellation known = state.cancellations().of(command.request()).orElseThrow();
    Money left = left(state);
    if (known.amount().compareTo(left) > 0 || isPartialVoid(state, known)) {
      return false;
    }
    var currency = left.currency();
    Taken next = state.with(state.cancellations().with(known.with(new Cancellation.Done())));
    var moved = Exposure.of(state, currency).to(Exposure.of(next, currency));
    return moved.reserved().minus(moved.balance()).compareTo(command.available()) <= 0;
  }

  private static PaymentDecision give(Taken state, CancelDone command) {
    Cancellation done = with(state.cancellations(), command.request(), new Cancellation.Done());
    Taken next = state.with(state.cancellations().with(done));
    return switch (done.kind()) {
      case VOID ->
          accepted(
              new Voided(next.card(), next.approval(), next.cancellations()),
              new PaymentEvent.Voided(done.request(), done.amount(), command.at()));
      case REFUND -> {
        Money refunded = next.cancellations().done(done.amount().currency());
        yield accepted(
            closedIfAllWentBack(next, refunded),
            new PaymentEvent.Refunded(done.request(), done.amount(), refunded, command.at()));
      }
    };
  }

  /** Who has all of it back has no wish to capture the rest. */
  private static Taken closedIfAllWentBack(Taken next, Money refunded) {
    return next instanceof PartiallyCaptured open && refunded.equals(captured(open))
        ? open.closed()
        : next;
  }

  /** A request is carried out once for ever, whatever became of it. */
  private static PaymentDecision repeated(PaymentState state, Cancellation known, Cancel command) {
    return amount(command, known.amount()).equals(known.amount())
        ? new AlreadyDone(state)
        : rejected(PaymentRejection.REQUEST_WITH_DIFFERENT_CONTENTS);
  }

  /**
   * A void undoes captures of one day only, which is the first one's. A day ends at midnight where
   * the merchant is; whatever is before the capture is its day too.
   */
  private static Kind kind(Taken state, Instant at, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(state.captures().first().at(), zone);
    return LocalDate.ofInstant(at, zone).isAfter(day) ? Kind.REFUND : Kind.VOID;
  }

  static @Nullable PaymentRejection malformed(PaymentTerms terms, Money amount) {
    if (amount.currency() != terms.amount().currency()) {
      return PaymentRejection.OTHER_CURRENCY;
    }
    return amount.isPositive() ? null : PaymentRejection.AMOUNT_NOT_POSITIVE;
  }

  /** What neither went back nor is asked for. */
  private static Money left(Taken state) {
    Money captured = captured(state);
    var currency = captured.currency();
    return captured
        .minus(state.cancellations().done(currency))
        .minus(state.cancellations().asked(currency));
  }

  private static Money all(Payment payment) {
    return payment.state() instanceof Taken taken ? left(taken) : payment.terms().amount();
  }

  private static Money amount(Cancel command, Money all) {
    Money asked = command.amount();
    return asked == null ? all : asked;
  }

  private static Money captured(Taken state) {
    return state.captures().amount(state.captures().first().amount().currency());
  }

  /** More was captured since the void was asked for. */
  private static boolean isPartialVoid(Taken state, Cancellation known) {
    return known.kind() == Kind.VOID && !known.amount().equals(captured(state));
  }

  private static boolean isRefundWindowOver(Taken state, Instant at) {
    return at.isAfter(state.captures().last().at().plus(REFUND_WINDOW));
  }

  private static Cancellation.@Nullable Status status(Cancellations known, RequestId request) {
    return known.of(request).map(Cancellation::status).orElse(null);
  }

  private static @Nullable Cancellation meant(PaymentState state, RequestId request) {
    return state.cancellations().of(request).orElse(null);
  }

  private static Cancellation with(
      Cancellations known, RequestId request, Cancellation.Status status) {
    return known.of(request).orElseThrow().with(status);
  }
}
