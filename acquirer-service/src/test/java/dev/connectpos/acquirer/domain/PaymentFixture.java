package dev.connectpos.acquirer.domain;

import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.acquirer.domain.PaymentCommand.Approved;
import dev.connectpos.acquirer.domain.PaymentCommand.Authorize;
import dev.connectpos.acquirer.domain.PaymentCommand.Cancel;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelDone;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelRefused;
import dev.connectpos.acquirer.domain.PaymentCommand.Capture;
import dev.connectpos.acquirer.domain.PaymentCommand.CaptureDeadlinePassed;
import dev.connectpos.acquirer.domain.PaymentCommand.Confirm;
import dev.connectpos.acquirer.domain.PaymentCommand.ConfirmDeadlinePassed;
import dev.connectpos.acquirer.domain.PaymentCommand.GiveUp;
import dev.connectpos.acquirer.domain.PaymentCommand.NotDone;
import dev.connectpos.acquirer.domain.PaymentCommand.NotFound;
import dev.connectpos.acquirer.domain.PaymentCommand.Refused;
import dev.connectpos.acquirer.domain.PaymentCommand.RetryCancel;
import dev.connectpos.acquirer.domain.PaymentCommand.ReversalAcknowledged;
import dev.connectpos.acquirer.domain.PaymentCommand.Unclear;
import dev.connectpos.acquirer.domain.PaymentCommand.Undo;
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
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Payments, states and commands for tests, by the names the text table uses. */
final class PaymentFixture {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final Instant DEADLINE = NOW.plusSeconds(60);
  static final AttemptId ATTEMPT = new AttemptId("6C568971-3.21.0-ROPA0Z-0017");
  static final Channel TERMINAL =
      new Channel.Terminal("term_1", "6C568971", "chip", PaymentOrigin.ORDER);
  static final Channel ONLINE = new Channel.Online();
  static final AttemptId OTHER_ATTEMPT = new AttemptId("6C568971-3.21.0-ROPA0Z-0018");
  static final ReversalReason ASKED = new ReversalReason("asked");
  static final CardFacts CARD =
      new CardFacts(CardBrand.VISA, "411111", "1111", "tok_1", null, CardFunding.CREDIT);
  static final Approval APPROVAL = new Approval("A1B2C3", "0", NOW);
  static final Approval OTHER_APPROVAL = new Approval("ZZZZZZ", "0", NOW);
  static final Refusal REFUSAL = Refusal.byNetwork("1016");

  static final FeeSchedule FEES = new FeeSchedule(299, 149, 0);
  static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
  static final Instant CAPTURE_BY = NOW.plus(Duration.ofDays(7));
  static final Instant CAPTURED_AT = NOW.plusSeconds(5);
  static final Instant SAME_DAY = NOW.plus(Duration.ofHours(1));
  static final Instant LATER = NOW.plus(Duration.ofDays(1));
  static final Instant TOO_LATE = CAPTURED_AT.plus(Duration.ofDays(180)).plusNanos(1000);
  static final Money PLENTY = Money.brl(1_000_000_00);
  static final RequestId CAPTURE = new RequestId("capture_0");
  static final RequestId CANCEL = new RequestId("cancel_0");
  static final RequestId OTHER_REQUEST = new RequestId("cancel_1");
  static final RequestId RETRIED = new RequestId("retry_0");
  static final Cancellation.Status ASKED_NETWORK = new Cancellation.Asked();
  static final Cancellation.Status DONE = new Cancellation.Done();
  static final Cancellation.Status REFUSED_BY_NETWORK = new Cancellation.Refused("1024");
  static final CapturedMoney MONEY =
      new CapturedMoney(Money.brl(100_00), Money.brl(2_99), CAPTURED_AT, CAPTURE, true);
  static final CapturedMoney PART =
      new CapturedMoney(Money.brl(60_00), Money.brl(1_79), CAPTURED_AT, CAPTURE, false);

  private PaymentFixture() {}

  static PaymentTerms terms() {
    return terms(Money.brl(100_00), PaymentType.CREDIT);
  }

