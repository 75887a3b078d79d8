package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sets the password that unlocks cancellations on an account's terminals (feature T6). A session
 * that was unlocked with the former one stays so until its time is over.
 */
@ApplicationScoped
public class AdminPasswords {
  private final KnowAccounts accounts;
  private final PasswordHashing hashing;

  AdminPasswords(KnowAccounts accounts, PasswordHashing hashing) {
    this.accounts = accounts;
    this.hashing = hashing;
  }

  /**
   * Sets it. Blocks for some tenths of a second, with no transaction open.
   *
   * @return false if there is no such account
   */
  public boolean set(AccountId account, String password) {
    return accounts.saveAdminPassword(account, hashing.hash(password));
  }

  /**
   * Nothing can be cancelled on the account's terminals any more; false without such an account.
   */
  public boolean remove(AccountId account) {
    return accounts.saveAdminPassword(account, null);
  }
}
