package dev.connectpos.acquirer.persistence;

import static java.util.Objects.requireNonNull;

import dev.connectpos.acquirer.application.StoredPayment;
import dev.connectpos.acquirer.application.StoredPayment.Trail;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Approval;
import dev.connectpos.acquirer.domain.AttemptId;
import dev.connectpos.acquirer.domain.Cancellations;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.CardBrand;
import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.CardFunding;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.OperationType;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.Payment;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.PaymentState.AuthorizationUnknown;
import dev.connectpos.acquirer.domain.PaymentState.Authorized;
import dev.connectpos.acquirer.domain.PaymentState.Authorizing;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.Declined;
import dev.connectpos.acquirer.domain.PaymentState.Expired;
import dev.connectpos.acquirer.domain.PaymentState.Expiring;
import dev.connectpos.acquirer.domain.PaymentState.Held;
import dev.connectpos.acquirer.domain.PaymentState.NotStarted;
import dev.connectpos.acquirer.domain.PaymentState.Over;
import dev.connectpos.acquirer.domain.PaymentState.PartiallyCaptured;
import dev.connectpos.acquirer.domain.PaymentState.Reversed;
import dev.connectpos.acquirer.domain.PaymentState.ReversedInDoubt;
import dev.connectpos.acquirer.domain.PaymentState.Reversing;
import dev.connectpos.acquirer.domain.PaymentState.Taken;
import dev.connectpos.acquirer.domain.PaymentState.UndoingLateApproval;
import dev.connectpos.acquirer.domain.PaymentState.Voided;
import dev.connectpos.acquirer.domain.PaymentState.Withdrawing;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.acquirer.domain.Refusal;
import dev.connectpos.acquirer.domain.ReversalReason;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;

/**
 * Rows to payments and back, by hand. A fact once written stays when the state has no use of it.
 */
final class PaymentRowMapping {
  private PaymentRowMapping() {}

  static StoredPayment read(PaymentRow row, Captures captures, Cancellations cancellations) {
    return new StoredPayment(
        new Payment(terms(row), state(row, captures, cancellations)),
        row.nsu,
        new Trail(
            row.lastCommandVersion,
            row.lastChargeVersion,
            row.eventVersion,
            row.correlationId,
            row.causationId));
  }

  /** Whether a state knows of cancellations. */
  static boolean hasCancellations(PaymentRow row) {
    return switch (row.state) {
      case "held", "partially_captured", "captured", "voided" -> true;
      default -> false;
    };
  }

  /** Whether a state knows of captures. */
  static boolean hasCaptures(PaymentRow row) {
    return switch (row.state) {
      case "partially_captured", "captured" -> true;
      default -> false;
    };
  }

  static PaymentTerms terms(PaymentRow row) {
    return new PaymentTerms(
        new PaymentId(row.paymentId),
        new OrderId(row.orderId),
        new AccountId(row.accountId),
        new AttemptId(row.attemptId),
        channel(row),
        new Money(row.amountMinor, Currency.of(row.currency)),
        new PaymentPlan(
            PaymentType.valueOf(row.paymentType),
            row.installments,
            InstallmentType.valueOf(row.installmentType)),
        OperationType.valueOf(row.operation),
        row.softDescriptor);
  }

  private static Channel channel(PaymentRow row) {
    var origin = PaymentOrigin.valueOf(row.origin);
    return switch (origin) {
      case ORDER, STANDALONE ->
          new Channel.Terminal(
              requireNonNull(row.terminalId),
              requireNonNull(row.terminalSerial),
              requireNonNull(row.entryMode),
              origin);
      case ONLINE -> new Channel.Online();
    };
  }

  static void write(Channel channel, PaymentRow row) {
    row.origin = channel.origin().name();
    if (channel instanceof Channel.Terminal terminal) {
      row.terminalId = terminal.id();
      row.terminalSerial = terminal.serial();
      row.entryMode = terminal.entryMode();
    }
  }

  /** The one name of a state in rows, metrics and the operators' API. */
  static String name(PaymentState state) {
    return switch (state) {
      case NotStarted _ -> "not_started";
      case Authorizing _ -> "authorizing";
      case Withdrawing _ -> "withdrawing";
      case AuthorizationUnknown _ -> "authorization_unknown";
      case Authorized _ -> "authorized";
      case Held _ -> "held";
      case PartiallyCaptured _ -> "partially_captured";
      case Captured _ -> "captured";
      case Voided _ -> "voided";
      case Expiring _ -> "expiring";
      case Expired _ -> "expired";
      case Declined _ -> "declined";
      case Reversing _ -> "reversing";
      case Reversed _ -> "reversed";
      case ReversedInDoubt _ -> "reversed_in_doubt";
      case UndoingLateApproval _ -> "undoing_late_approval";
    };
  }

