package dev.connectpos.terminal.socket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.application.ListSales;
import dev.connectpos.terminal.application.PickOrders;
import dev.connectpos.terminal.application.PrintDocuments;
import dev.connectpos.terminal.domain.Activation;
import dev.connectpos.terminal.domain.Approval;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderOnScreen;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.PastSale;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptState.Approved;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Confirmed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Declined;
import dev.connectpos.terminal.domain.PaymentAttemptState.Expired;
import dev.connectpos.terminal.domain.PaymentAttemptState.Held;
import dev.connectpos.terminal.domain.PaymentAttemptState.Refunded;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Undoing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Verifying;
import dev.connectpos.terminal.domain.PaymentAttemptState.Voided;
import dev.connectpos.terminal.domain.PaymentType;
import dev.connectpos.terminal.domain.PrintJob;
import dev.connectpos.terminal.domain.ReceiptLine;
import dev.connectpos.terminal.domain.SaleCancellation;
import dev.connectpos.terminal.domain.SaleCancellationState.Asked;
import dev.connectpos.terminal.domain.SaleCancellationState.Canceled;
import dev.connectpos.terminal.domain.SaleCancellationState.Refused;
import dev.connectpos.terminal.domain.SalesReport;
import dev.connectpos.terminal.domain.Screen;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.WithdrawReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Frames to terminals, without their {@code seq}. */
final class ServerFrames {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Base 64 makes 43 KiB of it. */
  private static final int CHUNK = 32 * 1024;

  private ServerFrames() {}

  static ObjectNode welcome(Terminal terminal, Duration heartbeat, Screen screen, Instant now) {
    ObjectNode frame =
        frame("welcome")
            .put("epoch", terminal.epoch())
            .put("terminal_id", terminal.id().value())
            .put("active", screen.activation().active())
            .put("mode", wire(screen.activation().mode()))
            .put("heartbeat_ms", heartbeat.toMillis());
    OrderOnScreen current = screen.current();
    if (current != null) {
      if (!current.order().isStandalone()) {
        frame.set("order", order(current.order(), current.owed()));
      }
      PaymentAttempt attempt = current.attempt();
      if (attempt != null) {
        frame.set("payment", result(attempt, now));
      }
    }
    return frame;
  }

  static ObjectNode step(Screen.Step step, Instant now) {
    return switch (step) {
      case Screen.Step.Show(var order, var owed) -> {
        ObjectNode frame = frame("order.show");
        frame.set("order", order(order, owed));
        yield frame;
      }
      case Screen.Step.Withdraw(var order, WithdrawReason reason) ->
          frame("order.withdraw").put("order_id", order.value()).put("reason", wire(reason));
      case Screen.Step.Result(var attempt) -> result(attempt, now);
    };
  }

  static ObjectNode listed(PickOrders.Listing page) {
    ObjectNode frame = frame("order.listed");
    ArrayNode orders = frame.putArray("orders");
    page.orders().forEach(order -> orders.add(order(order, order.owed())));
    return frame.put("more", page.more());
  }

  static ObjectNode activation(Activation activation) {
    return frame("activation")
        .put("active", activation.active())
        .put("mode", wire(activation.mode()));
  }

  static ObjectNode listChanged() {
    return frame("order.list_changed");
  }

  /** A document: what it is, and its image in parts that are each within the limit of a frame. */
  static List<ObjectNode> print(PrintDocuments.Handed handed) {
    PrintJob job = handed.job();
    byte[] image = handed.contents();
    int chunks = Math.ceilDiv(image.length, CHUNK);
    var frames = new ArrayList<ObjectNode>();
    frames.add(
        frame("print.start")
            .put("print_id", job.id().value())
            .put("order_id", job.orderId().value())
            .put("document", wire(job.document()))
            .put("format", wire(job.image().format()))
            .put("width", job.image().width())
            .put("height", job.image().height())
            .put("bytes", image.length)
            .put("sha256", job.image().sha256())
            .put("chunks", chunks));
    for (int i = 0; i < chunks; i++) {
      byte[] part = Arrays.copyOfRange(image, i * CHUNK, Math.min(image.length, (i + 1) * CHUNK));
      frames.add(
          frame("print.data")
              .put("print_id", job.id().value())
              .put("index", i)
              .put("data", Base64.getEncoder().encodeToString(part)));
    }
    return frames;
  }

