package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ApiKey;
import java.util.Optional;

/** Where accounts and keys are kept. Writes need a running transaction. */
public interface AccountStore {

  /** Keeps a new account, with one event published. */
  void insert(Account account);

  /**
   * The account, locked until the transaction ends, with its next event's version taken.
   *
   * @return empty if there is none
   */
  Optional<Versioned> lockForEvent(AccountId id);

  /**
   * An account and the version its next event has.
   *
   * @param version above 1
   */
  record Versioned(Account account, long version) {}

  /** Keeps a new key. */
  void insert(ApiKey key);

  /** Who the key belongs to; one indexed query. */
  Optional<KeyHolder> holderOf(String keySha256);

  /**
   * Takes one of the account's places for open orders, in one statement, so that no race can take
   * more than there are.
   *
   * @param limit how many there are
   * @return whether there was one
   */
  boolean takePlace(AccountId account, int limit);

  /** Gives a place back. */
  void givePlaceBack(AccountId account);
}
