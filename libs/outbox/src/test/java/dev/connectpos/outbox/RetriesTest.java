package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetriesTest {

  /** Ten seconds later at each look. */
  private static final class Leaping extends Clock {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public Instant instant() {
      now = now.plusSeconds(10);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private final Retries retries =
      new Retries(new Leaping(), Duration.ofNanos(1), Duration.ofSeconds(30));

  @Test
  void repeatsUntilItSucceeds() {
    var attempts = new AtomicInteger();
    String answer =
        retries.call(
            "test",
            () -> {
              if (attempts.incrementAndGet() < 30) {
                throw new IllegalStateException("on purpose");
              }
              return "done";
            });

    assertThat(answer).isEqualTo("done");
    assertThat(attempts).hasValue(30);
    assertThat(retries.longest()).isZero();
  }

  @Test
  void givesUpAtOnceOnAPermanentFailure() {
    var attempts = new AtomicInteger();
    assertThatThrownBy(
            () ->
                retries.call(
                    "test",
                    () -> {
                      attempts.incrementAndGet();
                      throw new PermanentFailureException("never", null);
                    }))
        .isInstanceOf(PermanentFailureException.class);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void doesSomethingElseOncePatienceEnds() {
    var attempts = new AtomicInteger();
    var elsewhere = new AtomicInteger();
    String answer =
        retries.call(
            "test",
            () -> {
              attempts.incrementAndGet();
              throw new IllegalStateException("on purpose");
            },
            retries.patience(),
            cause -> {
              if (elsewhere.incrementAndGet() < 3) {
                throw new IllegalStateException("not now", cause);
              }
              return "parked after " + cause.getMessage();
            });

    assertThat(answer).isEqualTo("parked after on purpose");
    assertThat(elsewhere).hasValue(3);
    assertThat(attempts.get()).isGreaterThan(3);
    assertThat(retries.longest()).isZero();
  }

  @Test
  void tellsForHowLongItHasBeenRetrying() {
    var attempts = new AtomicInteger();
    retries.call(
        "test",
        () -> {
          if (attempts.incrementAndGet() == 1) {
            throw new IllegalStateException("on purpose");
          }
          assertThat(retries.longest()).isEqualTo(Duration.ofSeconds(10));
          return true;
        });
  }

  @Test
  void endsWhenTheServiceStops() {
    retries.stop();
    assertThatThrownBy(
            () ->
                retries.call(
                    "test",
                    () -> {
                      throw new IllegalStateException("on purpose");
                    }))
        .isInstanceOf(Retries.StoppedException.class);
  }
}
