package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.TestClock;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Where the test clock is enabled, every replica shows the same time, and so after a restart. */
@ApplicationScoped
class TestClockKeeper {
  private static final int BEFORE_OTHERS = 1;

  private final TestClock clock;
  private final AcquirerConfig config;

  TestClockKeeper(TestClock clock, AcquirerConfig config) {
    this.clock = clock;
    this.config = config;
  }

  void start(@Observes @Priority(BEFORE_OTHERS) StartupEvent event) {
    adopt();
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void adopt() {
    if (config.testClock().enabled()) {
      clock.adopt();
    }
  }
}
