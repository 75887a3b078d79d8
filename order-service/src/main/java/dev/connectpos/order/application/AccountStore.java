package dev.connectpos.order.application;

import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.ApiKeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where accounts and keys are kept. Writes need a running transaction. */
public interface AccountStore {

  /**
   * An account as it is kept.
   *
   * @param streamVersion number of events it has published
   * @param heard version of the acquirer's last message about its affiliation, 0 if none
   */
  record KeptAccount(Account account, long streamVersion, long heard) {

    /** The same after an event. */
    public KeptAccount next(Account next) {
      return new KeptAccount(next, streamVersion + 1, heard);
    }
  }

  /** The account. */
  Optional<Account> find(AccountId id);

  /** A page of the accounts, newest first. */
  Found<Account> list(Slice slice);

  /** The account, locked until the transaction ends. */
  Optional<KeptAccount> lock(AccountId id);

  /** Keeps a new account. */
  void insert(KeptAccount account);

  /** Keeps what changed since the account was locked. */
  void save(KeptAccount account);

  /** Keeps a new key. */
  void insert(ApiKey key);

  /** Keeps until when a key is valid. */
  void save(ApiKey key);

  /** The account's key. */
  Optional<ApiKey> find(AccountId account, ApiKeyId key);

  /** The account's keys, oldest first, those that are over too. */
  List<ApiKey> keys(AccountId account);

  /**
   * Who the key belongs to, if it is valid now. One indexed query, asked anew for each call, so
   * that a revocation holds on every replica from its commit on.
   */
  Optional<KeyHolder> holderOf(String keySha256, Instant now);

  /**
   * Takes one of the account's places for open orders, in one statement, so that no race can take
   * more than there are.
   *
   * @param limit how many there are, unless the account has a number of its own
   * @return whether there was one
   */
  boolean takePlace(AccountId account, int limit);

  /** Gives a place back. */
  void givePlaceBack(AccountId account);
}
