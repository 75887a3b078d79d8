package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.SavedCards;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** After a new key was put first, no card needs the old one for long. */
@ApplicationScoped
class DataKeyRotation {
  private final SavedCards cards;

  DataKeyRotation(SavedCards cards) {
    this.cards = cards;
  }

  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void rewrap() {
    cards.rewrap();
  }
}
