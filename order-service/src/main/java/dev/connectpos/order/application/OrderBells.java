package dev.connectpos.order.application;

import dev.connectpos.order.domain.OrderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Calls that wait for something to happen to an order, on any replica.
 *
 * <ol>
 *   <li>Hang up a bell for the order.
 *   <li>Look. What happened before is seen now; what happens later rings the bell.
 *   <li>Sleep until it rings or the time is over, and look again.
 * </ol>
 *
 * <p>A lost ring costs time, never the answer: the last look is at the time limit.
 */
@ApplicationScoped
public class OrderBells {
  private final Map<OrderId, Set<Semaphore>> bells = new ConcurrentHashMap<>();

  /** Wakes who waits for the order. */
  public void ring(OrderId order) {
    bells.getOrDefault(order, Set.of()).forEach(Semaphore::release);
  }

  /**
   * Looks until it is enough, at most for so long. Not in a transaction: each look has its own.
   *
   * @param look asks for the state as it is now
   * @return what was seen last
   */
  <T> T await(OrderId order, Duration limit, Supplier<T> look, Predicate<T> enough)
      throws InterruptedException {
    var bell = new Semaphore(0);
    hang(order, bell);
    try {
      long end = System.nanoTime() + limit.toNanos();
      T seen = look.get();
      while (!enough.test(seen)) {
        boolean rung = bell.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        bell.drainPermits();
        seen = look.get();
        if (!rung) {
          return seen;
        }
      }
      return seen;
    } finally {
      takeDown(order, bell);
    }
  }

  private void hang(OrderId order, Semaphore bell) {
    bells.compute(
        order,
        (_, hung) -> {
          Set<Semaphore> all = hung == null ? ConcurrentHashMap.newKeySet() : hung;
          all.add(bell);
          return all;
        });
  }

  private void takeDown(OrderId order, Semaphore bell) {
    bells.computeIfPresent(
        order,
        (_, hung) -> {
          hung.remove(bell);
          return hung.isEmpty() ? null : hung;
        });
  }
}
