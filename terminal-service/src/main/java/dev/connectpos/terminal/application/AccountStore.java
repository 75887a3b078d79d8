package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts that exist, and the wrong pairing codes tried for them. */
public interface AccountStore {

  /**
   * Wrong codes of an account.
   *
   * @param since begin of the window they are counted in
   */
  record WrongCodes(int count, @Nullable Instant since) {}

  /** Adds it; false if it is there already. */
  boolean add(AccountId account, ZoneId timeZone);

  /** Where its days begin and end from now on; nothing if there is no such account. */
  void move(AccountId account, ZoneId timeZone);

  /** Where its days begin and end. */
  ZoneId timeZone(AccountId account);

  /** Whether there is such an account. */
  boolean exists(AccountId account);

  /** Hash of its administrative password, if it has one. */
  Optional<String> adminPassword(AccountId account);

  /** Sets that, or removes it; false if there is no such account. */
  boolean saveAdminPassword(AccountId account, @Nullable String hash);

  /** Locks the account and answers its count, or empty if there is no such account. */
  Optional<WrongCodes> lock(AccountId account);

  void save(AccountId account, WrongCodes wrongCodes);

  /** Whether its PDVs may have documents printed (feature O10). */
  boolean mayPrint(AccountId account);

  /** Switches that on or off; false if there is no such account. */
  boolean allowPrinting(AccountId account, boolean allowed);
}
