package dev.connectpos.order.application;

import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PaymentId;
import java.util.HashMap;
import java.util.Map;

/**
 * An order as it is kept.
 *
 * @param streamVersion number of events it has published
 * @param cursors where the streams about each payment stand
 */
public record KeptOrder(
    OrderState.Placed state, long streamVersion, Map<PaymentId, Cursor> cursors) {

  /**
   * Where the streams about one payment stand.
   *
   * @param heard version of the last message of the acquirer, 0 if none
   * @param commands number of commands given to it
   */
  public record Cursor(long heard, long commands) {}

  private static final Cursor NOTHING = new Cursor(0, 0);

  public KeptOrder {
    cursors = Map.copyOf(cursors);
  }

  /** Where the streams about a payment stand. */
  public Cursor cursor(PaymentId payment) {
    return cursors.getOrDefault(payment, NOTHING);
  }

  /** The same after some events. */
  public KeptOrder next(OrderState.Placed next, int events) {
    return new KeptOrder(next, streamVersion + events, cursors);
  }

  /** The same after a message about a payment. */
  public KeptOrder hearing(PaymentId payment, long version) {
    return at(payment, new Cursor(version, cursor(payment).commands()));
  }

  /** The same after a command about a payment. */
  public KeptOrder commanding(PaymentId payment) {
    var before = cursor(payment);
    return at(payment, new Cursor(before.heard(), before.commands() + 1));
  }

  private KeptOrder at(PaymentId payment, Cursor cursor) {
    var more = new HashMap<>(cursors);
    more.put(payment, cursor);
    return new KeptOrder(state, streamVersion, more);
  }
}
