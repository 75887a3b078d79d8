package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationReports.BackRow;
import dev.connectpos.acquirer.application.AffiliationReports.PaidRow;
import dev.connectpos.acquirer.application.AffiliationReports.PayoutRow;
import dev.connectpos.acquirer.application.AffiliationReports.SaleRow;
import dev.connectpos.acquirer.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * What happened to an affiliation's money on one of its days (A11), told row by row. A day that is
 * over does not change any more, nor does anything that is told of it, so that it is told the same
 * for ever; and it may be read in many short transactions.
 */
@ApplicationScoped
public class Reconciliation {
  private static final int PAGE = 500;

  /** What was decided before midnight is committed by then. */
  private static final Duration STRAGGLERS = Duration.ofMinutes(15);

  private final AffiliationInquiries inquiries;
  private final Clock clock;

  Reconciliation(AffiliationInquiries inquiries, Clock clock) {
    this.inquiries = inquiries;
    this.clock = clock;
  }

  /** Who is told, in this order. */
  public interface Listener {
    /** First. */
    void header(AccountId accountId, LocalDate day);

    /** An instalment of a sale that was captured. */
    void sale(SaleRow row);

    /** A part of an instalment that was given back. */
    void back(BackRow row);

    /** A settlement. */
    void payout(PayoutRow row);

    /** A receivable that was settled. */
    void paid(PaidRow row);

    /** The sums of a currency; in the order of their codes. */
    void totals(Totals totals);

    /** Last; counts of rows. */
    void trailer(long sales, long back, long payouts, long paid);
  }

  /** The sums of a currency; what was given back is below zero. */
  public record Totals(
      String currency,
      long capturedMinor,
      long capturedFeeMinor,
      long backMinor,
      long backFeeMinor,
      long paidMinor,
      long paidFeeMinor) {

    private static Totals none(String currency) {
      return new Totals(currency, 0, 0, 0, 0, 0, 0);
    }

    private Totals plus(Totals other) {
      return new Totals(
          currency,
          Math.addExact(capturedMinor, other.capturedMinor),
          Math.addExact(capturedFeeMinor, other.capturedFeeMinor),
          Math.addExact(backMinor, other.backMinor),
          Math.addExact(backFeeMinor, other.backFeeMinor),
          Math.addExact(paidMinor, other.paidMinor),
          Math.addExact(paidFeeMinor, other.paidFeeMinor));
    }
  }

  /** Whether a day is over, where the affiliation is, and all that belongs to it is there. */
  public boolean isOver(LocalDate day, ZoneId zone) {
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    return !clock.instant().isBefore(end.plus(STRAGGLERS));
  }

  /** Tells a day that is over. */
  public void tell(AccountId accountId, LocalDate day, Listener listener) {
    Map<String, Totals> totals = new TreeMap<>();
    listener.header(accountId, day);
    long sales =
        each(
            behind -> inquiries.sales(accountId, day, behind, PAGE),
            SaleRow::number,
            row -> {
              listener.sale(row);
              String currency = row.currency();
              add(totals, new Totals(currency, row.amountMinor(), row.feeMinor(), 0, 0, 0, 0));
            });
    long back =
        each(
            behind -> inquiries.back(accountId, day, behind, PAGE),
            BackRow::number,
            row -> {
              listener.back(row);
              String currency = row.currency();
              add(totals, new Totals(currency, 0, 0, row.amountMinor(), row.feeMinor(), 0, 0));
            });
    List<PayoutRow> payouts = new ArrayList<>(inquiries.payouts(accountId, day));
    payouts.forEach(listener::payout);
    long paid = 0;
    for (PayoutRow payout : payouts) {
      paid +=
          each(
              behind -> inquiries.paid(payout.settlementId(), behind, PAGE),
              PaidRow::number,
              row -> {
                listener.paid(row);
                String currency = row.currency();
                add(totals, new Totals(currency, 0, 0, 0, 0, row.amountMinor(), row.feeMinor()));
              });
    }
    totals.values().forEach(listener::totals);
    listener.trailer(sales, back, payouts.size(), paid);
  }

  private static void add(Map<String, Totals> totals, Totals more) {
    totals.put(
        more.currency(),
        totals.getOrDefault(more.currency(), Totals.none(more.currency())).plus(more));
  }

  /** Page by page, so that a day of any size needs no more memory than a page. */
  private static <T> long each(
      LongFunction<List<T>> page, ToLongFunction<T> number, Consumer<T> consumer) {
    long count = 0;
    List<T> rows = page.apply(0);
    while (!rows.isEmpty()) {
      rows.forEach(consumer);
      count += rows.size();
      rows = page.apply(number.applyAsLong(rows.getLast()));
    }
    return count;
  }
}
