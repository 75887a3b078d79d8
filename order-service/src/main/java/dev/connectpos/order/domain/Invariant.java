package dev.connectpos.order.domain;

import java.util.Locale;

/**
 * What is true of money at every moment, as far as orders and charges can say it; numbered as in
 * docs/architecture.md. acquirer-service says the others.
 */
public enum Invariant {
  /** The first half of the first. */
  PAID_WITHIN_AMOUNT(
      1,
      "what is paid of an order is the sum of its charges, and at most its amount unless its account"
          + " allows more"),
  /** The third. */
  CAPTURES_ARE_CHARGES(
      3,
      "each captured payment has exactly one charge of the same amount, each charge such a payment,"
          + " and each charge was told of");

  private final int number;
  private final String sentence;

  Invariant(int number, String sentence) {
    this.number = number;
    this.sentence = sentence;
  }

  /** Its number in docs/architecture.md. */
  public int number() {
    return number;
  }

  /** What is true. */
  public String sentence() {
    return sentence;
  }

  /** As monitoring and the API call it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
