package dev.connectpos.acquirer.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.clock.ShiftableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NextDueTest {
  private final ShiftableClock clock = new ShiftableClock(Clock.systemUTC());
  private final NextDue alarm = new NextDue(clock);

  /** Sleeps in another thread until the alarm. */
  private void sleepWhile(Runnable something) throws Exception {
    var slept = new CompletableFuture<Boolean>();
    Thread sleeper =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    alarm.sleep();
                    slept.complete(true);
                  } catch (InterruptedException e) {
                    slept.completeExceptionally(e);
                  }
                });
    await().until(() -> sleeper.getState() == Thread.State.TIMED_WAITING);
    something.run();
    assertThat(slept.get()).isTrue();
  }

  @Test
  void whoIsWokenWakesThoughTheClockWasPutBehindTheAlarm() throws Exception {
    alarm.set(clock.instant().plusSeconds(3600));
    sleepWhile(
        () -> {
          clock.putForward(Duration.ofDays(180));
          alarm.wake();
        });
  }

  @Test
  void aWakingDuringTheRoundIsNotSleptOver() throws Exception {
    alarm.clear();
    alarm.wake();
    alarm.set(clock.instant().plusSeconds(3600));
    alarm.sleep();
  }
}
