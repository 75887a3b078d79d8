package dev.connectpos.emulator.wire;

import dev.connectpos.dukpt.EncryptedCard;
import org.jspecify.annotations.Nullable;

/** A frame from the terminal. */
public sealed interface ClientFrame {

  /** The first frame of a session. */
  record Hello(String appVersion) implements ClientFrame {}

  /** The order is on the screen. */
  record OrderShown(String orderId) implements ClientFrame {}

  /**
   * Which orders may be picked?
   *
   * @param filter part of code or display name; null for all
   * @param after the last order of the page before; null for the first page
   */
  record OrderList(@Nullable String filter, @Nullable String after) implements ClientFrame {}

  /** Put this listed order on the screen. */
  record OrderPick(String orderId) implements ClientFrame {}

  /** Put this listed order back. */
  record OrderRelease(String orderId) implements ClientFrame {}

  /** The operator refuses this direct order. */
  record OrderReject(String orderId) implements ClientFrame {}

  /**
   * Pay.
   *
   * @param orderId what is paid; null for an amount that was typed on the terminal
   * @param attemptId the terminal's own key, never used before
   * @param amountMinor the amount shown to the shopper, in minor units
   * @param currency ISO 4217
   * @param paymentType credit, debit or voucher
   * @param installments number of instalments
   * @param installmentType merchant or issuer
   * @param entryMode how the card was read
   * @param card the card, encrypted for this attempt
   */
  record PaymentStart(
      @Nullable String orderId,
      String attemptId,
      long amountMinor,
      String currency,
      String paymentType,
      int installments,
      String installmentType,
      String entryMode,
      EncryptedCard card)
      implements ClientFrame {}

  /** The approval was shown to the shopper. */
  record PaymentConfirm(String orderId, String attemptId) implements ClientFrame {}

  /** How does this attempt stand? */
  record PaymentQuery(String attemptId) implements ClientFrame {}

  /**
   * What became of a document.
   *
   * @param status printed or failed
   * @param reason why it failed: paper_out, printer_error, image_error or interrupted
   */
  record PrintResult(String printId, String status, @Nullable String reason)
      implements ClientFrame {}

  /**
   * Opens what only the shop's own people may do (T6), for this session and a few minutes.
   *
   * @param password the admin password, four to eight digits
   */
  record AdminUnlock(String password) implements ClientFrame {

    /** Without the password. */
    @Override
    public String toString() {
      return "AdminUnlock[***]";
    }
  }

  /**
   * Which sales were made?
   *
   * @param date the day, {@code YYYY-MM-DD} in the merchant's zone; null for today
   * @param amountMinor only sales of this amount, in minor units; null for all
   * @param nsu only the sale with this number; null for all
   * @param after the last payment of the page before; null for the first page
   */
  record SalesList(
      @Nullable String date,
      @Nullable Long amountMinor,
      @Nullable String nsu,
      @Nullable String after)
      implements ClientFrame {}

  /**
   * Cancel a sale, its card presented again (T6).
   *
   * @param cancelId the terminal's own key, never used before
   * @param paymentId the sale
   * @param amountMinor all that is left of it, in minor units
   * @param currency ISO 4217
   * @param entryMode how the card was read
   * @param card the card, encrypted for this cancellation
   */
  record SaleCancel(
      String cancelId,
      String paymentId,
      long amountMinor,
      String currency,
      String entryMode,
      EncryptedCard card)
      implements ClientFrame {}

  /** How does this cancellation stand? */
  record CancelQuery(String cancelId) implements ClientFrame {}

  /**
   * What was sold and cancelled here (T7)?
   *
   * @param date the day, {@code YYYY-MM-DD} in the merchant's zone; null for today
   */
  record ReportGet(@Nullable String date) implements ClientFrame {}

  /** Still here. */
  record Pong(long seq) implements ClientFrame {}

  /** The frame's {@code type} on the wire. */
  default String type() {
    return switch (this) {
      case Hello _ -> "hello";
      case OrderShown _ -> "order.shown";
      case OrderList _ -> "order.list";
      case OrderPick _ -> "order.pick";
      case OrderRelease _ -> "order.release";
      case OrderReject _ -> "order.reject";
      case PaymentStart start -> start.orderId() == null ? "sale.start" : "payment.start";
      case PaymentConfirm _ -> "payment.confirm";
      case PaymentQuery _ -> "payment.query";
      case PrintResult _ -> "print.result";
      case AdminUnlock _ -> "admin.unlock";
      case SalesList _ -> "sales.list";
      case SaleCancel _ -> "sale.cancel";
      case CancelQuery _ -> "cancel.query";
      case ReportGet _ -> "report.get";
      case Pong _ -> "pong";
    };
  }
}
