package dev.connectpos.order.application;

import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PaymentId;
import java.util.HashMap;
import java.util.Map;

/**
 * An order as it is kept.
 *
 * @param streamVersion number of events it has published
 * @param heard per payment, the version of the last message about it
 */
public record KeptOrder(OrderState.Placed state, long streamVersion, Map<PaymentId, Long> heard) {

  public KeptOrder {
    heard = Map.copyOf(heard);
  }

  /** Version of the last message heard about a payment, 0 if none. */
  public long lastHeard(PaymentId payment) {
    return heard.getOrDefault(payment, 0L);
  }

  /** The same after some events. */
  public KeptOrder next(OrderState.Placed next, int events) {
    return new KeptOrder(next, streamVersion + events, heard);
  }

  /** The same after a message about a payment. */
  public KeptOrder hearing(PaymentId payment, long version) {
    var more = new HashMap<>(heard);
    more.put(payment, version);
    return new KeptOrder(state, streamVersion, more);
  }
}
