package dev.connectpos.order.domain;

import java.util.List;

/** What an order makes of a command. */
public sealed interface Decision {

  /** It is done: the next state, and what others are to hear. */
  record Accepted(OrderState.Placed next, List<OrderEvent> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** It was done before; success, and nothing to say. */
  record AlreadyDone(OrderState.Placed state) implements Decision {}

  /** It is refused and nothing changed. */
  record Rejected(OrderRejection reason) implements Decision {}
}
