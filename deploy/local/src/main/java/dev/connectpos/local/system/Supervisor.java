package dev.connectpos.local.system;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.part.Part;
import dev.connectpos.local.process.PidFile;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Starts parts, independent ones side by side; starts again what dies; stops all in reverse order.
 * What it knows stands in the state file for other commands.
 */
public final class Supervisor {
  private static final long POLL_NANOS = 10_000_000L;

  private final Home home;
  private final int portOffset;
  private final Clock clock;
  private final Narrator narrator;
  private final List<WatchedPart> parts = new ArrayList<>();
  private final List<List<WatchedPart>> stages = new ArrayList<>();
  private final CompletableFuture<Failure> broken = new CompletableFuture<>();
  private String phase = "starting";
  private boolean stopped;

  /** A supervisor without parts. */
  public Supervisor(Home home, int portOffset, Clock clock, Narrator narrator) {
    this.home = home;
    this.portOffset = portOffset;
    this.clock = clock;
    this.narrator = narrator;
  }

  /**
   * Adds parts that may stop together.
   *
   * @param stage the parts
   * @param after names of parts, added before, that must be ready first
   */
  public void add(List<Part> stage, List<String> after) {
    List<WatchedPart> needed = after.stream().map(this::part).toList();
    var observer = new WatchedPart.Observer(narrator, this::writeState, broken::complete);
    List<WatchedPart> added =
        stage.stream().map(part -> new WatchedPart(part, needed, home, clock, observer)).toList();
    parts.addAll(added);
    stages.addFirst(added);
  }

  /**
   * Starts all parts and returns when every one is ready.
   *
   * @throws Failure if one cannot be started; all are stopped then
   */
  public void start() {
    for (WatchedPart part : parts) {
      Thread.ofVirtual().name(part.name()).start(part::run);
    }
    var all =
        CompletableFuture.allOf(
            parts.stream().map(WatchedPart::firstReady).toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.anyOf(all, broken.thenAccept(Supervisor::raise)).join();
    } catch (CompletionException e) {
      stop();
      throw failureOf(e);
    }
  }

  private static void raise(Failure failure) {
    throw failure;
  }

  private static Failure failureOf(CompletionException e) {
    Throwable cause = e;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof Failure failure ? failure : new Failure(String.valueOf(cause), cause);
  }

  /** Says that the system is of use now. */
  public void enter(String newPhase) {
    synchronized (this) {
      phase = newPhase;
    }
    writeState();
  }

  /** Completes when the system cannot go on; the parts still run then. */
  public CompletableFuture<Failure> broken() {
    return broken;
  }

  /** Stops every part, the last started first. Later calls do nothing. */
  public void stop() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
      phase = "stopping";
    }
    for (List<WatchedPart> stage : stages) {
      List<Thread> stoppers =
          stage.stream().map(part -> Thread.ofVirtual().start(part::stop)).toList();
      stoppers.forEach(Supervisor::join);
    }
    synchronized (this) {
      PidFile.delete(home.state());
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // Half-stopped is worse than late.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills a part as {@code kill -9} does; it is started again. */
  public void kill(String name) {
    part(name).kill();
  }

  /**
   * Waits until every part is ready.
   *
   * @throws Failure if that takes longer, or the system breaks meanwhile
   */
  public void awaitReady(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      @Nullable Failure failure = broken.getNow(null);
      if (failure != null) {
        throw failure;
      }
      var late = parts.stream().filter(part -> !part.state().isReady()).findFirst();
      if (late.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new Failure(late.get().name() + " is not ready after " + limit.toSeconds() + " s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Process id of a part; 0 while it has none. */
  public long pid(String name) {
    return part(name).state().pid();
  }

  /** Whether a part is ready. */
  boolean isReady(String name) {
    return part(name).state().isReady();
  }

  private WatchedPart part(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Failure("there is no part named " + name));
  }

  private synchronized void writeState() {
    if (stopped) {
      return;
    }
    List<SystemState.PartState> states = parts.stream().map(WatchedPart::state).toList();
    new SystemState(phase, ProcessHandle.current().pid(), portOffset, states).write(home);
  }
}
