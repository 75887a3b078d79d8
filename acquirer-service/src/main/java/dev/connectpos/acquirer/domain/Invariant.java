package dev.connectpos.acquirer.domain;

import java.util.Locale;

/**
 * What is true of money at every moment, as far as the acquirer can say it alone; in the order of
 * docs/architecture.md, whose numbers they have. order-service says the others.
 */
public enum Invariant {
  /** The second half of the first. */
  ONE_PAYMENT_PER_ATTEMPT(1, "each attempt has at most one payment that took money"),
  /** Part of the second. */
  LEDGER_SUMS_TO_ZERO(2, "every ledger transaction sums to zero"),
  /** The other part of it. */
  CAPTURED_IS_POSTED_AND_DUE(
      2, "what was captured less what went back is posted, and is the sum of the receivables"),
  /** Nothing is forgotten. */
  NOTHING_IS_OVERDUE(4, "no payment stays unconfirmed, unknown or reversing beyond its deadline"),
  /** As far as it can be said without the event log; an audit says the rest. */
  BALANCES_ARE_SUMS(5, "each balance is the sum of what waits, and what was paid of settlements");

  private final int number;
  private final String sentence;

  Invariant(int number, String sentence) {
    this.number = number;
    this.sentence = sentence;
  }

  /** Its number in docs/architecture.md, 1 to 5. */
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
