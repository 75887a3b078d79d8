package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;

/**
 * What an attempt asks the acquirer for; the part of {@code payment.start} that a repeat must have
 * equal.
 *
 * @param amount above zero
 * @param type function of the card
 * @param installments 1 to 24, and 1 unless on credit
 * @param installmentType who finances them
 * @param entryMode how the card was read
 */
public record Sale(
    Money amount,
    PaymentType type,
    int installments,
    InstallmentType installmentType,
    EntryMode entryMode) {
  public Sale {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("amount must be above zero, was " + amount);
    }
    if (installments < 1 || installments > type.maxInstallments()) {
      throw new IllegalArgumentException(
          "installments must be 1 to " + type.maxInstallments() + ", was " + installments);
    }
  }
}
