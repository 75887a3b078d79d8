package dev.connectpos.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wish to stop that ends every pause at once. */
final class Stop {
  private final CountDownLatch latch = new CountDownLatch(1);

  void request() {
    latch.countDown();
  }

  boolean requested() {
    return latch.getCount() == 0;
  }

  /** Pauses; answers true if it ended early because a stop is wished. */
  boolean pause(Duration length) throws InterruptedException {
    return latch.await(length.toNanos(), TimeUnit.NANOSECONDS);
  }
}
