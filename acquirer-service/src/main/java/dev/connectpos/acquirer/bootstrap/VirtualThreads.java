package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.Background;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One virtual thread for each task: they wait for the network, which costs nothing, and what they
 * may do at a time is bounded by whoever starts them.
 */
@ApplicationScoped
class VirtualThreads implements Background {
  private static final Logger LOG = Logger.getLogger(VirtualThreads.class);

  /** For outcomes that are about to be stored; the others are enquired after the restart. */
  private static final long GRACE_SECONDS = 3;

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("payments-", 0).factory());
  private final ExecutorService traced = Context.taskWrapping(threads);

  @Override
  public void run(Runnable task) {
    traced.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            LOG.error("background task failed", e);
          }
        });
  }

  @Override
  public <T> Future<T> call(Callable<T> task) {
    return traced.submit(task);
  }

  /** Before the connection pools close. */
  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
      threads.shutdownNow();
      LOG.info("calls to the network were cut off; they will be enquired");
    }
  }
}