  private static PaymentState state(
      PaymentRow row, Captures captures, Cancellations cancellations) {
    return switch (row.state) {
      case "authorizing" -> new Authorizing(card(row));
      case "withdrawing" -> new Withdrawing(reason(row));
      case "authorization_unknown" -> new AuthorizationUnknown(card(row));
      case "authorized" -> new Authorized(card(row), approval(row), requireNonNull(row.confirmBy));
      case "held" ->
          new Held(card(row), approval(row), requireNonNull(row.captureBy), cancellations);
      case "partially_captured" ->
          new PartiallyCaptured(
              card(row), approval(row), requireNonNull(row.captureBy), captures, cancellations);
      case "captured" -> new Captured(card(row), approval(row), captures, cancellations);
      case "voided" -> new Voided(card(row), approval(row), cancellations);
      case "expiring" -> new Expiring(card(row), approval(row), requireNonNull(row.captureBy));
      case "expired" -> new Expired(card(row), approval(row), requireNonNull(row.captureBy));
      case "reversing" -> new Reversing(reason(row), requireNonNull(row.reversalAdvice));
      case "declined", "reversed" -> over(row);
      case "reversed_in_doubt" -> new ReversedInDoubt(reason(row));
      case "undoing_late_approval" -> new UndoingLateApproval(over(row));
      default -> throw new IllegalStateException("unknown state " + row.state);
    };
  }

  static void write(PaymentState state, PaymentRow row) {
    row.state = name(state);
    var currency = Currency.of(row.currency);
    row.askedMinor = state.cancellations().asked(currency).minor();
    // A hold that was released gives back nothing that was captured.
    row.refundedMinor = row.capturedMinor == 0 ? 0 : state.cancellations().done(currency).minor();
    switch (state) {
      case NotStarted _ -> throw new IllegalStateException("a payment not started has no row");
      case Authorizing(var card) -> writeCard(card, row);
      case AuthorizationUnknown _ -> {
        // Knows nothing that the row does not.
      }
      case Withdrawing(var reason) -> row.reversalReason = reason.code();
      case Authorized(_, var approval, var confirmBy) -> {
        writeApproval(approval, row);
        row.confirmBy = confirmBy;
      }
      case Held(_, var approval, var captureBy, _) -> {
        writeApproval(approval, row);
        row.captureBy = captureBy;
      }
      case Taken taken -> {
        writeApproval(taken.approval(), row);
        row.capturedAt = taken.captures().first().at();
        row.capturedMinor = taken.captures().amount(currency).minor();
        row.feeMinor = taken.captures().fee(currency).minor();
      }
      case Voided _, Expiring _, Expired _ -> {
        // Know nothing that the row does not.
      }
      case Declined(var refusal) -> {
        row.returnCode = refusal.returnCode();
        row.refusalCause = refusal.cause();
      }
      case Reversing(var reason, int advice) -> {
        row.reversalReason = reason.code();
        row.reversalAdvice = advice;
      }
      case Reversed(var reason) -> row.reversalReason = reason.code();
      case ReversedInDoubt(var reason) -> row.reversalReason = reason.code();
      case UndoingLateApproval _ -> {
        // The row still tells what the payment was before.
      }
    }
  }

  /** A payment that was declined has a cause of refusal; nothing else has. */
  private static Over over(PaymentRow row) {
    return row.refusalCause == null
        ? new Reversed(reason(row))
        : new Declined(new Refusal(requireNonNull(row.returnCode), row.refusalCause));
  }

  private static ReversalReason reason(PaymentRow row) {
    return new ReversalReason(requireNonNull(row.reversalReason));
  }

  private static Approval approval(PaymentRow row) {
    return new Approval(
        requireNonNull(row.authorizationCode),
        requireNonNull(row.returnCode),
        requireNonNull(row.authorizedAt));
  }

  /** Known already, unless nobody had to confirm it. */
  private static void writeApproval(Approval approval, PaymentRow row) {
    row.authorizationCode = approval.authorizationCode();
    row.returnCode = approval.returnCode();
    row.authorizedAt = approval.authorizedAt();
    row.authorizedMinor = row.amountMinor;
  }

  private static CardFacts card(PaymentRow row) {
    return new CardFacts(
        CardBrand.valueOf(requireNonNull(row.cardBrand)),
        requireNonNull(row.cardFirstSix),
        requireNonNull(row.cardLastFour),
        requireNonNull(row.cardToken),
        row.cardHolderName,
        CardFunding.valueOf(requireNonNull(row.cardFunding)));
  }

  private static void writeCard(CardFacts card, PaymentRow row) {
    row.cardBrand = card.brand().name();
    row.cardFirstSix = card.firstSix();
    row.cardLastFour = card.lastFour();
    row.cardToken = card.token();
    row.cardHolderName = card.holderName();
    row.cardFunding = card.funding().name();
  }
}
