package dev.connectpos.acquirer.application;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** Work beside the calling thread, each on a virtual thread that carries the caller's trace. */
public interface Background {

  /** Starts it and forgets it; what it throws is logged. */
  void run(Runnable task);

  /** Starts it. */
  <T> Future<T> call(Callable<T> task);
}
