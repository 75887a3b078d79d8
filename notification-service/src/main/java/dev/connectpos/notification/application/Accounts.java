package dev.connectpos.notification.application;

import dev.connectpos.clock.ShiftableClock;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** Follows order-service's accounts and keys, and knows callers by them. */
@ApplicationScoped
public class Accounts {
  private final AccountStore accounts;
  private final ShiftableClock businessTime;

  Accounts(AccountStore accounts, ShiftableClock businessTime) {
    this.accounts = accounts;
    this.businessTime = businessTime;
  }

  /**
   * An account exists, or its settings changed.
   *
   * @param name as it stands in the envelopes from now on
   * @param version the fact's place in the account's stream, from 1
   */
  @Transactional
  public Verdict named(AccountId id, String name, long version) {
    Verdict verdict = Verdict.of(accounts.lockVersion(id), version);
    if (verdict == Verdict.APPLIED) {
      accounts.advance(id, Optional.of(name), version);
    }
    return verdict;
  }

  /**
   * Something else happened to an account; only its place in the stream is noted.
   *
   * @param version the fact's place in the account's stream, from 1
   */
  @Transactional
  public Verdict passed(AccountId id, long version) {
    Verdict verdict = Verdict.of(accounts.lockVersion(id), version);
    if (verdict == Verdict.APPLIED) {
      accounts.advance(id, Optional.empty(), version);
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

  /**
   * A key stops working.
   *
   * @param validUntil refused from this instant on; in the future while a rotation overlaps
   * @param version the fact's place in the account's stream, from 1
   */
  @Transactional
  public Verdict keyRevoked(AccountId id, String sha256, Instant validUntil, long version) {
    Verdict verdict = Verdict.of(accounts.lockVersion(id), version);
    if (verdict == Verdict.APPLIED) {
      accounts.advance(id, Optional.empty(), version);
      accounts.revokeKey(id, sha256, validUntil);
    }
    return verdict;
  }

  /** The account whose secret key has this SHA-256, in lower-case hex, unless it is revoked. */
  @Transactional
  public Optional<AccountId> bySecretKey(String sha256) {
    return accounts.bySecretKey(sha256, businessTime.instant());
  }

  /** What the account is called, once it is known. */
  @Transactional
  public Optional<String> nameOf(AccountId id) {
    return accounts.nameOf(id);
  }
}
