package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.DeliveryEvent;
import java.time.Instant;
import java.util.List;

/** The service's own facts, stated in the running transaction. */
public interface Events {

  /**
   * @param before the delivery before the facts, whose version they continue
   */
  void append(Delivery before, List<DeliveryEvent> events, Origin origin, Instant at);
}
