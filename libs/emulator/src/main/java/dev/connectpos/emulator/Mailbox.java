package dev.connectpos.emulator;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs a terminal's steps one at a time, in the order they were posted. A thread is taken from the
 * executor while there are steps and given back when there are none: an idle terminal has none.
 */
final class Mailbox {

  private final Executor executor;
  private final Consumer<RuntimeException> onFailure;
  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  Mailbox(Executor executor, Consumer<RuntimeException> onFailure) {
    this.executor = executor;
    this.onFailure = onFailure;
  }

  void post(Runnable step) {
    steps.add(step);
    if (waiting.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    do {
      Runnable step = steps.remove();
      try {
        step.run();
      } catch (RuntimeException e) {
        onFailure.accept(e);
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
