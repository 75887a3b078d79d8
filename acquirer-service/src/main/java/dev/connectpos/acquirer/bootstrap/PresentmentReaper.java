package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.OnlineCards;
import dev.connectpos.acquirer.application.Presentments;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Card data that nobody came for does not stay. */
@ApplicationScoped
class PresentmentReaper {
  private final Presentments presentments;
  private final OnlineCards onlineCards;

  PresentmentReaper(Presentments presentments, OnlineCards onlineCards) {
    this.presentments = presentments;
    this.onlineCards = onlineCards;
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void reap() {
    presentments.reap();
    onlineCards.reap();
  }
}
