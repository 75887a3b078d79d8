package dev.connectpos.terminal.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What a terminal, and those that it replaced, took on a day (feature T7).
 *
 * @param date the day
 * @param zone whose midnights begin and end it
 * @param rows by function and brand, in that order
 */
public record SalesReport(LocalDate date, ZoneId zone, List<Row> rows) {
  public SalesReport {
    rows = List.copyOf(rows);
  }

  /**
   * Sales and what was given back.
   *
   * @param sales how many payments were captured
   * @param sold what they came to
   * @param canceled how often money was given back
   * @param givenBack what that came to
   */
  public record Sums(long sales, Money sold, long canceled, Money givenBack) {
    Sums plus(Sums other) {
      return new Sums(
          sales + other.sales,
          sold.plus(other.sold),
          canceled + other.canceled,
          givenBack.plus(other.givenBack));
    }
  }

  /** The sums of one function of cards of one brand. */
  public record Row(PaymentType type, String brand, Sums sums) {}

  /** The sums of all rows. */
  public Sums total() {
    Money nothing = Money.zero(Currency.BRL);
    return rows.stream().map(Row::sums).reduce(new Sums(0, nothing, 0, nothing), Sums::plus);
  }
}
