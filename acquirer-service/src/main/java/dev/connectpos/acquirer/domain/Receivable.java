package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import java.time.LocalDate;

/**
 * Money that is due to a merchant on a day, or that goes back to the shopper from what is due then.
 * The receivables of a payment sum up to what was captured of it and not given back, and so do
 * their fees.
 *
 * @param kind which way
 * @param capture whose, of the payment's captures, from 1
 * @param installment whose, of that capture, from 1
 * @param amount gross; above zero for a credit, below it for a refund
 * @param fee of the amount, with its sign
 * @param dueOn a business day
 */
public record Receivable(
    Kind kind, int capture, int installment, Money amount, Money fee, LocalDate dueOn) {

  /** Which way the money goes. */
  public enum Kind {
    /** To the merchant. */
    CREDIT,
    /** Back, by a void or by a refund. */
    REFUND
  }

  /** What the merchant gets, below zero for a refund. */
  public Money net() {
    return amount.minus(fee);
  }
}
