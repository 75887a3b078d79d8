package dev.connectpos.order.api;

import dev.connectpos.order.domain.Cancellation;
import dev.connectpos.order.domain.CardAsk;
import dev.connectpos.order.domain.Cash;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeState;
import dev.connectpos.order.domain.ChargeState.Captured;
import dev.connectpos.order.domain.ChargeState.Failed;
import dev.connectpos.order.domain.ChargeState.Over;
import dev.connectpos.order.domain.ChargeState.Processing;
import dev.connectpos.order.domain.ChargeState.Unconfirmed;
import dev.connectpos.order.domain.FailedTry;
import dev.connectpos.order.domain.Failure;
import dev.connectpos.order.domain.OnlineSale;
import dev.connectpos.order.domain.OnlineTerms;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.PresentedCard;
import dev.connectpos.order.domain.Sale;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The transactions of a charge in the incumbent's JSON. */
final class TransactionWriter {
  private static final String CANCELED = "canceled";
  private static final String CASH = "cash";
  private static final String CARD = "credit_card";

  /** Who took the payment: this system's own acquirer. */
  private static final String ACQUIRER = "connect";

  private static final ChargeJson.GatewayResponse ANSWERED = new ChargeJson.GatewayResponse("200");

  private TransactionWriter() {}

  /** What a transaction came to. */
  private record Came(String status, boolean success, Failure.@Nullable Declined refusal) {}

  private record Row(String id, long amount, Came came, Instant created, Instant updated) {}

  /** What it is paid with, in the incumbent's words. */
  static String method(Charge charge) {
    return switch (charge.means()) {
      case Sale _ -> CASH;
      case Cash _ -> CASH;
      case CardAsk _ -> CARD;
      case OnlineSale _ -> CARD;
    };
  }

  /** The payment; of several, the last. */
  static ChargeJson.Transaction payment(Charge charge) {
    var amount = charge.amount();
    var at = charge.createdAt();
    if (charge.state() instanceof Captured captured) {
      amount = captured.captured();
      at = captured.capturedAt();
    }
    var updated = charge.cancellations().isEmpty() ? charge.updatedAt() : at;
    return written(
        charge, new Row(charge.transaction().value(), amount.minor(), came(charge), at, updated));
  }

  /** An earlier payment that came to nothing. */
  static ChargeJson.Transaction failed(Charge charge, FailedTry failed) {
    var row =
        new Row(
            failed.id().value(),
            failed.amount().minor(),
            came(failed.failure()),
            failed.at(),
            failed.at());
    return written(charge, row);
  }

  /** An attempt to give money back. */
  static ChargeJson.Transaction cancellation(Charge charge, Cancellation cancellation) {
    var came =
        switch (cancellation.result()) {
          case Cancellation.GaveBack _ -> new Came(given(charge, cancellation), true, null);
          case Cancellation.Failed(var code, var message) ->
              new Came(
                  ChargeWriter.failure(cancellation.kind()),
                  false,
                  new Failure.Declined(code, message));
        };
    return written(
        charge,
        new Row(
            cancellation.id().value(),
            cancellation.amount().minor(),
            came,
            cancellation.at(),
            cancellation.at()));
  }

  /** How far the acquirer is with what it has not approved. */
  static String unapproved(ChargeState.Unapproved state) {
    return switch (state) {
      case Processing(boolean inDoubt) -> inDoubt ? "with_error" : "processing";
      case Failed(var failure, _) -> came(failure).status();
      case Unconfirmed _ -> "pending";
    };
  }

  private static String given(Charge charge, Cancellation cancellation) {
    if (!(charge.means() instanceof OnlineSale)) {
      return CANCELED;
    }
    return switch (cancellation.kind()) {
      case VOID -> "voided";
      case REFUND ->
          cancellation.amount().equals(charge.captured()) ? "refunded" : "partial_refunded";
    };
  }

  private static Came came(Charge charge) {
    boolean card = charge.means() instanceof OnlineSale;
    return switch (charge.state()) {
      case Failed(var failure, _) -> came(failure);
      case Processing state -> new Came(unapproved(state), false, null);
      case Unconfirmed state -> new Came(unapproved(state), false, null);
      case ChargeState.Pending _ -> new Came("authorized_pending_capture", true, null);
      case Captured captured -> {
        boolean inPart = captured.captured().compareTo(charge.amount()) < 0;
        yield new Came(card ? inPart ? "partial_capture" : "captured" : "paid", true, null);
      }
      case Over _ -> new Came(card ? "voided" : CANCELED, true, null);
    };
  }

  private static Came came(Failure failure) {
    return switch (failure) {
      case Failure.Declined declined -> new Came("not_authorized", false, declined);
      case Failure.Undone _ -> new Came("failed", false, null);
    };
  }

  private static ChargeJson.Transaction written(Charge charge, Row row) {
    return switch (charge.means()) {
      case Sale _ -> plain(row, null);
      case Cash cash -> plain(row, cash.description());
      case CardAsk ask ->
          byCard(row, ask.terms(), new Asked(ask.installments(), ask.operationType()), null);
      case OnlineSale(var terms, var sale) ->
          byCard(row, terms, new Asked(sale.installments(), sale.operationType()), sale);
    };
  }

  private static ChargeJson.Transaction plain(Row row, @Nullable String description) {
    var refusal = row.came().refusal();
    return new ChargeJson.Transaction(
        row.id(),
        CASH,
        row.amount(),
        row.came().status(),
        row.came().success(),
        Timestamps.of(row.created()),
        Timestamps.of(row.updated()),
        null,
        null,
        null,
        null,
        null,
        refusal == null ? null : refusal.returnCode(),
        refusal == null ? null : refusal.message(),
        refusal == null ? null : refusal.abecsCode(),
        null,
        null,
        null,
        null,
        description,
        null,
        null);
  }

  private record Asked(int installments, OperationType operation) {}

  private static ChargeJson.Transaction byCard(
      Row row, OnlineTerms terms, Asked asked, @Nullable Sale sale) {
    var refusal = row.came().refusal();
    var code = sale == null ? null : sale.returnCode();
    boolean answered = sale != null || refusal != null;
    return new ChargeJson.Transaction(
        row.id(),
        CARD,
        row.amount(),
        row.came().status(),
        row.came().success(),
        Timestamps.of(row.created()),
        Timestamps.of(row.updated()),
        ACQUIRER,
        terms.affiliation(),
        sale == null ? null : sale.nsu(),
        sale == null ? null : sale.nsu(),
        sale == null ? null : sale.authorizationCode(),
        refusal == null ? code : refusal.returnCode(),
        refusal == null ? null : refusal.message(),
        refusal == null ? null : refusal.abecsCode(),
        JsonResources.word(asked.operation()),
        asked.installments(),
        terms.statementDescriptor(),
        sale == null ? null : ChargeWriter.funding(sale).toLowerCase(Locale.ROOT),
        null,
        card(terms.card()),
        answered ? ANSWERED : null);
  }

  private static ChargeJson.Card card(PresentedCard card) {
    return new ChargeJson.Card(
        card.id(),
        card.firstSix(),
        card.lastFour(),
        card.brand(),
        card.holderName(),
        card.expMonth(),
        card.expYear(),
        "active",
        "credit");
  }
}
