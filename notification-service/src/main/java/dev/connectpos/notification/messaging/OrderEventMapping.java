package dev.connectpos.notification.messaging;

import static dev.connectpos.notification.domain.HookType.CHARGE_CREATED;
import static dev.connectpos.notification.domain.HookType.CHARGE_EXPIRED;
import static dev.connectpos.notification.domain.HookType.CHARGE_OVERPAID;
import static dev.connectpos.notification.domain.HookType.CHARGE_PAID;
import static dev.connectpos.notification.domain.HookType.CHARGE_PARTIAL_CANCELED;
import static dev.connectpos.notification.domain.HookType.CHARGE_PAYMENT_FAILED;
import static dev.connectpos.notification.domain.HookType.CHARGE_PENDING;
import static dev.connectpos.notification.domain.HookType.CHARGE_PROCESSING;
import static dev.connectpos.notification.domain.HookType.CHARGE_REFUNDED;
import static dev.connectpos.notification.domain.HookType.CHARGE_UNDERPAID;
import static dev.connectpos.notification.domain.HookType.CHARGE_UPDATED;
import static dev.connectpos.notification.domain.HookType.ORDER_CANCELED;
import static dev.connectpos.notification.domain.HookType.ORDER_CLOSED;
import static dev.connectpos.notification.domain.HookType.ORDER_CREATED;
import static dev.connectpos.notification.domain.HookType.ORDER_EXPIRED;
import static dev.connectpos.notification.domain.HookType.ORDER_PAID;
import static dev.connectpos.notification.domain.HookType.ORDER_PAYMENT_FAILED;
import static dev.connectpos.notification.domain.HookType.ORDER_UPDATED;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.connectpos.notification.application.Fact;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookType;
import dev.connectpos.order.events.v1.CancellationRefused;
import dev.connectpos.order.events.v1.ChargeCreated;
import dev.connectpos.order.events.v1.ChargeExpired;
import dev.connectpos.order.events.v1.ChargeFailed;
import dev.connectpos.order.events.v1.ChargeOverpaid;
import dev.connectpos.order.events.v1.ChargePaid;
import dev.connectpos.order.events.v1.ChargePartiallyCanceled;
import dev.connectpos.order.events.v1.ChargePending;
import dev.connectpos.order.events.v1.ChargeProcessing;
import dev.connectpos.order.events.v1.ChargeRefunded;
import dev.connectpos.order.events.v1.ChargeUnderpaid;
import dev.connectpos.order.events.v1.ChargeUpdated;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.order.events.v1.OrderPaymentFailed;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.order.events.v1.OrderUpdated;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.PermanentFailureException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Order events as notifications: which types each is told as, and the resource they show. What is
 * said to a terminal alone is told as nothing.
 */
final class OrderEventMapping {
  private static final JsonFactory JSON = new JsonFactory();

  private OrderEventMapping() {}

  private record Content(
      List<HookType> types, String account, String orderId, String resourceJson) {}

  /**
   * What the event is told as, in the order in which receivers should hear it; nothing if it is
   * none of a PDV's business.
   *
   * @throws PermanentFailureException if nobody here knows the event, or its resource is no JSON
   *     object: it would break the body of the webhook
   */
  static List<Fact> facts(InboundMessage message, OrderEvent event, @Nullable String traceParent) {
    return content(message, event)
        .map(content -> facts(message, content, traceParent))
        .orElse(List.of());
  }

  private static List<Fact> facts(
      InboundMessage message, Content content, @Nullable String traceParent) {
    requireObject(content.resourceJson(), message);
    return content.types().stream()
        .map(
            type ->
                new Fact(
                    message.eventId(),
                    type,
                    new AccountId(content.account()),
                    Optional.of(content.orderId()),
                    message.aggregateVersion(),
                    message.occurredAt(),
                    message.correlationId(),
                    traceParent,
                    content.resourceJson()))
        .toList();
  }

  private static Optional<Content> content(InboundMessage message, OrderEvent event) {
    return switch (event.getPayload()) {
      case OrderPlaced it ->
          told(ORDER_CREATED, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case OrderUpdated it ->
          told(ORDER_UPDATED, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case OrderPaymentFailed it ->
          told(ORDER_PAYMENT_FAILED, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case OrderClosed it ->
          told(closed(message, it), it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargePending it ->
          told(CHARGE_PENDING, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargePaid it ->
          told(CHARGE_PAID, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargeUnderpaid it ->
          told(CHARGE_UNDERPAID, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargeOverpaid it ->
          told(CHARGE_OVERPAID, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargeUpdated it ->
          told(CHARGE_UPDATED, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargePartiallyCanceled it ->
          told(CHARGE_PARTIAL_CANCELED, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargeRefunded it ->
          told(CHARGE_REFUNDED, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargeExpired it ->
          told(CHARGE_EXPIRED, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargeCreated it ->
          told(CHARGE_CREATED, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargeProcessing it ->
          told(CHARGE_PROCESSING, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      case ChargeFailed it ->
          told(CHARGE_PAYMENT_FAILED, it.getAccountId(), it.getOrderId(), it.getResourceJson());
      // The terminal that wanted the cancellation hears of it; the charge is what it was.
      case CancellationRefused _ -> Optional.empty();
      default -> throw Reading.unknown(message);
    };
  }

  private static Optional<Content> told(
      HookType type, String account, String orderId, String resourceJson) {
    return told(List.of(type), account, orderId, resourceJson);
  }

  private static Optional<Content> told(
      List<HookType> types, String account, String orderId, String resourceJson) {
    return Optional.of(new Content(types, account, orderId, resourceJson));
  }

  /** Closed, what became of it, and, where nobody asked for it, that its time ran out. */
  private static List<HookType> closed(InboundMessage message, OrderClosed event) {
    HookType outcome =
        switch (event.getStatus()) {
          case PAID -> ORDER_PAID;
          case CANCELED -> ORDER_CANCELED;
          case FAILED -> ORDER_PAYMENT_FAILED;
          case UNKNOWN -> throw Reading.unknown(message);
        };
    return switch (event.getCause()) {
      case REQUESTED, SETTLED -> List.of(ORDER_CLOSED, outcome);
      case EXPIRED -> List.of(ORDER_CLOSED, outcome, ORDER_EXPIRED);
      case UNKNOWN -> throw Reading.unknown(message);
    };
  }

  private static void requireObject(String json, InboundMessage message) {
    try (var parser = JSON.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        parser.skipChildren();
        if (parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null) {
          return;
        }
      }
    } catch (IOException e) {
      throw new PermanentFailureException(
          "the resource of " + message.type() + " " + message.eventId() + " is not JSON", e);
    }
    throw new PermanentFailureException(
        "the resource of " + message.type() + " " + message.eventId() + " is no JSON object", null);
  }
}
