package dev.connectpos.order.bootstrap;

import dev.connectpos.order.application.Idempotency;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Deletes expired idempotency keys, in small transactions. Every replica does; they skip each
 * other's rows.
 */
@ApplicationScoped
class Reaper {
  private static final int MAX_BATCHES = 20;

  private final Idempotency idempotency;

  Reaper(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  @Scheduled(
      every = "{connect.idempotency.reap-every}",
      delayed = "{connect.idempotency.reap-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void reap() {
    for (int batch = 0; batch < MAX_BATCHES && idempotency.reap(); batch++) {
      // Each batch is a transaction of its own; what is left waits for the next turn.
    }
  }
}
