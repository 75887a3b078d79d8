package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the merchant pays for a sale: a table by brand, function of the card and number of
 * instalments. The first rate that covers a sale is its rate, so special ones stand first.
 *
 * @param rates in order; together they cover every sale
 */
public record FeeSchedule(List<Rate> rates) {
  private static final int WHOLE = 10_000;

  /**
   * A line of the table.
   *
   * @param brand null for all of them
   * @param type function of the card
   * @param from fewest instalments
   * @param to most instalments
   * @param basisPoints hundredths of a percent of the gross amount
   */
  public record Rate(
      @Nullable CardBrand brand, PaymentType type, int from, int to, int basisPoints) {

    /**
     * @throws IllegalArgumentException if the fee is negative or above the whole, or the range
     *     empty
     */
    public Rate {
      if (basisPoints < 0 || basisPoints > WHOLE) {
        throw new IllegalArgumentException("a fee is 0 to 10000 basis points, was " + basisPoints);
      }
      if (from < 1 || to < from || to > PaymentPlan.MAX_INSTALLMENTS) {
        throw new IllegalArgumentException(
            "a range of installments is within 1 to 24, was " + from + " to " + to);
      }
    }

    private boolean covers(CardBrand card, PaymentPlan plan) {
      return (brand == null || brand == card)
          && type == plan.type()
          && from <= plan.installments()
          && plan.installments() <= to;
    }
  }

  /**
   * @throws IllegalArgumentException if a sale would have no rate
   */
  public FeeSchedule {
    rates = List.copyOf(rates);
    for (PaymentType type : PaymentType.values()) {
      int most = type == PaymentType.CREDIT ? PaymentPlan.MAX_INSTALLMENTS : 1;
      for (int n = 1; n <= most; n++) {
        var plan = new PaymentPlan(type, n, InstallmentType.MERCHANT);
        for (CardBrand brand : CardBrand.values()) {
          if (rates.stream().noneMatch(rate -> rate.covers(brand, plan))) {
            throw new IllegalArgumentException("no fee for " + brand + " " + plan);
          }
        }
      }
    }
  }

  /** One rate for each function of the card. */
  public FeeSchedule(int creditBasisPoints, int debitBasisPoints, int voucherBasisPoints) {
    this(List.of(), creditBasisPoints, debitBasisPoints, voucherBasisPoints);
  }

  /** Special rates, and one for each function of the card where none of them covers the sale. */
  public FeeSchedule(
      List<Rate> special, int creditBasisPoints, int debitBasisPoints, int voucherBasisPoints) {
    this(
        joined(
            special,
            List.of(
                whole(PaymentType.CREDIT, creditBasisPoints),
                whole(PaymentType.DEBIT, debitBasisPoints),
                whole(PaymentType.VOUCHER, voucherBasisPoints))));
  }

  /** The fee of a sale, halves rounded up to the next minor unit; never above the gross amount. */
  public Money fee(Money gross, PaymentPlan plan, CardBrand brand) {
    int points =
        rates.stream()
            .filter(rate -> rate.covers(brand, plan))
            .findFirst()
            .orElseThrow()
            .basisPoints();
    long scaled = Math.multiplyExact(gross.minor(), (long) points);
    return new Money(Math.addExact(scaled, WHOLE / 2) / WHOLE, gross.currency());
  }

  private static Rate whole(PaymentType type, int basisPoints) {
    return new Rate(null, type, 1, PaymentPlan.MAX_INSTALLMENTS, basisPoints);
  }

  private static List<Rate> joined(List<Rate> first, List<Rate> then) {
    var all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }
}
