package dev.connectpos.terminal.application;

import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Accounts, as order-service states them. */
@ApplicationScoped
public class KnowAccounts {
  private final AccountStore accounts;

  KnowAccounts(AccountStore accounts) {
    this.accounts = accounts;
  }

  /** Whether the account's PDVs may have documents printed; empty if there is no such account. */
  @Transactional
  public Optional<Boolean> allowPrinting(AccountId account, boolean allowed) {
    return accounts.allowPrinting(account, allowed)
        ? Optional.of(accounts.mayPrint(account))
        : Optional.empty();
  }

  /** The account exists. */
  @Transactional
  public Verdict opened(AccountId account) {
    return accounts.add(account) ? Verdict.APPLIED : Verdict.DUPLICATE;
  }
}
