package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.Presentments;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Card data that nobody came for does not stay. */
@ApplicationScoped
class PresentmentReaper {
  private final Presentments presentments;

  PresentmentReaper(Presentments presentments) {
    this.presentments = presentments;
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void reap() {
    presentments.reap();
  }
}