  static PaymentTerms terms(Money amount, PaymentType type) {
    return terms(amount, type, OperationType.AUTH_AND_CAPTURE);
  }

  static PaymentTerms terms(Money amount, PaymentType type, OperationType operation) {
    return terms(amount, type, operation, TERMINAL);
  }

  static PaymentTerms terms(
      Money amount, PaymentType type, OperationType operation, Channel channel) {
    return new PaymentTerms(
        new PaymentId("pay_1"),
        new OrderId("or_1"),
        new AccountId("acc_1"),
        ATTEMPT,
        channel,
        amount,
        new PaymentPlan(type, 1, InstallmentType.MERCHANT),
        operation,
        null);
  }

  /** A payment in one of {@link #states}. */
  static Payment payment(String state, PaymentState in) {
    var operation =
        state.contains("auth only") ? OperationType.AUTH_ONLY : OperationType.AUTH_AND_CAPTURE;
    var channel = state.contains("online") ? ONLINE : TERMINAL;
    return new Payment(terms(Money.brl(100_00), PaymentType.CREDIT, operation, channel), in);
  }

  static Captured captured(Cancellation... cancellations) {
    return new Captured(
        CARD, APPROVAL, Captures.NONE.with(MONEY), new Cancellations(List.of(cancellations)));
  }

  /** R$ 60,00 of R$ 100,00. */
  static PartiallyCaptured partiallyCaptured(Cancellation... cancellations) {
    return new PartiallyCaptured(
        CARD,
        APPROVAL,
        CAPTURE_BY,
        Captures.NONE.with(PART),
        new Cancellations(List.of(cancellations)));
  }

  static Held held(Cancellation... cancellations) {
    return new Held(CARD, APPROVAL, CAPTURE_BY, new Cancellations(List.of(cancellations)));
  }

  static Cancellation cancellation(Kind kind, long minor, Cancellation.Status status) {
    return new Cancellation(CANCEL, kind, Money.brl(minor), status);
  }

  /** Asked for while nothing was captured. */
  static Cancellation release(Cancellation.Status status) {
    return new Cancellation(
        CANCEL, Kind.VOID, Money.brl(100_00), status, true, Cancellation.Try.FIRST);
  }

  /** At its second try. */
  static Cancellation retried(Cancellation.Status status) {
    var second = new Cancellation.Try(2, RETRIED);
    return new Cancellation(CANCEL, Kind.REFUND, Money.brl(40_00), status, false, second);
  }

