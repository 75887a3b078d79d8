package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Follows order-service's accounts and keys, and knows callers by them. */
@ApplicationScoped
public class Accounts {
  private final AccountStore accounts;

  @Inject
  Accounts(AccountStore accounts) {
    this.accounts = accounts;
  }

  /**
   * An account exists.
   *
   * @param version the fact's place in the account's stream, from 1
   */
  @Transactional
  public Verdict opened(AccountId id, String name, long version) {
    Verdict verdict = Verdict.of(accounts.lockVersion(id), version);
    if (verdict == Verdict.APPLIED) {
      accounts.advance(id, Optional.of(name), version);
    }
    return verdict;
  }

  /**
   * A key may be used from now on.
   *
   * @param version the fact's place in the account's stream, from 1
   */
  @Transactional
  public Verdict keyIssued(AccountId id, IssuedKey key, long version) {
    Verdict verdict = Verdict.of(accounts.lockVersion(id), version);
    if (verdict == Verdict.APPLIED) {
      accounts.advance(id, Optional.empty(), version);
      accounts.addKey(id, key);
    }
    return verdict;
  }

  /** The account whose secret key has this SHA-256, in lower-case hex. */
  @Transactional
  public Optional<AccountId> bySecretKey(String sha256) {
    return accounts.bySecretKey(sha256);
  }
}
