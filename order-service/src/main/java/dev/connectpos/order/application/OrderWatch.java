package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.OrderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Waits for what becomes of an order (feature 21). */
@ApplicationScoped
public class OrderWatch {
  private final Orders orders;
  private final OrderBells bells;

  OrderWatch(Orders orders, OrderBells bells) {
    this.orders = orders;
    this.bells = bells;
  }

  /**
   * The order as the API shows it as soon as more has come of it than at the start of the call, or
   * at the time limit; at once if nothing more is expected.
   */
  public Optional<String> outcome(AccountId account, OrderId id, Duration limit)
      throws InterruptedException {
    var first = orders.watch(account, id);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    var before = first.get();
    return bells
        .await(
            id,
            limit,
            () -> orders.watch(account, id),
            now ->
                now.isEmpty() || before.isFinal() || !now.get().outcome().equals(before.outcome()))
        .map(Orders.Watched::body);
  }
}
