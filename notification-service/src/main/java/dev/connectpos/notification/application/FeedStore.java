package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.notification.domain.HookType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Each account's notifications in the order in which they were taken in. Places become visible in
 * their order: who has read up to one of them has missed none before it.
 */
public interface FeedStore {

  /**
   * Gives each of these notifications of one account its place. To be the last write of its
   * transaction: the account's other facts wait from here to the commit.
   */
  void append(List<Fact> facts);

  /** The place of a notification, unless it is another account's or forgotten. */
  Optional<Long> placeOf(AccountId account, HookId hook);

  /** The last place given away, 0 if none was. */
  long lastPlace(AccountId account);

  /** The last places of those of these accounts that have any. */
  Map<AccountId, Long> lastPlaces(Set<AccountId> accounts);

  /** What follows a place, in order, at most so many. */
  List<Item> after(AccountId account, long place, Selection wanted, int limit);

  /**
   * What a reader wants.
   *
   * @param types none: every type, also those to come
   * @param orderId only what is about this order
   */
  record Selection(List<HookType> types, Optional<String> orderId) {

    public Selection {
      types = List.copyOf(types);
    }
  }

  /**
   * A notification at its place.
   *
   * @param body the bytes that webhooks carry
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, compared by no one.
  record Item(long place, HookId hook, Instant occurredAt, byte[] body) {}
}
