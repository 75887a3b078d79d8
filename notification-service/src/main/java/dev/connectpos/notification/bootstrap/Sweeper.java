package dev.connectpos.notification.bootstrap;

import dev.connectpos.notification.application.Retention;
import dev.connectpos.notification.application.SigningKeys;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Deletes what is old, every minute, at most so many batches, and gives keys their successors.
 * Every replica does; they skip each other's rows.
 */
@ApplicationScoped
class Sweeper {

  /** At most 300,000 rows of a kind, so that a backlog is worked off and the sweep still ends. */
  private static final int MAX_BATCHES = 600;

  private final Retention retention;
  private final SigningKeys keys;

  Sweeper(Retention retention, SigningKeys keys) {
    this.retention = retention;
    this.keys = keys;
  }

  @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    keys.rotate();
    for (int batch = 0; batch < MAX_BATCHES && retention.sweep(); batch++) {
      // Each batch is a transaction of its own; what is left waits for the next turn.
    }
  }
}
