package dev.connectpos.order.application;

import dev.connectpos.order.domain.OrderEvent;
import dev.connectpos.order.domain.OrderState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where the facts about orders go, in the transaction that makes them true. */
public interface OrderEvents {

  /** Publishes facts of one order, in order. */
  void publish(List<Fact> facts);

  /** Publishes that a cancellation is refused for want of its order. */
  void refuse(Unplaced fact);

  /**
   * One fact.
   *
   * @param id UUIDv7; the message id for ever
   * @param order as it is after the event
   * @param version its place in the order's stream, from 1
   * @param resource the resource concerned, as the API shows it now
   */
  record Fact(
      UUID id,
      OrderEvent event,
      OrderState.Placed order,
      long version,
      Instant at,
      String resource,
      Origin origin) {}

  /**
   * A terminal wants a sale undone of an order that the account does not have. The first and last
   * fact of the request's own stream.
   *
   * @param id UUIDv7; the message id for ever
   */
  record Unplaced(UUID id, CancellationNews news, Instant at) {}
}
