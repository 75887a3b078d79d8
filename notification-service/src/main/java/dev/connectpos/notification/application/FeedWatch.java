package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who waits for an account's feed to grow, on this replica. Who opens a watch first and reads then
 * misses no signal: one that comes in between lets the next wait end at once.
 */
@ApplicationScoped
public class FeedWatch {
  private final StreamSettings settings;
  private final Map<AccountId, Set<Watch>> watches = new HashMap<>();
  private int open;
  private volatile boolean stopping;

  FeedWatch(StreamSettings settings) {
    this.settings = settings;
  }

  /** One who waits. */
  public final class Watch implements AutoCloseable {
    private final AccountId account;
    private final Semaphore signals = new Semaphore(0);

    private Watch(AccountId account) {
      this.account = account;
    }

    /** Waits for a signal, or so long. */
    public void await(Duration most) throws InterruptedException {
      if (signals.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
        signals.drainPermits();
      }
    }

    /** Ends a wait. */
    public void wake() {
      signals.release();
    }

    @Override
    public void close() {
      remove(this);
    }
  }

  /** A new watch, or nothing if the account, or all of them, have as many as they may. */
  public Optional<Watch> open(AccountId account) {
    synchronized (watches) {
      Set<Watch> those = watches.getOrDefault(account, Set.of());
      if (stopping || open >= settings.total() || those.size() >= settings.perAccount()) {
        return Optional.empty();
      }
      var watch = new Watch(account);
      watches.computeIfAbsent(account, _ -> new HashSet<>()).add(watch);
      open++;
      return Optional.of(watch);
    }
  }

  private void remove(Watch watch) {
    synchronized (watches) {
      Set<Watch> those = watches.get(watch.account);
      if (those != null && those.remove(watch)) {
        open--;
        if (those.isEmpty()) {
          watches.remove(watch.account);
        }
      }
    }
  }

  /** The account's feed may have grown. */
  public void wake(AccountId account) {
    synchronized (watches) {
      watches.getOrDefault(account, Set.of()).forEach(Watch::wake);
    }
  }

  /** Every feed may have grown. */
  public void wakeAll() {
    watched().forEach(this::wake);
  }

  /** The accounts somebody waits for. */
  public Set<AccountId> watched() {
    synchronized (watches) {
      return Set.copyOf(watches.keySet());
    }
  }

  /** How many wait. */
  public int size() {
    synchronized (watches) {
      return open;
    }
  }

  /** Whether streams are to end. */
  public boolean stopping() {
    return stopping;
  }

  /** Ends every wait, for good. */
  public void stop() {
    stopping = true;
    wakeAll();
  }
}
