package dev.connectpos.order.application;

import dev.connectpos.order.domain.OrderState;
import jakarta.enterprise.context.ApplicationScoped;

/** Sets the alarm for an order that closes by itself, when the row that says so can be found. */
@ApplicationScoped
class DueAlarm {
  private final NextDue nextDue;
  private final AfterCommit afterCommit;

  DueAlarm(NextDue nextDue, AfterCommit afterCommit) {
    this.nextDue = nextDue;
    this.afterCommit = afterCommit;
  }

  void set(OrderState.Placed order) {
    var expiresAt = order.order().expiresAt();
    if (expiresAt != null && order instanceof OrderState.Open) {
      afterCommit.run(() -> nextDue.set(expiresAt));
    }
  }
}