  /** One of every state, in the order of the type. */
  static Map<String, PaymentState> states() {
    var states = new LinkedHashMap<String, PaymentState>();
    states.put("NotStarted", new NotStarted());
    states.put("Authorizing", new Authorizing(CARD));
    states.put("Withdrawing", new Withdrawing(ASKED));
    states.put("AuthorizationUnknown", new AuthorizationUnknown(CARD));
    states.put("Authorized", new Authorized(CARD, APPROVAL, DEADLINE));
    states.put("Authorized(auth only)", new Authorized(CARD, APPROVAL, DEADLINE));
    states.put("Held", held());
    states.put("Held(void asked)", held(release(ASKED_NETWORK)));
    states.put("Held(void refused)", held(release(REFUSED_BY_NETWORK)));
    states.put("PartiallyCaptured", partiallyCaptured());
    states.put(
        "PartiallyCaptured(void asked)",
        partiallyCaptured(cancellation(Kind.VOID, 60_00, ASKED_NETWORK)));
    states.put(
        "PartiallyCaptured(other void refused)",
        partiallyCaptured(cancellation(Kind.VOID, 20_00, REFUSED_BY_NETWORK)));
    states.put(
        "PartiallyCaptured(refund asked)",
        partiallyCaptured(cancellation(Kind.REFUND, 40_00, ASKED_NETWORK)));
    states.put(
        "PartiallyCaptured(all asked back)",
        partiallyCaptured(cancellation(Kind.REFUND, 60_00, ASKED_NETWORK)));
    states.put("Captured", captured());
    states.put("Captured(void asked)", captured(cancellation(Kind.VOID, 100_00, ASKED_NETWORK)));
    states.put(
        "Captured(void refused)", captured(cancellation(Kind.VOID, 100_00, REFUSED_BY_NETWORK)));
    states.put("Captured(refund asked)", captured(cancellation(Kind.REFUND, 40_00, ASKED_NETWORK)));
    states.put("Captured(refund done)", captured(cancellation(Kind.REFUND, 40_00, DONE)));
    states.put(
        "Captured(refund refused)", captured(cancellation(Kind.REFUND, 40_00, REFUSED_BY_NETWORK)));
    states.put("Captured(refund retried)", captured(retried(ASKED_NETWORK)));
    states.put("Captured(release refused)", captured(release(REFUSED_BY_NETWORK)));
    states.put(
        "Captured(refused, nothing left)",
        captured(
            cancellation(Kind.REFUND, 40_00, REFUSED_BY_NETWORK),
            new Cancellation(OTHER_REQUEST, Kind.REFUND, Money.brl(100_00), DONE)));
    states.put("Captured(rest expired)", partiallyCaptured().closed());
    states.put(
        "Voided",
        new Voided(
            CARD,
            APPROVAL,
            new Cancellations(
                List.of(
                    cancellation(Kind.VOID, 100_00, DONE),
                    new Cancellation(
                        OTHER_REQUEST, Kind.VOID, Money.brl(100_00), REFUSED_BY_NETWORK)))));
    states.put("Expiring", new Expiring(CARD, APPROVAL, CAPTURE_BY));
    states.put("Expired", new Expired(CARD, APPROVAL, CAPTURE_BY));
    states.put("Declined", new Declined(REFUSAL));
    states.put("Reversing", new Reversing(ASKED, 1));
    states.put("Reversing(2)", new Reversing(ASKED, 2));
    states.put("Reversed", new Reversed(ASKED));
    states.put("ReversedInDoubt", new ReversedInDoubt(ASKED));
    states.put("UndoingLateApproval(Declined)", new UndoingLateApproval(new Declined(REFUSAL)));
    states.put("UndoingLateApproval(Reversed)", new UndoingLateApproval(new Reversed(ASKED)));
    putOnline(states);
    return states;
  }

  /** Where it matters that no card was there, and that nobody confirms. */
  private static void putOnline(Map<String, PaymentState> states) {
    states.put("NotStarted(online)", new NotStarted());
    states.put("Authorizing(online)", new Authorizing(CARD));
    states.put("Authorizing(online, auth only)", new Authorizing(CARD));
    states.put("AuthorizationUnknown(online)", new AuthorizationUnknown(CARD));
    states.put("AuthorizationUnknown(online, auth only)", new AuthorizationUnknown(CARD));
    states.put("Held(online)", held());
    states.put("Captured(online)", captured());
    states.put("Declined(online)", new Declined(REFUSAL));
    states.put("Reversing(online)", new Reversing(ASKED, 1));
    states.put("Reversed(online)", new Reversed(ASKED));
  }

