package dev.connectpos.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An amount in integer minor units (for BRL: centavos), possibly zero or negative. Arithmetic is
 * exact: overflow throws, currencies never mix, and there is no division but {@link #allocate}.
 *
 * @param minor the amount in minor units
 * @param currency what the units are of
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

  /** An amount of Brazilian centavos. */
  public static Money brl(long minor) {
    return new Money(minor, Currency.BRL);
  }

  /** Nothing, in a currency. */
  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * @throws ArithmeticException on overflow
   * @throws IllegalArgumentException if the currencies differ
   */
  public Money plus(Money other) {
    return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
  }

  /**
   * @throws ArithmeticException on overflow
   * @throws IllegalArgumentException if the currencies differ
   */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
  }

  /**
   * @throws ArithmeticException on overflow
   */
  public Money times(long factor) {
    return new Money(Math.multiplyExact(minor, factor), currency);
  }

  /**
   * @throws ArithmeticException on overflow
   */
  public Money negated() {
    return new Money(Math.negateExact(minor), currency);
  }

  public boolean isPositive() {
    return minor > 0;
  }

  public boolean isZero() {
    return minor == 0;
  }

  /**
   * Splits the amount into parts that differ by at most one minor unit and sum to it again; the
   * first parts take the rest, as instalments do.
   *
   * @param parts at least one
   * @throws IllegalArgumentException if parts is below one
   */
  public List<Money> allocate(int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("parts must be at least 1, was " + parts);
    }
    long each = minor / parts;
    long rest = minor % parts;
    var result = new ArrayList<Money>(parts);
    for (int i = 0; i < parts; i++) {
      result.add(new Money(each + (i < Math.abs(rest) ? Long.signum(rest) : 0), currency));
    }
    return List.copyOf(result);
  }

  /**
   * @throws IllegalArgumentException if the currencies differ
   */
  @Override
  public int compareTo(Money other) {
    return Long.compare(minor, sameCurrency(other).minor);
  }

  /** For people and logs: {@code BRL 19.90}. */
  @Override
  public String toString() {
    return currency + " " + BigDecimal.valueOf(minor, currency.exponent()).toPlainString();
  }

  private Money sameCurrency(Money other) {
    if (currency != other.currency) {
      throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
    }
    return other;
  }
}
