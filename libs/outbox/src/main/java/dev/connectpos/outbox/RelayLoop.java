package dev.connectpos.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Runs a relay for as long as the service lives, starting it again whenever it breaks. */
final class RelayLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RelayLoop.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final int DOUBLINGS = 4;
  private static final Duration HEALTHY_AFTER = Duration.ofSeconds(30);
  private static final Duration LAST_WORDS = Duration.ofSeconds(20);

  private final Relay relay;
  private final RelayState state;
  private final Stop stop = new Stop();
  private final Thread thread;

  RelayLoop(Relay relay, RelayState state) {
    this.relay = relay;
    this.state = state;
    this.thread = Thread.ofPlatform().daemon().name("outbox-relay").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Stops in good order: what was read is acknowledged and confirmed, if Kafka answers in time. */
  @Override
  public void close() {
    stop.request();
    try {
      thread.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      int failures = 0;
      while (!stop.requested()) {
        long startedAt = System.nanoTime();
        try {
          relay.run(stop);
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception e) {
          state.broken();
          boolean wasHealthy = System.nanoTime() - startedAt > HEALTHY_AFTER.toNanos();
          failures = wasHealthy ? 0 : Math.min(failures + 1, DOUBLINGS);
          Duration pause = FIRST_PAUSE.multipliedBy(1L << failures);
          LOG.warnf(e, "the relay broke and starts again in about %s", pause);
          stop.pause(pause.plusMillis(ThreadLocalRandom.current().nextLong(100)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      state.stopped();
    }
  }
}
