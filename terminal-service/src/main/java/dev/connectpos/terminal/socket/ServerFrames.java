package dev.connectpos.terminal.socket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.application.PickOrders;
import dev.connectpos.terminal.application.PrintDocuments;
import dev.connectpos.terminal.domain.Activation;
import dev.connectpos.terminal.domain.Approval;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderOnScreen;
import dev.connectpos.terminal.domain.OrderTerms;
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
    return json.put("print_order_receipt", terms.printReceipt());
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
