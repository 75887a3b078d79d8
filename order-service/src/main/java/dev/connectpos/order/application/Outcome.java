package dev.connectpos.order.application;

import dev.connectpos.order.domain.ChargeRequest;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PaymentStanding;
import dev.connectpos.order.domain.TerminalStatus;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has come of an order so far, to be compared: who waits for it wants to know of a charge that
 * appears or changes, of a payment that was declined or undone, of the operator's no to it, and of
 * the order's end.
 *
 * @param rejected whether the operator took it off the screen
 * @param payments those whose outcome is known
 */
public record Outcome(
    boolean closed, boolean rejected, SortedMap<PaymentId, PaymentStanding> payments) {

  public Outcome {
    payments = Collections.unmodifiableSortedMap(new TreeMap<>(payments));
  }

  static Outcome of(OrderState.Placed order) {
    var payments = new TreeMap<PaymentId, PaymentStanding>();
    order
        .payments()
        .standings()
        .forEach(
            (payment, standing) -> {
              if (!(standing instanceof PaymentStanding.Live)) {
                payments.put(payment, standing);
              }
            });
    boolean rejected =
        order instanceof OrderState.Open open && open.onTerminal() == TerminalStatus.REJECTED;
    return new Outcome(order instanceof OrderState.Closed, rejected, payments);
  }

  /** Whether the order is closed and nothing more is expected, so that nobody needs to wait. */
  static boolean isFinal(OrderState.Placed order) {
    boolean asked =
        order.payments().charges().stream()
            .flatMap(charge -> charge.requests().stream())
            .anyMatch(ChargeRequest::isOpen);
    return order instanceof OrderState.Closed && !asked && !order.payments().inProgress();
  }
}
