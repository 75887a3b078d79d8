package dev.connectpos.local.system;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.part.Part;
import dev.connectpos.local.process.ChildProcess;
import dev.connectpos.local.process.LastWords;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One part's life, on one thread: wait for those it needs, start, wait until it is ready, wait for
 * its death, start again. A death before it was ever ready fails the system, and so do more than
 * five within a minute.
 */
final class WatchedPart {
  private static final long PROBE_NANOS = 40_000_000L;

  /** Those who are told. */
  record Observer(Narrator narrator, Runnable changed, Consumer<Failure> broken) {}

  private final Part part;
  private final List<WatchedPart> after;
  private final Home home;
  private final Clock clock;
  private final Observer observer;
  private final RestartBudget budget = new RestartBudget();
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ChildProcess child;
  private boolean stopping;
  private int restarts;
  private volatile SystemState.PartState state;

  WatchedPart(Part part, List<WatchedPart> after, Home home, Clock clock, Observer observer) {
    this.part = part;
    this.after = List.copyOf(after);
    this.home = home;
    this.clock = clock;
    this.observer = observer;
    this.state = new SystemState.PartState(part.name(), part.port(), 0, "waiting", now(), 0);
  }

  String name() {
    return part.name();
  }

  SystemState.PartState state() {
    return state;
  }

  /** Completes when the part is ready for the first time, exceptionally if it never will be. */
  CompletableFuture<Void> firstReady() {
    return firstReady;
  }

  /** Lives the part's life; returns when it is stopped, or can not go on. */
  void run() {
    try {
      for (WatchedPart needed : after) {
        needed.firstReady.join();
      }
      long began = System.nanoTime();
      launch();
      observer.narrator.ready(
          part.name(), part.port(), Duration.ofNanos(System.nanoTime() - began));
      firstReady.complete(null);
      while (awaitDeath()) {
        relaunch();
      }
    } catch (CompletionException e) {
      // One of those we need has failed, and says so itself.
      firstReady.completeExceptionally(e);
    } catch (Failure e) {
      firstReady.completeExceptionally(e);
      if (!isStopping()) {
        observer.broken.accept(e);
      }
    } catch (RuntimeException e) {
      var failure = new Failure(part.name() + ": " + e, e);
      firstReady.completeExceptionally(failure);
      observer.broken.accept(failure);
    }
  }

  /** Stops the process, if there is one, and lets none start after. */
  void stop() {
    ChildProcess running;
    lock.lock();
    try {
      stopping = true;
      running = child;
    } finally {
      lock.unlock();
    }
    if (running != null) {
      running.stop(part.stopLimit());
    }
    become("ended", 0);
  }

  /** Kills the process as {@code kill -9} does. */
  void kill() {
    ChildProcess running = current();
    if (running != null) {
      running.kill();
    }
  }

  /** Starts the process and waits until it is ready and settled. */
  private void launch() {
    become(restarts == 0 ? "starting" : "restarting", 0);
    ProcessSpec spec = part.prepare();
    long logged = size(spec.log());
    ChildProcess started = start(spec);
    become(restarts == 0 ? "starting" : "restarting", started.pid());
    long deadline = System.nanoTime() + part.startLimit().toNanos();
    while (!part.isReady()) {
      if (!started.isAlive()) {
        checkNotStopping();
        throw new Failure(
            part.name() + " died while starting: " + LastWords.of(spec.log(), logged));
      }
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "%s is not ready after %d s: %s"
                .formatted(
                    part.name(), part.startLimit().toSeconds(), LastWords.of(spec.log(), logged)));
      }
      LockSupport.parkNanos(PROBE_NANOS);
    }
    part.settle();
    checkNotStopping();
    become("ready", started.pid());
  }

  /** Starts again until that succeeds or the budget is spent. */
  private void relaunch() {
    while (!isStopping()) {
      restarts++;
      try {
        launch();
        observer.narrator.notice(part.name() + " is ready again");
        return;
      } catch (Failure e) {
        if (isStopping()) {
          return;
        }
        observer.narrator.notice(e.getMessage() + "; starting it again");
        ChildProcess left = current();
        if (left != null) {
          left.kill();
        }
        spend(e.getMessage());
      }
    }
  }

  /** Waits for the process to end; answers whether it is to be started again. */
  private boolean awaitDeath() {
    ChildProcess running = current();
    if (running == null) {
      return false;
    }
    int code = running.ended().join();
    if (isStopping()) {
      return false;
    }
    become("restarting", 0);
    if (Files.exists(home.restartRequest(part.name()))) {
      PidFile.delete(home.restartRequest(part.name()));
      observer.narrator.notice(part.name() + " is restarted as asked");
      return true;
    }
    String words = code > 128 ? "signal " + (code - 128) : LastWords.of(home.log(part.name()), 0);
    observer.narrator.notice(part.name() + " died (" + words + "); starting it again");
    spend(words);
    return !isStopping();
  }

  private void spend(@Nullable String words) {
    if (!budget.spend(System.nanoTime())) {
      throw new Failure(part.name() + " dies again and again: " + words);
    }
    LockSupport.parkNanos(budget.backoff().toNanos());
  }

  private ChildProcess start(ProcessSpec spec) {
    lock.lock();
    try {
      checkNotStopping();
      ChildProcess started = ChildProcess.start(spec, home.pid(part.name()));
      child = started;
      return started;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable ChildProcess current() {
    lock.lock();
    try {
      return child;
    } finally {
      lock.unlock();
    }
  }

  private boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /** A part that ends, or is ready, because and while all stops, has neither died nor begun. */
  private void checkNotStopping() {
    if (isStopping()) {
      throw new Failure(part.name() + " was stopped while starting");
    }
  }

  private void become(String word, long pid) {
    state = new SystemState.PartState(part.name(), part.port(), pid, word, now(), restarts);
    observer.changed.run();
  }

  private long now() {
    return clock.millis();
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