  /** Every command, where it matters with its variants, in the order of the type. */
  static Map<String, PaymentCommand> commands() {
    var commands = new LinkedHashMap<String, PaymentCommand>();
    commands.put("Authorize", new Authorize(CARD));
    commands.put("Approved", new Approved(APPROVAL, DEADLINE, FEES));
    commands.put("Approved(other code)", new Approved(OTHER_APPROVAL, DEADLINE, FEES));
    commands.put("Refused", new Refused(REFUSAL));
    commands.put("NotDone", new NotDone());
    commands.put("Unclear", new Unclear());
    commands.put("NotFound", new NotFound());
    commands.put("GiveUp", new GiveUp());
    commands.put("Confirm(in time)", new Confirm(ATTEMPT, DEADLINE.minusNanos(1000), FEES));
    commands.put("Confirm(at deadline)", new Confirm(ATTEMPT, DEADLINE, FEES));
    commands.put("Confirm(other attempt)", new Confirm(OTHER_ATTEMPT, NOW, FEES));
    commands.put("Undo", new Undo(ATTEMPT, ASKED));
    commands.put("Undo(other attempt)", new Undo(OTHER_ATTEMPT, ASKED));
    commands.put("DeadlinePassed(early)", new ConfirmDeadlinePassed(DEADLINE.minusNanos(1000)));
    commands.put("DeadlinePassed", new ConfirmDeadlinePassed(DEADLINE));
    commands.put("ReversalAcknowledged(1)", new ReversalAcknowledged(1));
    commands.put("ReversalAcknowledged(2)", new ReversalAcknowledged(2));
    commands.put("ReversalAcknowledged(3)", new ReversalAcknowledged(3));
    putMerchants(commands);
    putNetworks(commands);
    commands.put("CaptureDeadline(at it)", new CaptureDeadlinePassed(CAPTURE_BY));
    commands.put("CaptureDeadline", new CaptureDeadlinePassed(CAPTURE_BY.plusNanos(1000)));
    return commands;
  }

  private static void putNetworks(Map<String, PaymentCommand> commands) {
    var unknown = new RequestId("cancel_x");
    commands.put("CancelDone", new CancelDone(CANCEL, LATER, PLENTY));
    commands.put("CancelDone(other)", new CancelDone(OTHER_REQUEST, LATER, PLENTY));
    commands.put("CancelDone(no balance)", new CancelDone(CANCEL, LATER, Money.brl(0)));
    commands.put("CancelDone(unknown)", new CancelDone(unknown, LATER, PLENTY));
    commands.put("CancelRefused", new CancelRefused(CANCEL, 1, "1024"));
    commands.put("CancelRefused(try 2)", new CancelRefused(CANCEL, 2, "1024"));
    commands.put("CancelRefused(unknown)", new CancelRefused(unknown, 1, "1024"));
  }

  private static void putMerchants(Map<String, PaymentCommand> commands) {
    commands.put("Capture", capture("capture_1", null, LATER));
    commands.put("Capture(part)", capture("capture_2", Money.brl(60_00), LATER));
    commands.put("Capture(part, open)", open("capture_8", 40_00, LATER));
    commands.put("Capture(part, one cent more)", open("capture_9", 40_01, LATER));
    commands.put("Capture(at deadline)", capture("capture_3", null, CAPTURE_BY));
    commands.put("Capture(late)", capture("capture_4", null, CAPTURE_BY.plusNanos(1000)));
    commands.put("Capture(too much)", capture("capture_5", Money.brl(100_01), LATER));
    commands.put("Capture(nothing)", capture("capture_6", Money.brl(0), LATER));
    commands.put("Capture(dollars)", capture("capture_7", new Money(1, Currency.USD), LATER));
    commands.put("Capture(again)", capture(CAPTURE.value(), null, LATER));
    commands.put("Capture(again, part)", capture(CAPTURE.value(), Money.brl(60_00), LATER));
    commands.put("Capture(again, part, open)", open(CAPTURE.value(), 60_00, LATER));
    commands.put("Capture(of cancel)", capture(CANCEL.value(), null, LATER));
    commands.put("Cancel(same day)", cancel("cancel_2", null, SAME_DAY));
    commands.put("Cancel(same day, part)", cancel("cancel_3", Money.brl(40_00), SAME_DAY));
    commands.put("Cancel(later)", cancel("cancel_4", null, LATER));
    commands.put("Cancel(later, part)", cancel("cancel_5", Money.brl(40_00), LATER));
    commands.put("Cancel(too much)", cancel("cancel_6", Money.brl(100_01), LATER));
    commands.put("Cancel(nothing)", cancel("cancel_7", Money.brl(0), LATER));
    commands.put("Cancel(dollars)", cancel("cancel_8", new Money(1, Currency.USD), LATER));
    commands.put("Cancel(too late)", cancel("cancel_9", null, TOO_LATE));
    commands.put(
        "Cancel(no balance)",
        new Cancel(new RequestId("cancel_10"), Money.brl(40_00), LATER, ZONE, Money.brl(0)));
    commands.put("Cancel(again)", cancel(CANCEL.value(), null, LATER));
    commands.put("Cancel(again, other)", cancel(CANCEL.value(), Money.brl(1), LATER));
    commands.put("Cancel(of capture)", cancel(CAPTURE.value(), null, LATER));
    var unknown = new RequestId("cancel_x");
    commands.put("Retry(same day)", retry(CANCEL, SAME_DAY, PLENTY));
    commands.put("Retry(later)", retry(CANCEL, LATER, PLENTY));
    commands.put("Retry(too late)", retry(CANCEL, TOO_LATE, PLENTY));
    commands.put("Retry(again)", new RetryCancel(RETRIED, CANCEL, LATER, ZONE, PLENTY));
    commands.put("Retry(other)", retry(OTHER_REQUEST, LATER, PLENTY));
    commands.put("Retry(unknown)", retry(unknown, LATER, PLENTY));
    commands.put("Retry(no balance)", retry(CANCEL, LATER, Money.brl(0)));
  }

