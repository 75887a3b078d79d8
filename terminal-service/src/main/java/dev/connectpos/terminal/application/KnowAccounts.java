package dev.connectpos.terminal.application;

import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Accounts, as order-service states them. */
@ApplicationScoped
public class KnowAccounts {
  private final AccountStore accounts;

  KnowAccounts(AccountStore accounts) {
    this.accounts = accounts;
  }

  /** The account exists. */
  @Transactional
  public Verdict opened(AccountId account) {
    return accounts.add(account) ? Verdict.APPLIED : Verdict.DUPLICATE;
  }
}
