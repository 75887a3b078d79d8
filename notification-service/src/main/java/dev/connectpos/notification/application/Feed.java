package dev.connectpos.notification.application;

import dev.connectpos.notification.application.FeedStore.Item;
import dev.connectpos.notification.application.FeedStore.Selection;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Reads an account's notifications from a place on, each in a transaction of its own (N3). */
@ApplicationScoped
public class Feed {
  private final FeedStore store;

  Feed(FeedStore store) {
    this.store = store;
  }

  /** The place of a notification that a reader has seen; nothing if it is not known any more. */
  @Transactional
  public Optional<Long> placeOf(AccountId account, HookId seen) {
    return store.placeOf(account, seen);
  }

  /** Where what has not happened yet will begin. */
  @Transactional
  public long end(AccountId account) {
    return store.lastPlace(account);
  }

  /** What follows a place, in order, at most so many. */
  @Transactional
  public List<Item> after(AccountId account, long place, Selection wanted, int limit) {
    return store.after(account, place, wanted, limit);
  }
}
