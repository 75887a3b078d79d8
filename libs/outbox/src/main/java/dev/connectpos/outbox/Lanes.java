package dev.connectpos.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Runs lanes side by side on virtual threads, so many at once in the whole process. */
final class Lanes {
  private final Semaphore permits;

  Lanes(int atOnce) {
    this.permits = new Semaphore(atOnce);
  }

  /**
   * Runs every lane and returns when all have ended.
   *
   * @throws RuntimeException the first failure of a lane; the others have ended too
   */
  void run(List<Runnable> lanes) {
    var running = new ArrayList<Future<?>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Runnable lane : lanes) {
        permits.acquire();
        running.add(
            threads.submit(
                () -> {
                  try {
                    lane.run();
                  } finally {
                    permits.release();
                  }
                }));
      }
      for (Future<?> lane : running) {
        lane.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted among lanes", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a lane failed", e.getCause());
    }
  }
}
