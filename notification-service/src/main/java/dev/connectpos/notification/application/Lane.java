package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.Breaker;
import dev.connectpos.notification.domain.EndpointId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One endpoint's queue, so that it waits for nobody but itself (N4).
 *
 * <ol>
 *   <li>A signal says that something may be due. The first signal starts a pump; signals during a
 *       pump make it pump once more, so none is lost and there is never more than one pump.
 *   <li>A pump takes the free slots, claims as many deliveries, and starts one virtual thread for
 *       each.
 *   <li>A finished attempt gives its slot back, and signals if the last claim may have left
 *       something behind.
 *   <li>While the breaker is open a pump claims nothing; it ends with a signal.
 * </ol>
 */
final class Lane {
  private final EndpointId endpoint;
  private final Semaphore slots;
  private final AtomicInteger signals = new AtomicInteger();
  private final Breaker breaker;
  private volatile boolean more;
  private Breaker.State state = new Breaker.State.Closed(0);

  Lane(EndpointId endpoint, int slots, Breaker breaker) {
    this.endpoint = endpoint;
    this.breaker = breaker;
    this.slots = new Semaphore(slots);
  }

  EndpointId endpoint() {
    return endpoint;
  }

  /** Whether the caller is to start the pump. */
  boolean signalled() {
    return signals.getAndIncrement() == 0;
  }

  /** Signals the pump has to answer; it ends when {@link #answered} says so. */
  int pending() {
    return signals.get();
  }

  /** Whether no signal came since {@link #pending} was read. */
  boolean answered(int pending) {
    return signals.addAndGet(-pending) == 0;
  }

  /** Where the breaker is now. */
  synchronized Breaker.State breaker(Instant now) {
    state = breaker.at(state, now);
    return state;
  }

  /**
   * Takes an attempt's outcome into account.
   *
   * @return until when the endpoint rests, if this opened the breaker
   */
  synchronized Optional<Instant> concluded(boolean success, Instant now) {
    Breaker.State before = breaker(now);
    state = breaker.after(before, success, now);
    return state instanceof Breaker.State.Open open && !state.equals(before)
        ? Optional.of(open.until())
        : Optional.empty();
  }

  int takeSlots() {
    return slots.drainPermits();
  }

  void giveSlots(int number) {
    slots.release(number);
  }

  boolean hasSlots() {
    return slots.availablePermits() > 0;
  }

  boolean mayHaveMore() {
    return more;
  }

  void mayHaveMore(boolean mayHaveMore) {
    more = mayHaveMore;
  }
}
