package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What an order may be asked to do: by the PDV, the acquirer, the terminal, or the clock. */
public sealed interface OrderCommand {

  /**
   * The PDV wants to be paid.
   *
   * @param terminals what is known of each terminal it is addressed to
   * @param services what the acquirer does for the account (A13)
   * @param room whether the account may have one more open order
   * @param charges what it is to be paid with over the API
   */
  record PlaceOrder(
      PlacedOrder order,
      List<TerminalStanding> terminals,
      AcquirerServices services,
      boolean room,
      List<NewCharge> charges)
      implements OrderCommand {
    public PlaceOrder {
      terminals = List.copyOf(terminals);
      charges = List.copyOf(charges);
    }

    /** Of an order that is paid on terminals. */
    public PlaceOrder(
        PlacedOrder order,
        List<TerminalStanding> terminals,
        AcquirerServices services,
        boolean room) {
      this(order, terminals, services, room, List.of());
    }
  }

  /**
   * The PDV wants to be paid over the API, too.
   *
   * @param services what the acquirer does for the account (A13)
   */
  record AddCharge(NewCharge charge, AcquirerServices services, Instant at)
      implements OrderCommand {}

  /**
   * A terminal sold something that nobody had ordered (T5).
   *
   * @param order as it is to be kept, unless it is
   * @param payment what the acquirer says of the sale
   */
  record RecordStandaloneSale(PlacedOrder order, OnPayment payment) implements OrderCommand {}

  /** What the acquirer says of a payment of the order. */
  sealed interface OnPayment extends OrderCommand {
    PaymentId payment();

    Instant at();
  }

  /** The acquirer is at work on a payment of the order. */
  record RecordPaymentProgress(PaymentId payment, LivePhase phase, Instant at)
      implements OnPayment {}

  /** The acquirer undid a payment of the order. */
  record RecordPaymentReversed(PaymentId payment, Instant at) implements OnPayment {}

  /** The acquirer refused a payment of the order. */
  record RecordPaymentDeclined(PaymentId payment, Failure.Declined refusal, Instant at)
      implements OnPayment {
    /** One that the card's brand has no name for. */
    public RecordPaymentDeclined(PaymentId payment, String returnCode, String message, Instant at) {
      this(payment, new Failure.Declined(returnCode, message), at);
    }
  }

  /**
   * Ids for what may come of it that the payment is approved.
   *
   * @param charge the charge, if this is news
   * @param transaction the transaction of the sale
   * @param undo the request that gives the money back, should the order keep none
   */
  record NewIds(ChargeId charge, TransactionId transaction, ChargeRequestId undo) {}

  /** The acquirer holds the money of a payment. */
  record RecordPaymentConfirmed(NewIds ids, Sale sale, Instant captureBy, Instant at)
      implements OnPayment {
    @Override
    public PaymentId payment() {
      return sale.payment();
    }
  }

  /**
   * The acquirer captured a payment of the order.
   *
   * @param request what asked for it; null: it captured by itself
   */
  record RecordPaymentCaptured(
      NewIds ids, Sale sale, Capture capture, @Nullable ChargeRequestId request, Instant at)
      implements OnPayment {
    @Override
    public PaymentId payment() {
      return sale.payment();
    }
  }

  /**
   * A capture as the acquirer tells of it.
   *
   * @param amount what it took
   * @param inAll what was captured of the payment so far, this included
   * @param isFinal whether nothing more is captured
   */
  record Capture(Money amount, Money inAll, boolean isFinal, Instant at) {}

  /** The acquirer did not do what it was asked for a charge, or did, or the clock did. */
  sealed interface OnCharged extends OnPayment {}

  /** A capture was not done; the payment stands as before. */
  record RecordCaptureRefused(
      PaymentId payment, ChargeRequestId request, String returnCode, String message, Instant at)
      implements OnCharged {}

  /**
   * A cancellation as the acquirer tells of it.
   *
   * @param transaction the id it gets, if this is news
   * @param request what asked for it; null: nothing that was asked here
   * @param retry the retry of it that this is the outcome of; null: the first try
   */
  record Return(
      TransactionId transaction,
      @Nullable ChargeRequestId request,
      @Nullable ChargeRequestId retry,
      Money amount) {

    /** What was tried. */
    @Nullable ChargeRequestId tried() {
      return retry == null ? request : retry;
    }
  }

