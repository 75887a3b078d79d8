package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LanesTest {

  @Test
  void runsLanesSideBySide() {
    var both = new CountDownLatch(2);
    Runnable lane =
        () -> {
          both.countDown();
          awaitQuietly(both);
        };

    new Lanes(2).run(List.of(lane, lane));

    assertThat(both.getCount()).isZero();
  }

  @Test
  void runsNoMoreAtOnceThanAllowed() {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    Runnable lane =
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          LockSupport.parkNanos(1_000);
          running.decrementAndGet();
        };

    new Lanes(3).run(Collections.nCopies(200, lane));

    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void endsEveryLaneBeforeItTellsOfAFailure() {
    var done = new AtomicInteger();
    Runnable failing =
        () -> {
          throw new IllegalStateException("on purpose");
        };

    assertThatThrownBy(
            () -> new Lanes(1).run(List.of(failing, done::incrementAndGet, done::incrementAndGet)))
        .hasRootCauseMessage("on purpose");
    assertThat(done).hasValue(2);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
