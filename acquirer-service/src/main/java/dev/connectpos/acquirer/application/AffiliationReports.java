package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.money.Currency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be read of an affiliation's money. Everything is read forward, a page at a time. */
public interface AffiliationReports {

  /**
   * What an affiliation has.
   *
   * @param availableMinor due, and not paid out yet
   * @param waitingMinor not due yet
   * @param paidMinor paid out so far
   */
  record Balance(long availableMinor, long waitingMinor, long paidMinor) {}

  /**
   * A receivable.
   *
   * @param number its place, by which it is read on
   * @param status {@code waiting_funds} or {@code paid}
   * @param type {@code credit} or {@code refund}
   */
  record PayableView(
      long number,
      String id,
      String paymentId,
      String orderId,
      String status,
      String type,
      long amountMinor,
      long feeMinor,
      int installment,
      String paymentMethod,
      LocalDate paymentDate,
      Instant createdAt) {}

  /** From an instant on, to before another; null for an open end. */
  record Period(@Nullable Instant since, @Nullable Instant until) {}

  /** From a day to another, both included; null for an open end. */
  record Days(@Nullable LocalDate since, @Nullable LocalDate until) {
    boolean isOpen() {
      return since == null && until == null;
    }
  }

  /** What is looked for; null for anything. */
  record PayableFilter(
      @Nullable String paymentId,
      @Nullable String status,
      @Nullable String type,
      @Nullable Integer installment,
      Days paymentDates,
      Period created) {

    /** Whether the list goes by payment date, and not by creation. */
    public boolean isByPaymentDate() {
      return !paymentDates.isOpen();
    }
  }

  /**
   * Where the next page begins.
   *
   * @param at instant or day of the last row, by the list's order
   * @param number of the last row
   */
  record Position(String at, long number) {}

  /** One movement of an affiliation's balance, with the sign it has for the merchant. */
  record StatementLine(
      long number,
      Instant at,
      String kind,
      @Nullable String paymentId,
      @Nullable String requestId,
      @Nullable String settlementId,
      long grossMinor,
      long feeMinor) {}

  /** What waited for the merchant, net, before the first line and after the last one. */
  record StatementBalance(long openingMinor, long closingMinor) {}

  /** An instalment of a sale that was captured. */
  record SaleRow(
      long number,
      String receivableId,
      String paymentId,
      String orderId,
      String nsu,
      @Nullable String authorizationCode,
      Instant capturedAt,
      String paymentMethod,
      @Nullable String brand,
      int installment,
      int installments,
      String currency,
      long amountMinor,
      long feeMinor,
      LocalDate dueOn) {}

  /** A part of an instalment that was given back; amounts are below zero. */
  record BackRow(
      long number,
      String receivableId,
      String paymentId,
      String reason,
      String requestId,
      Instant at,
      int installment,
      String currency,
      long amountMinor,
      long feeMinor,
      LocalDate dueOn) {}

  /** A settlement. */
  record PayoutRow(
      String settlementId,
      Instant at,
      String currency,
      long grossMinor,
      long feeMinor,
      long netMinor,
      int receivables) {}

  /** A receivable that was settled. */
  record PaidRow(
      long number,
      String settlementId,
      String receivableId,
      String paymentId,
      String type,
      int installment,
      String currency,
      long amountMinor,
      long feeMinor) {}

  /** What an affiliation has by the end of a day. */
  Balance balance(AccountId accountId, Currency currency, LocalDate today);

  /** Receivables in their order, behind a position. */
  List<PayableView> payables(
      AccountId accountId, PayableFilter filter, @Nullable Position behind, int limit);

  /** One receivable. */
  Optional<PayableView> payable(AccountId accountId, String id);

  /** Movements in the order they were posted. */
  List<StatementLine> statement(
      AccountId accountId, Currency currency, Period period, @Nullable Position behind, int limit);

  /** The balance at both ends of a period, in one snapshot. */
  StatementBalance statementBalance(AccountId accountId, Currency currency, Period period);

  /** What was captured on a day, by number. */
  List<SaleRow> sales(AccountId accountId, LocalDate day, long behind, int limit);

  /** What was given back on a day, by number. */
  List<BackRow> back(AccountId accountId, LocalDate day, long behind, int limit);

  /** What was paid out on a day, by currency. */
  List<PayoutRow> payouts(AccountId accountId, LocalDate day);

  /** What a settlement settled, by number. */
  List<PaidRow> paid(String settlementId, long behind, int limit);
}
