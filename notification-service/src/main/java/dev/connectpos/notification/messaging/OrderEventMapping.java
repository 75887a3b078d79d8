package dev.connectpos.notification.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.connectpos.notification.application.OrderFact;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookType;
import dev.connectpos.order.events.v1.ChargePaid;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.order.events.v1.OrderPaymentFailed;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.PermanentFailureException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Order events as notifications: which type each is, and the resource it shows. */
final class OrderEventMapping {
  private static final JsonFactory JSON = new JsonFactory();

  private OrderEventMapping() {}

  private record Content(HookType type, String account, String orderId, String resourceJson) {}

  /**
   * @throws PermanentFailureException if nobody here knows the event, or its resource is no JSON
   *     object: it would break the body of the webhook
   */
  static OrderFact fact(InboundMessage message, OrderEvent event, @Nullable String traceParent) {
    Content content =
        switch (event.getPayload()) {
          case OrderPlaced placed ->
              new Content(
                  HookType.ORDER_CREATED,
                  placed.getAccountId(),
                  placed.getOrderId(),
                  placed.getResourceJson());
          case OrderClosed closed ->
              new Content(
                  HookType.ORDER_CLOSED,
                  closed.getAccountId(),
                  closed.getOrderId(),
                  closed.getResourceJson());
          case ChargePaid paid ->
              new Content(
                  HookType.CHARGE_PAID,
                  paid.getAccountId(),
                  paid.getOrderId(),
                  paid.getResourceJson());
          case OrderPaymentFailed failed ->
              new Content(
                  HookType.ORDER_PAYMENT_FAILED,
                  failed.getAccountId(),
                  failed.getOrderId(),
                  failed.getResourceJson());
          default -> throw Reading.unknown(message);
        };
    requireObject(content.resourceJson(), message);
    return new OrderFact(
        message.eventId(),
        content.type(),
        new AccountId(content.account()),
        content.orderId(),
        message.aggregateVersion(),
        message.occurredAt(),
        message.correlationId(),
        traceParent,
        content.resourceJson());
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
