package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be read of payments and of the money. */
public interface PaymentReports {

  /**
   * A payment as operators see it; null where the state has no such fact.
   *
   * @param state its name in lower case, as in the table
   * @param cause why it was declined, for operators only
   * @param capturedAt the first time
   */
  record PaymentView(
      String id,
      String orderId,
      String accountId,
      String attemptId,
      String origin,
      @Nullable String terminalSerial,
      String nsu,
      long amountMinor,
      long capturedMinor,
      String currency,
      String paymentType,
      int installments,
      String installmentType,
      String state,
      @Nullable String returnCode,
      @Nullable String abecsCode,
      @Nullable String cause,
      @Nullable String reversalReason,
      @Nullable String authorizationCode,
      @Nullable String cardBrand,
      @Nullable String cardFirstSix,
      @Nullable String cardLastFour,
      @Nullable String cardToken,
      Instant createdAt,
      @Nullable Instant authorizedAt,
      @Nullable Instant confirmBy,
      @Nullable Instant capturedAt,
      Merchant merchant) {}

  /**
   * What the merchant may ask, and has asked.
   *
   * @param operation what happens after the confirmation
   * @param captureBy null unless it is held for a capture, or was
   * @param captures in the order they were made
   * @param cancellations in the order they were asked for
   */
  record Merchant(
      String operation,
      @Nullable String softDescriptor,
      @Nullable Instant captureBy,
      long feeMinor,
      long refundedMinor,
      List<CaptureView> captures,
      List<CancellationView> cancellations) {}

  /**
   * A capture as operators see it.
   *
   * @param requestId null if it was captured by itself
   * @param isFinal whether nothing more may be captured after it
   */
  record CaptureView(
      @Nullable String requestId,
      long amountMinor,
      long feeMinor,
      boolean isFinal,
      Instant capturedAt) {}

  /**
   * A cancellation as operators see it.
   *
   * @param status asked, done or refused
   * @param attempts at the network
   * @param contradictedAt when the network said that it was done all the same; null: never
   */
  record CancellationView(
      String requestId,
      String kind,
      long amountMinor,
      String status,
      @Nullable String returnCode,
      int attempts,
      Instant askedAt,
      @Nullable Instant endedAt,
      @Nullable Instant contradictedAt) {}

  /**
   * Everything, summed.
   *
   * @param byState number of payments in each state
   * @param capturedMinor what merchants earned, gross
   * @param refundedMinor what of it went back
   * @param postedMinor what the ledger says is left of it; always capturedMinor less refundedMinor
   * @param balanceMinor what affiliations have, net of fees
   * @param postedNetMinor what the ledger says they have; always equal to balanceMinor
   * @param ledgerSumMinor always zero
   * @param receivableMinor what the schedules say is the merchants', gross; always capturedMinor
   *     less refundedMinor
   * @param waitingMinor what of it is not paid out, net; always equal to balanceMinor
   * @param paidMinor what was paid out, as the settlements say
   * @param postedPaidMinor what was paid out, as the ledger says; always equal to paidMinor
   * @param disagreeing affiliations for which any of these does not hold; always none
   */
  record Totals(
      Map<String, Long> byState,
      long capturedMinor,
      long refundedMinor,
      long postedMinor,
      long balanceMinor,
      long postedNetMinor,
      long ledgerSumMinor,
      long receivableMinor,
      long waitingMinor,
      long paidMinor,
      long postedPaidMinor,
      long disagreeing) {}

  /**
   * What monitoring looks at.
   *
   * @param unsettled number of payments in each state that is not settled, and of cancellations
   * @param overdue those due for longer than the grace given
   * @param alarmed those whose undoing or cancellation was asked for too often in vain
   * @param ledgerSumMinor of what was posted in the window; not zero means a defect
   * @param unpostedMinor captured or refunded and not posted in the window; not zero is a defect
   * @param unscheduledMinor posted and not in the merchants' schedules, or the other way round
   * @param settlementsOverdue affiliations whose settlement is due for longer than the grace given
   */
  record Vitals(
      Map<String, Long> unsettled,
      long overdue,
      long alarmed,
      long ledgerSumMinor,
      long unpostedMinor,
      long unscheduledMinor,
      long settlementsOverdue) {}

  /**
   * What was due before these instants is overdue.
   *
   * @param payments and cancellations
   * @param settlements a whole run of them takes its time
   */
  record Overdue(Instant payments, Instant settlements) {}

  /** One payment. */
  Optional<PaymentView> payment(PaymentId id);

  /** The payments of an order, oldest first, at most 100. */
  List<PaymentView> ofOrder(OrderId id);

  /**
   * What to look for; null: whatever it is.
   *
   * @param createdFrom the first instant
   * @param createdBefore the first instant after
   */
  record Search(
      @Nullable String accountId,
      @Nullable String nsu,
      @Nullable String authorizationCode,
      @Nullable String cardLastFour,
      @Nullable String state,
      @Nullable Long amountMinor,
      @Nullable Instant createdFrom,
      @Nullable Instant createdBefore) {}

  /** Where a page ends: its last payment. */
  record Place(Instant createdAt, String paymentId) {}

  /**
   * The newest first.
   *
   * @param behind null for the first page
   */
  List<PaymentView> search(Search search, @Nullable Place behind, int limit);

  /** Sums over all there is; reads everything. */
  Totals totals();

  /** Sums over what is unsettled, and over money moved since an instant. */
  Vitals vitals(Overdue overdue, Instant movedSince, int adviceAlarm);
}
