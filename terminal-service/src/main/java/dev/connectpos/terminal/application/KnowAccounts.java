package dev.connectpos.terminal.application;

import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, as order-service states them, and what operators and partners set for their terminals.
 */
@ApplicationScoped
public class KnowAccounts {
  private final AccountStore accounts;

  KnowAccounts(AccountStore accounts) {
    this.accounts = accounts;
  }

  /**
   * What is set for an account's terminals.
   *
   * @param printing whether its PDVs may have documents printed
   * @param adminPasswordSet whether sales can be cancelled on its terminals
   */
  public record Settings(boolean printing, boolean adminPasswordSet) {}

  /** What is set for the account's terminals; empty if there is no such account. */
  @Transactional
  public Optional<Settings> settings(AccountId account) {
    return accounts.exists(account)
        ? Optional.of(
            new Settings(accounts.mayPrint(account), accounts.adminPassword(account).isPresent()))
        : Optional.empty();
  }

  /** Whether the account's PDVs may have documents printed; empty if there is no such account. */
  @Transactional
  public Optional<Boolean> allowPrinting(AccountId account, boolean allowed) {
    return accounts.allowPrinting(account, allowed)
        ? Optional.of(accounts.mayPrint(account))
        : Optional.empty();
  }

  /** The hash of the account's administrative password, or none; false without such an account. */
  @Transactional
  boolean saveAdminPassword(AccountId account, @Nullable String hash) {
    return accounts.saveAdminPassword(account, hash);
  }

  /** The account exists. */
  @Transactional
  public Verdict opened(AccountId account, ZoneId timeZone) {
    return accounts.add(account, timeZone) ? Verdict.APPLIED : Verdict.DUPLICATE;
  }

  /** The account's days begin and end elsewhere. */
  @Transactional
  public Verdict moved(AccountId account, ZoneId timeZone) {
    accounts.move(account, timeZone);
    return Verdict.APPLIED;
  }
}
