package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Payments that wait for their account's affiliation.
 *
 * <ol>
 *   <li>Hang up a bell for the account.
 *   <li>Look. What was committed before is seen now; what this replica commits later rings.
 *   <li>Sleep until it rings or the time is over, and look once more.
 * </ol>
 *
 * <p>An account that another replica opens rings nowhere here: it is found by the last look.
 */
@ApplicationScoped
public class AffiliationBells {
  private static final Logger LOG = Logger.getLogger(AffiliationBells.class);

  private final Map<AccountId, Set<Semaphore>> bells = new ConcurrentHashMap<>();

  /** Wakes who waits for the account. Once committed, or they look in vain. */
  void ring(AccountId account) {
    bells.getOrDefault(account, Set.of()).forEach(Semaphore::release);
  }

  /** Looks at once, and again when it rings or the time is over. Not in a transaction. */
  <T> Optional<T> await(AccountId account, Duration limit, Supplier<Optional<T>> look)
      throws InterruptedException {
    var bell = new Semaphore(0);
    bells.compute(
        account,
        (_, hung) -> {
          Set<Semaphore> all = hung == null ? ConcurrentHashMap.newKeySet() : hung;
          all.add(bell);
          return all;
        });
    try {
      Optional<T> seen = look.get();
      if (seen.isPresent()) {
        return seen;
      }
      boolean rung = bell.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
      LOG.debugf("account %s: %s", account, rung ? "opened here" : "waited for in full");
      return look.get();
    } finally {
      bells.computeIfPresent(
          account,
          (_, hung) -> {
            hung.remove(bell);
            return hung.isEmpty() ? null : hung;
          });
    }
  }
}
