package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.PastSale;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.SalesReport;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Terminal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sales of a day as a terminal lists (feature T6) and reports them (T7). A day is the merchant's:
 * from midnight to midnight in the account's time zone, however many hours that is.
 */
@ApplicationScoped
public class ListSales {
  private static final int PAGE = 30;

  private final TerminalStore terminals;
  private final AccountStore accounts;
  private final SaleStore sales;
  private final Clock clock;

  ListSales(TerminalStore terminals, AccountStore accounts, SaleStore sales, Clock clock) {
    this.terminals = terminals;
    this.accounts = accounts;
    this.sales = sales;
    this.clock = clock;
  }

  /**
   * Which sales a terminal asks for.
   *
   * @param date today if absent
   * @param amountMinor of exactly this amount, in centavos
   * @param nsu of this number
   * @param after the last sale of the page before
   */
  public record Wanted(
      @Nullable LocalDate date,
      @Nullable Long amountMinor,
      @Nullable String nsu,
      @Nullable PaymentId after) {}

  /**
   * Some of the sales of a day, the newest first.
   *
   * @param more whether there are older ones
   */
  public record Listing(LocalDate date, List<PastSale> sales, boolean more) {}

  /** Sales of all terminals of the account. */
  @Transactional
  public Listing list(SessionId session, Wanted wanted) {
    AccountId account = terminal(session).accountId();
    ZoneId zone = accounts.timeZone(account);
    LocalDate date = dayOr(wanted.date(), zone);
    var page =
        new SaleStore.Page(
            day(date, zone), wanted.amountMinor(), wanted.nsu(), wanted.after(), PAGE + 1);
    List<PastSale> found = sales.list(account, page);
    boolean more = found.size() > PAGE;
    return new Listing(date, more ? found.subList(0, PAGE) : found, more);
  }

  /** What the terminal, and those that it replaced, took on a day. */
  @Transactional
  public SalesReport report(SessionId session, @Nullable LocalDate date) {
    Terminal terminal = terminal(session);
    ZoneId zone = accounts.timeZone(terminal.accountId());
    LocalDate day = dayOr(date, zone);
    return new SalesReport(day, zone, sales.report(terminal, day(day, zone)));
  }

  private Terminal terminal(SessionId session) {
    return terminals
        .find(session.terminal())
        .orElseThrow(() -> new IllegalStateException("no terminal " + session.terminal()));
  }

  private LocalDate dayOr(@Nullable LocalDate date, ZoneId zone) {
    return date == null ? LocalDate.ofInstant(clock.instant(), zone) : date;
  }

  private static SaleStore.Span day(LocalDate date, ZoneId zone) {
    return new SaleStore.Span(
        date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
  }
}