  /** All of the payment was undone on its day, or what was held is released. */
  record RecordPaymentVoided(PaymentId payment, Return back, Instant voidedAt, Instant at)
      implements OnCharged {}

  /**
   * Money was given back on a later day.
   *
   * @param inAll all that was given back of the payment so far
   */
  record RecordPaymentRefunded(
      PaymentId payment, Return back, Money inAll, Instant refundedAt, Instant at)
      implements OnCharged {}

  /** A cancellation was not done. */
  record RecordCancelRefused(
      PaymentId payment, Return back, CancelKind kind, ChargeRequest.Refused refusal, Instant at)
      implements OnCharged {}

  /** Nobody captured in time. */
  record RecordPaymentExpired(PaymentId payment, Instant expiredAt, Instant at)
      implements OnCharged {}

  /**
   * What was left of the authorization was not captured in time.
   *
   * @param captured what stands
   */
  record RecordRemainderExpired(PaymentId payment, Money captured, Instant at)
      implements OnCharged {}

  /** What the PDV or an operator wants done with a charge. */
  sealed interface OnCharge extends OrderCommand {
    ChargeId charge();

    Instant at();
  }

  /**
   * Take what is held (O9).
   *
   * @param amount null: all that is left
   * @param isFinal whether what is left after it is released
   * @param code see {@link ChargeRequest.Capture#code()}
   */
  record CaptureCharge(
      ChargeId charge,
      ChargeRequestId request,
      @Nullable Money amount,
      boolean isFinal,
      @Nullable String code,
      Instant at)
      implements OnCharge {}

  /**
   * Give money back (O9).
   *
   * @param amount null: all that is left
   */
  record CancelCharge(ChargeId charge, ChargeRequestId request, @Nullable Money amount, Instant at)
      implements OnCharge {}

  /**
   * The PDV has the cash.
   *
   * @param description null: as before
   * @param amount null: that of the charge; no other will do
   * @param code what the charge is to be called; null: as before
   */
  record ConfirmCash(
      ChargeId charge,
      @Nullable String description,
      @Nullable Money amount,
      @Nullable String code,
      Instant at)
      implements OnCharge {}

  /** Try a charge that failed again, with its saved card. */
  record TryChargeAgain(
      ChargeId charge, TransactionId transaction, NewCharge.ByCard card, Instant at)
      implements OnCharge {}

  /** Try again what the network refused last (A6). */
  record RetryCancellation(ChargeId charge, ChargeRequestId request, Instant at)
      implements OnCharge {}

  /** The PDV's notes on a charge. */
  record ReviseCharge(ChargeId charge, SortedMap<String, String> metadata, Instant at)
      implements OnCharge {}

  /** The PDV changes what it ordered. */
  sealed interface Revision extends OrderCommand {
    Instant at();
  }

  /** One line more. */
  record AddItem(OrderItem item, Instant at) implements Revision {}

  /** Another line in the place of the one with the same id. */
  record ReplaceItem(OrderItem item, Instant at) implements Revision {}

  /** One line less. */
  record RemoveItem(ItemId item, Instant at) implements Revision {}

  /** No lines: nothing is to be paid until one is added. */
  record RemoveAllItems(Instant at) implements Revision {}

  /** The PDV's notes on the order. */
  record ReviseMetadata(SortedMap<String, String> metadata, Instant at) implements Revision {}

  /**
   * The operator of a terminal wants a sale undone, whose card was presented again (T6).
   *
   * @param request as the terminal's service named it; it is carried out once for ever
   * @param amount all that is left of the sale, as the operator was shown it
   */
  record CancelAtTerminal(
      PaymentId payment, ChargeRequestId request, Money amount, String terminalSerial, Instant at)
      implements OrderCommand {}

  /** What a terminal tells of the order. Never money. */
  sealed interface OnTerminal extends OrderCommand {}

  /** It is on the screen. */
  record RecordShown() implements OnTerminal {}

  /** A card was presented. */
  record RecordPaymentStarted(PaymentId payment) implements OnTerminal {}

  /** The operator took it off the screen. */
  record RecordRejected() implements OnTerminal {}

  /** The PDV is done with the order (O5). */
  record CloseOrder(ClosedAs as, Instant at) implements OrderCommand {}

  /** The order's time is over (O6). */
  record ExpireOrder(Instant at) implements OrderCommand {}
}
