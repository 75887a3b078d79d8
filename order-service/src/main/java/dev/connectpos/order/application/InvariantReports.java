package dev.connectpos.order.application;

import dev.connectpos.order.application.Captures.Captured;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Looks for what breaks an invariant, a page at a time, each by an index. */
public interface InvariantReports {

  /** The orders of the newest charges, newest first; one may come more than once. */
  List<String> newestOrders(int limit);

  /** All orders, by id: those after one; empty means the first. */
  List<String> ordersAfter(String orderId, int limit);

  /** Which of these are paid more than they may be, or not what their charges are. */
  List<String> overpaid(Collection<String> orderIds);

  /** The payments of the newest card charges, newest first. */
  List<String> newestPayments(int limit);

  /** The payments of all card charges, by id: those after one; empty means the first. */
  List<String> paymentsAfter(String paymentId, int limit);

  /**
   * Of which payments no one charge has what was captured, or was not told of.
   *
   * @param captured as the acquirer says; 0 for payments that it does not know
   * @param now of the business; what is younger than a day was told of
   */
  List<String> disagreeing(Collection<Captured> captured, Instant now);
}
