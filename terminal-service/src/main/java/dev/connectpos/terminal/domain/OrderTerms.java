package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the PDV ordered; never changes.
 *
 * @param code the PDV's own reference
 * @param displayName label on the screen
 * @param amount above zero
 * @param paymentType absent when the operator chooses
 * @param installments 1 to 24
 * @param installmentType who finances them
 * @param printReceipt whether the terminal prints the order too
 * @param placedAt by order-service's clock; the place in the terminal's queue
 */
public record OrderTerms(
    String code,
    @Nullable String displayName,
    Money amount,
    @Nullable PaymentType paymentType,
    int installments,
    InstallmentType installmentType,
    boolean printReceipt,
    Instant placedAt) {

  /** Whether a sale is the one ordered, apart from its amount. */
  public boolean allows(Sale sale) {
    return paymentType == null
        || (sale.type() == paymentType
            && sale.installments() == installments
            && sale.installmentType() == installmentType);
  }
}
