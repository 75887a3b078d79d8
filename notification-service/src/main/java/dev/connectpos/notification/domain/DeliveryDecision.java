package dev.connectpos.notification.domain;

import java.util.List;

/** What the machine says to a command. */
public sealed interface DeliveryDecision {

  /** It is done. */
  record Accepted(DeliveryState next, List<DeliveryEvent> events) implements DeliveryDecision {

    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** It was done before; success, and nothing changes. */
  record AlreadyDone(DeliveryState state) implements DeliveryDecision {}

  /** It cannot be done. */
  record Rejected(DeliveryRejection reason) implements DeliveryDecision {}
}
