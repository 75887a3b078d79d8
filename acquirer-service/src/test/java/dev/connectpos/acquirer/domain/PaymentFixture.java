package dev.connectpos.acquirer.domain;

import dev.connectpos.acquirer.domain.PaymentCommand.Approved;
import dev.connectpos.acquirer.domain.PaymentCommand.Authorize;
import dev.connectpos.acquirer.domain.PaymentCommand.Confirm;
import dev.connectpos.acquirer.domain.PaymentCommand.ConfirmDeadlinePassed;
import dev.connectpos.acquirer.domain.PaymentCommand.GiveUp;
import dev.connectpos.acquirer.domain.PaymentCommand.NotDone;
import dev.connectpos.acquirer.domain.PaymentCommand.NotFound;
import dev.connectpos.acquirer.domain.PaymentCommand.Refused;
import dev.connectpos.acquirer.domain.PaymentCommand.ReversalAcknowledged;
import dev.connectpos.acquirer.domain.PaymentCommand.Unclear;
import dev.connectpos.acquirer.domain.PaymentCommand.Undo;
import dev.connectpos.acquirer.domain.PaymentState.AuthorizationUnknown;
import dev.connectpos.acquirer.domain.PaymentState.Authorized;
import dev.connectpos.acquirer.domain.PaymentState.Authorizing;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.Declined;
import dev.connectpos.acquirer.domain.PaymentState.NotStarted;
import dev.connectpos.acquirer.domain.PaymentState.Reversed;
import dev.connectpos.acquirer.domain.PaymentState.ReversedInDoubt;
import dev.connectpos.acquirer.domain.PaymentState.Reversing;
import dev.connectpos.acquirer.domain.PaymentState.UndoingLateApproval;
import dev.connectpos.acquirer.domain.PaymentState.Withdrawing;
import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Payments, states and commands for tests, by the names the text table uses. */
final class PaymentFixture {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final Instant DEADLINE = NOW.plusSeconds(60);
  static final AttemptId ATTEMPT = new AttemptId("6C568971-3.21.0-ROPA0Z-0017");
  static final AttemptId OTHER_ATTEMPT = new AttemptId("6C568971-3.21.0-ROPA0Z-0018");
  static final ReversalReason ASKED = new ReversalReason("asked");
  static final CardFacts CARD =
      new CardFacts(CardBrand.VISA, "411111", "1111", "tok_1", null, CardFunding.CREDIT);
  static final Approval APPROVAL = new Approval("A1B2C3", "0", NOW);
  static final Approval OTHER_APPROVAL = new Approval("ZZZZZZ", "0", NOW);
  static final Refusal REFUSAL = Refusal.byNetwork("1016");

  private PaymentFixture() {}

  static PaymentTerms terms() {
    return terms(Money.brl(100_00), PaymentType.CREDIT);
  }

  static PaymentTerms terms(Money amount, PaymentType type) {
    return new PaymentTerms(
        new PaymentId("pay_1"),
        new OrderId("or_1"),
        new AccountId("acc_1"),
        ATTEMPT,
        new PaymentTerms.Terminal("term_1", "6C568971", "chip"),
        amount,
        new PaymentPlan(type, 1, InstallmentType.MERCHANT));
  }

  /** One of every state, in the order of the type. */
  static Map<String, PaymentState> states() {
    var states = new LinkedHashMap<String, PaymentState>();
    states.put("NotStarted", new NotStarted());
    states.put("Authorizing", new Authorizing(CARD));
    states.put("Withdrawing", new Withdrawing(ASKED));
    states.put("AuthorizationUnknown", new AuthorizationUnknown(CARD));
    states.put("Authorized", new Authorized(CARD, APPROVAL, DEADLINE));
    states.put("Captured", new Captured(CARD, APPROVAL, NOW.plusSeconds(5)));
    states.put("Declined", new Declined(REFUSAL));
    states.put("Reversing", new Reversing(ASKED, 1));
    states.put("Reversing(2)", new Reversing(ASKED, 2));
    states.put("Reversed", new Reversed(ASKED));
    states.put("ReversedInDoubt", new ReversedInDoubt(ASKED));
    states.put("UndoingLateApproval(Declined)", new UndoingLateApproval(new Declined(REFUSAL)));
    states.put("UndoingLateApproval(Reversed)", new UndoingLateApproval(new Reversed(ASKED)));
    return states;
  }

  /** Every command, where it matters with its variants, in the order of the type. */
  static Map<String, PaymentCommand> commands() {
    var commands = new LinkedHashMap<String, PaymentCommand>();
    commands.put("Authorize", new Authorize(CARD));
    commands.put("Approved", new Approved(APPROVAL, DEADLINE));
    commands.put("Approved(other code)", new Approved(OTHER_APPROVAL, DEADLINE));
    commands.put("Refused", new Refused(REFUSAL));
    commands.put("NotDone", new NotDone());
    commands.put("Unclear", new Unclear());
    commands.put("NotFound", new NotFound());
    commands.put("GiveUp", new GiveUp());
    commands.put("Confirm(in time)", new Confirm(ATTEMPT, DEADLINE.minusNanos(1000)));
    commands.put("Confirm(at deadline)", new Confirm(ATTEMPT, DEADLINE));
    commands.put("Confirm(other attempt)", new Confirm(OTHER_ATTEMPT, NOW));
    commands.put("Undo", new Undo(ATTEMPT, ASKED));
    commands.put("Undo(other attempt)", new Undo(OTHER_ATTEMPT, ASKED));
    commands.put("DeadlinePassed(early)", new ConfirmDeadlinePassed(DEADLINE.minusNanos(1000)));
    commands.put("DeadlinePassed", new ConfirmDeadlinePassed(DEADLINE));
    commands.put("ReversalAcknowledged(1)", new ReversalAcknowledged(1));
    commands.put("ReversalAcknowledged(2)", new ReversalAcknowledged(2));
    commands.put("ReversalAcknowledged(3)", new ReversalAcknowledged(3));
    return commands;
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
      case NotStarted _, Authorizing _, AuthorizationUnknown _, Authorized _, Captured _ -> name;
    };
  }
}