  static ObjectNode unlocked(Duration left) {
    return frame("admin.unlocked").put("expires_in_ms", left.toMillis());
  }

  /** A wrong password: how many may be tried before the terminal is locked. */
  static ObjectNode wrongPassword(int triesLeft) {
    return error(new FrameError(ErrorCode.WRONG_PASSWORD, "password", "admin.unlock"))
        .put("tries_left", triesLeft);
  }

  /** No password may be tried until then. */
  static ObjectNode adminLocked(Instant until) {
    return error(new FrameError(ErrorCode.ADMIN_LOCKED, null, "admin.unlock"))
        .put("locked_until", until.toString());
  }

  static ObjectNode sales(ListSales.Listing listing) {
    ObjectNode frame = frame("sales.listed").put("date", listing.date().toString());
    ArrayNode sales = frame.putArray("sales");
    listing.sales().forEach(sale -> sales.add(sale(sale)));
    return frame.put("more", listing.more());
  }

  private static ObjectNode sale(PastSale sale) {
    PaymentAttempt payment = sale.payment();
    ObjectNode json =
        JSON.objectNode()
            .put("payment_id", payment.id().value())
            .put("order_id", payment.orderId().value());
    if (sale.orderCode() != null) {
      json.put("code", sale.orderCode());
    }
    return json.put("nsu", sale.approval().nsu())
        .put("authorization_code", sale.approval().authorizationCode())
        .put("amount_minor", sale.amount().minor())
        .put("refunded_minor", sale.refunded().minor())
        .put("currency", sale.amount().currency().name())
        .put("payment_type", wire(payment.sale().type()))
        .put("installments", payment.sale().installments())
        .put("brand", sale.approval().brand())
        .put("last_four", sale.approval().lastFour())
        .put("status", wire(sale.status()))
        .put("at", sale.at().toString())
        .put("standalone", sale.orderCode() == null)
        .put("cancelable", sale.isCancelable());
  }

  static ObjectNode cancellation(SaleCancellation cancellation) {
    ObjectNode frame =
        frame("cancel.result")
            .put("cancel_id", cancellation.cancelId().value())
            .put("payment_id", cancellation.paymentId().value());
    switch (cancellation.state()) {
      case Asked _ -> frame.put("status", "processing");
      case Canceled(var kind, var _) -> frame.put("status", "canceled").put("kind", wire(kind));
      case Refused(var code, var message, var _) ->
          frame.put("status", "refused").put("code", code).put("message", message);
    }
    return frame
        .put("amount_minor", cancellation.amount().minor())
        .put("currency", cancellation.amount().currency().name())
        .put("nsu", cancellation.nsu());
  }

  static ObjectNode report(SalesReport report) {
    ObjectNode frame =
        frame("report")
            .put("date", report.date().toString())
            .put("time_zone", report.zone().getId())
            .put("currency", Currency.BRL.name());
    ArrayNode rows = frame.putArray("rows");
    for (SalesReport.Row row : report.rows()) {
      ObjectNode json =
          rows.addObject().put("payment_type", wire(row.type())).put("brand", row.brand());
      sums(json, row.sums());
    }
    sums(frame.putObject("total"), report.total());
    return frame;
  }

  private static void sums(ObjectNode json, SalesReport.Sums sums) {
    json.put("sales", sums.sales())
        .put("amount_minor", sums.sold().minor())
        .put("canceled", sums.canceled())
        .put("canceled_minor", sums.givenBack().minor());
  }

  static ObjectNode ping() {
    return frame("ping");
  }