  private static RetryCancel retry(RequestId canceledBy, Instant at, Money available) {
    return new RetryCancel(new RequestId("retry_1"), canceledBy, at, ZONE, available);
  }

  private static Capture capture(String request, @Nullable Money amount, Instant at) {
    return new Capture(new RequestId(request), amount, true, at, FEES);
  }

  /** Of a part, with more to follow. */
  private static Capture open(String request, long minor, Instant at) {
    return new Capture(new RequestId(request), Money.brl(minor), false, at, FEES);
  }

  private static Cancel cancel(String request, @Nullable Money amount, Instant at) {
    return new Cancel(new RequestId(request), amount, at, ZONE, PLENTY);
  }

  /** The decision in the words of the table. */
  static String text(PaymentDecision decision) {
    return switch (decision) {
      case PaymentDecision.AlreadyDone _ -> "already done";
      case PaymentDecision.Rejected(var reason) -> "rejected " + reason;
      case PaymentDecision.Accepted(var next, var events) ->
          "-> "
              + name(next)
              + (events.isEmpty()
                  ? ", says nothing"
                  : ", says "
                      + String.join(
                          " + ", events.stream().map(e -> e.getClass().getSimpleName()).toList()));
    };
  }

  /** A state's name, with what tells it from others of its kind. */
  static String name(PaymentState state) {
    String name = state.getClass().getSimpleName();
    return switch (state) {
      case Reversing(var reason, int advice) ->
          name + "(" + (advice > 1 ? advice + ", " : "") + reason.code() + ")";
      case Withdrawing(var reason) -> name + "(" + reason.code() + ")";
      case Reversed(var reason) -> name + "(" + reason.code() + ")";
      case ReversedInDoubt(var reason) -> name + "(" + reason.code() + ")";
      case Declined(var refusal) -> name + "(" + refusal.returnCode() + ")";
      case UndoingLateApproval(var was) -> name + "(" + was.getClass().getSimpleName() + ")";
      case Captured captured -> name + "(" + amounts(captured) + canceled(captured) + ")";
      case PartiallyCaptured part -> name + "(" + amounts(part) + canceled(part) + ")";
      case Held held -> name + canceled(held).replaceFirst("^, (.*)$", "($1)");
      case NotStarted _,
          Authorizing _,
          AuthorizationUnknown _,
          Authorized _,
          Voided _,
          Expiring _,
          Expired _ ->
          name;
    };
  }

  private static String amounts(PaymentState state) {
    return state.captures().all().stream()
        .map(one -> Long.toString(one.amount().minor()))
        .collect(Collectors.joining(" + "));
  }

  /** The cancellations, each by its kind, amount and status. */
  private static String canceled(PaymentState state) {
    var text = new StringBuilder();
    for (Cancellation one : state.cancellations().all()) {
      String status = one.status().getClass().getSimpleName().toLowerCase(Locale.ROOT);
      text.append(", %s %d %s".formatted(one.kind(), one.amount().minor(), status));
    }
    return text.toString();
  }
}
