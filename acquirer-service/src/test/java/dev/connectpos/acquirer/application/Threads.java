package dev.connectpos.acquirer.application;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Virtual threads without a container. */
final class Threads implements Background {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public void run(Runnable task) {
    threads.execute(task);
  }

  @Override
  public <T> Future<T> call(Callable<T> task) {
    return threads.submit(task);
  }

  void close() {
    threads.shutdownNow();
  }
}
