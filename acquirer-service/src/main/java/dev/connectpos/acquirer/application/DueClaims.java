package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.DuePayments.Due;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The transactions around {@link DuePayments}: each short, none across a network call. */
@ApplicationScoped
public class DueClaims {
  private static final int NETWORK_CALLS_PER_LEASE = 2;

  private final DuePayments store;
  private final NextDue nextDue;
  private final PaymentSettings settings;
  private final Clock clock;

  DueClaims(DuePayments store, NextDue nextDue, PaymentSettings settings, Clock clock) {
    this.store = store;
    this.nextDue = nextDue;
    this.settings = settings;
    this.clock = clock;
  }

  /** Claims what is due, for long enough to ask the network about it. */
  @Transactional
  public List<Due> claim(int limit) {
    Instant now = clock.instant();
    Duration lease = settings.timing().networkCall().multipliedBy(NETWORK_CALLS_PER_LEASE);
    return store.claim(now, now.plus(lease), limit);
  }

  /** The earliest instant at which something is due. */
  @Transactional
  public Optional<Instant> nearest() {
    return store.nearest();
  }

  /** Tries again later, each time a little later. */
  @Transactional
  public void postpone(Due due) {
    Instant until = clock.instant().plus(settings.followUp().backoff(due.attempts()));
    store.postpone(due, until);
    // Before the commit, which is harmless: the sleeper sleeps until that instant.
    nextDue.set(until);
  }

  /** Makes due at once what this instance left behind. */
  @Transactional
  public int takeOver() {
    return store.takeOver(settings.instance(), settings.startedAt());
  }
}
