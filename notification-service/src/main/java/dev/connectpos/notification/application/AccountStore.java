package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import java.time.Instant;
import java.util.Optional;

/** Accounts and keys as order-service stated them. */
public interface AccountStore {

  /** Locks the account and answers the version last applied to it, 0 if it is not there. */
  long lockVersion(AccountId id);

  /**
   * Writes the account and the version of the fact applied to it.
   *
   * @param name nothing to keep the one it has
   */
  void advance(AccountId id, Optional<String> name, long version);

  void addKey(AccountId account, IssuedKey key);

  /** Refuses a key of the account from this instant on. */
  void revokeKey(AccountId account, String sha256, Instant validUntil);

  /** The account whose secret key has this SHA-256, in lower-case hex, and is valid now. */
  Optional<AccountId> bySecretKey(String sha256, Instant now);

  Optional<String> nameOf(AccountId id);
}
