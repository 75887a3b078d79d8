package dev.connectpos.order.domain;

import java.util.List;

/** What an order makes of a command. */
public sealed interface Decision {

  /**
   * It is done: the next state, what others are to hear, and what the acquirer is asked.
   *
   * @param asks in the order in which they are to be asked
   */
  record Accepted(OrderState.Placed next, List<OrderEvent> events, List<ChargeAsk> asks)
      implements Decision {
    public Accepted {
      events = List.copyOf(events);
      asks = List.copyOf(asks);
    }

    Accepted(OrderState.Placed next, OrderEvent... events) {
      this(next, List.of(events), List.of());
    }
  }

  /** It was done before; success, and nothing to say. */
  record AlreadyDone(OrderState.Placed state) implements Decision {}

  /** It is refused and nothing changed. */
  record Rejected(OrderRejection reason) implements Decision {}
}
