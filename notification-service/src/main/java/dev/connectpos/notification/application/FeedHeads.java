package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The net under the signals: one question for all the accounts that somebody waits for, however
 * many do.
 */
@ApplicationScoped
public class FeedHeads {
  private final FeedStore store;
  private final FeedWatch watch;
  private final Map<AccountId, Long> seen = new ConcurrentHashMap<>();

  FeedHeads(FeedStore store, FeedWatch watch) {
    this.store = store;
    this.watch = watch;
  }

  /** Wakes those whose feed has grown since this was asked last. */
  @Transactional
  public void check() {
    Set<AccountId> watched = watch.watched();
    seen.keySet().retainAll(watched);
    if (watched.isEmpty()) {
      return;
    }
    store
        .lastPlaces(watched)
        .forEach(
            (account, place) -> {
              if (!place.equals(seen.put(account, place))) {
                watch.wake(account);
              }
            });
  }
}
