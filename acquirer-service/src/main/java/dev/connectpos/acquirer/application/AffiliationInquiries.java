package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationReports.BackRow;
import dev.connectpos.acquirer.application.AffiliationReports.Balance;
import dev.connectpos.acquirer.application.AffiliationReports.PaidRow;
import dev.connectpos.acquirer.application.AffiliationReports.PayableFilter;
import dev.connectpos.acquirer.application.AffiliationReports.PayableView;
import dev.connectpos.acquirer.application.AffiliationReports.PayoutRow;
import dev.connectpos.acquirer.application.AffiliationReports.Period;
import dev.connectpos.acquirer.application.AffiliationReports.Position;
import dev.connectpos.acquirer.application.AffiliationReports.SaleRow;
import dev.connectpos.acquirer.application.AffiliationReports.StatementBalance;
import dev.connectpos.acquirer.application.AffiliationReports.StatementLine;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.money.Currency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of an affiliation's money, each a short transaction. */
@ApplicationScoped
public class AffiliationInquiries {
  private final AffiliationReports reports;
  private final AffiliationStore affiliations;
  private final Clock clock;

  AffiliationInquiries(AffiliationReports reports, AffiliationStore affiliations, Clock clock) {
    this.reports = reports;
    this.affiliations = affiliations;
    this.clock = clock;
  }

  /** Where the affiliation's day is; empty if there is no such affiliation. */
  @Transactional
  public Optional<ZoneId> zoneOf(AccountId accountId) {
    return affiliations.zoneOf(accountId);
  }

  /** What an affiliation has; empty if there is no such affiliation. */
  @Transactional
  public Optional<Balance> balance(AccountId accountId, Currency currency) {
    return affiliations
        .zoneOf(accountId)
        .map(zone -> LocalDate.ofInstant(clock.instant(), zone))
        .map(today -> reports.balance(accountId, currency, today));
  }

  /** Receivables in their order, behind a position. */
  @Transactional
  public List<PayableView> payables(
      AccountId accountId, PayableFilter filter, @Nullable Position behind, int limit) {
    return reports.payables(accountId, filter, behind, limit);
  }

  /** One receivable. */
  @Transactional
  public Optional<PayableView> payable(AccountId accountId, String id) {
    return reports.payable(accountId, id);
  }

  /** Movements in the order they were posted. */
  @Transactional
  public List<StatementLine> statement(
      AccountId accountId, Currency currency, Period period, @Nullable Position behind, int limit) {
    return reports.statement(accountId, currency, period, behind, limit);
  }

  /** The balance at both ends of a period. */
  @Transactional
  public StatementBalance statementBalance(AccountId accountId, Currency currency, Period period) {
    return reports.statementBalance(accountId, currency, period);
  }

  @Transactional
  List<SaleRow> sales(AccountId accountId, LocalDate day, long behind, int limit) {
    return reports.sales(accountId, day, behind, limit);
  }

  @Transactional
  List<BackRow> back(AccountId accountId, LocalDate day, long behind, int limit) {
    return reports.back(accountId, day, behind, limit);
  }

  @Transactional
  List<PayoutRow> payouts(AccountId accountId, LocalDate day) {
    return reports.payouts(accountId, day);
  }

  @Transactional
  List<PaidRow> paid(String settlementId, long behind, int limit) {
    return reports.paid(settlementId, behind, limit);
  }
}
