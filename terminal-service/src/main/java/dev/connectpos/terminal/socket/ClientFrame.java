package dev.connectpos.terminal.socket;

import dev.connectpos.terminal.application.CancelSales;
import dev.connectpos.terminal.application.ListSales;
import dev.connectpos.terminal.application.StartPayment.Start;
import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.CancelId;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PrintFailure;
import dev.connectpos.terminal.domain.PrintId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A frame of a terminal that is what the protocol says. */
sealed interface ClientFrame {

  record Hello(String appVersion) implements ClientFrame {}

  record OrderShown(OrderId order) implements ClientFrame {}

  /**
   * @param filter part of code or display name, empty for all
   */
  record OrderList(String filter, @Nullable OrderId after) implements ClientFrame {}

  record OrderPick(OrderId order) implements ClientFrame {}

  record OrderRelease(OrderId order) implements ClientFrame {}

  record OrderReject(OrderId order) implements ClientFrame {}

  record PaymentStart(Start start) implements ClientFrame {}

  /** A standalone sale; its start names no order. */
  record SaleStart(Start start) implements ClientFrame {}

  record PaymentConfirm(OrderId order, AttemptId attempt) implements ClientFrame {}

  record PaymentQuery(AttemptId attempt) implements ClientFrame {}

  /**
   * @param failure why the document is not on paper; absent if it is
   */
  record PrintResult(PrintId print, @Nullable PrintFailure failure) implements ClientFrame {}

  record AdminUnlock(String password) implements ClientFrame {
    @Override
    public String toString() {
      return "AdminUnlock[***]";
    }
  }

  record SalesList(ListSales.Wanted wanted) implements ClientFrame {}

  record SaleCancel(CancelSales.Ask ask) implements ClientFrame {}

  record CancelQuery(CancelId cancel) implements ClientFrame {}

  /**
   * @param date today if absent
   */
  record ReportGet(@Nullable LocalDate date) implements ClientFrame {}

  record Pong(long seq) implements ClientFrame {}

  /** The type on the wire. */
  default String type() {
    return switch (this) {
      case Hello _ -> "hello";
      case OrderShown _ -> "order.shown";
      case OrderList _ -> "order.list";
      case OrderPick _ -> "order.pick";
      case OrderRelease _ -> "order.release";
      case OrderReject _ -> "order.reject";
      case PaymentStart _ -> "payment.start";
      case SaleStart _ -> "sale.start";
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
