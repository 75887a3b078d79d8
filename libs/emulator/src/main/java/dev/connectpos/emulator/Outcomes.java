package dev.connectpos.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the last attempts for orders ended, as far as this terminal remembers. Forgotten with the
 * process; the server knows better anyway.
 */
final class Outcomes {

  /** How an attempt ended. */
  enum Outcome {
    PAID,
    DECLINED,
    REVERSED,
    /** Not to be paid from here until the server shows the order again. */
    BLOCKED
  }

  private static final int REMEMBERED_ORDERS = 100;

  /** A card whose payments are undone this often in a row is not presented again by itself. */
  private static final int UNDONE_MAX = 3;

  private final Map<String, Outcome> ofOrders = new LinkedHashMap<>();
  private int undone;
  private String undoneOrder = "";

  void remember(String orderId, Outcome outcome) {
    ofOrders.remove(orderId);
    ofOrders.put(orderId, outcome);
    if (ofOrders.size() > REMEMBERED_ORDERS) {
      ofOrders.remove(ofOrders.keySet().iterator().next());
    }
    if (outcome == Outcome.REVERSED) {
      undone = orderId.equals(undoneOrder) ? undone + 1 : 1;
      undoneOrder = orderId;
    }
  }

  @Nullable Outcome of(String orderId) {
    return ofOrders.get(orderId);
  }

  /** Whether the last payments of the same order were undone too often to go on by oneself. */
  boolean undoneTooOften() {
    return undone >= UNDONE_MAX;
  }

  /** The shopper tries again: the count starts anew. */
  void tryAgain() {
    undone = 0;
  }
}