  static ObjectNode error(FrameError error) {
    ObjectNode frame =
        frame("error").put("code", error.code().wire()).put("message", error.code().message());
    if (error.field() != null) {
      frame.put("field", error.field());
    }
    if (error.inReplyTo() != null) {
      frame.put("in_reply_to", error.inReplyTo());
    }
    return frame;
  }

  private static ObjectNode order(OpenOrder order, Money owed) {
    OrderTerms terms = order.terms();
    ObjectNode json =
        JSON.objectNode().put("order_id", order.id().value()).put("code", terms.code());
    if (terms.displayName() != null) {
      json.put("display_name", terms.displayName());
    }
    json.put("mode", order.isListed() ? "listed" : "direct")
        .put("amount_minor", terms.amount().minor())
        .put("owed_minor", owed.minor())
        .put("currency", terms.amount().currency().name());
    ObjectNode payment = json.putObject("payment");
    PaymentType type = terms.paymentType();
    if (type != null) {
      payment.put("type", wire(type));
    }
    payment
        .put("installments", terms.installments())
        .put("installment_type", wire(terms.installmentType()));
    json.put("operation_type", wire(terms.onApproval().operationType()));
    if (terms.expiresAt() != null) {
      json.put("expires_at", terms.expiresAt().toString());
    }
    json.put("print_order_receipt", terms.receipt().printed());
    if (terms.receipt().printed()) {
      ArrayNode lines = json.putArray("receipt_lines");
      for (ReceiptLine line : terms.receipt().lines()) {
        lines
            .addObject()
            .put("description", line.description())
            .put("quantity", line.quantity())
            .put("amount_minor", line.price().minor());
      }
    }
    return json;
  }

  static ObjectNode result(PaymentAttempt attempt, Instant now) {
    ObjectNode frame =
        frame("payment.result")
            .put("order_id", attempt.orderId().value())
            .put("attempt_id", attempt.attemptId().value())
            .put("payment_id", attempt.id().value())
            .put("status", wire(attempt.state().result()));
    Money asked = attempt.sale().amount();
    switch (attempt.state()) {
      case Authorizing _, Verifying _, Undoing _, Reversing _ -> {}
      case Approved(var approval, var confirmBy) ->
          approved(frame, asked, approval).put("confirm_within_ms", left(now, confirmBy));
      case Confirmed(var approval, var confirmBy) ->
          approved(frame, asked, approval).put("confirm_within_ms", left(now, confirmBy));
      case Held(var approval, var operation, var captureBy) ->
          approved(frame, asked, approval)
              .put("operation_type", wire(operation))
              .put("capture_by", captureBy.toString());
      case Captured(var approval, var amount) -> approved(frame, amount, approval);
      case Refunded(var approval, var amount, var refunded) ->
          approved(frame, amount, approval).put("refunded_minor", refunded.minor());
      case Voided(var approval) -> approved(frame, asked, approval);
      case Expired(var approval) -> approved(frame, asked, approval);
      case Declined(var refusal) ->
          frame
              .put("return_code", refusal.returnCode())
              .put("message", refusal.message())
              .put("guidance", refusal.guidance())
              .put("retryable", refusal.retryable());
      case Reversed(var reason) -> frame.put("reason", reason);
    }
    return frame;
  }

  private static ObjectNode approved(ObjectNode frame, Money amount, Approval approval) {
    frame
        .put("amount_minor", amount.minor())
        .put("currency", amount.currency().name())
        .put("nsu", approval.nsu())
        .put("authorization_code", approval.authorizationCode())
        .put("brand", approval.brand())
        .put("last_four", approval.lastFour())
        .put("return_code", approval.returnCode());
    if (approval.message() != null) {
      frame.put("message", approval.message());
    }
    return frame;
  }

  private static long left(Instant now, Instant deadline) {
    return Math.max(0, Duration.between(now, deadline).toMillis());
  }

  private static String wire(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode frame(String type) {
    return JSON.objectNode().put("type", type);
  }
}
