package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the PDV ordered. Of all this only the amount ever changes.
 *
 * @param code the PDV's own reference
 * @param displayName label on the screen
 * @param amount above zero
 * @param paymentType absent when the operator chooses
 * @param installments 1 to 24
 * @param installmentType who finances them
 * @param printReceipt whether the terminal prints the order too
 * @param onApproval what becomes of an approved payment
 * @param overpaymentAllowed whether payments may exceed what a listed order owes (feature O7)
 * @param expiresAt when the order closes by itself; order-service sees to it
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
    OnApproval onApproval,
    boolean overpaymentAllowed,
    @Nullable Instant expiresAt,
    Instant placedAt) {

  /**
   * What becomes of an approved payment.
   *
   * @param operationType whether it is captured or held
   * @param softDescriptor joined to the merchant's name on the shopper's statement
   */
  public record OnApproval(OperationType operationType, @Nullable String softDescriptor) {}

  /** The terms of a standalone sale: its one payment, captured at once. */
  static OrderTerms typed(OrderId id, Sale sale, Instant at) {
    return new OrderTerms(
        id.value(),
        null,
        sale.amount(),
        sale.type(),
        sale.installments(),
        sale.installmentType(),
        false,
        new OnApproval(OperationType.AUTH_AND_CAPTURE, null),
        false,
        null,
        at);
  }

  /** Whether a sale is the one ordered, apart from its amount. */
  public boolean allows(Sale sale) {
    return paymentType == null
        || (sale.type() == paymentType
            && sale.installments() == installments
            && sale.installmentType() == installmentType);
  }

  /** The same at another price. */
  public OrderTerms worth(Money newAmount) {
    return new OrderTerms(
        code,
        displayName,
        newAmount,
        paymentType,
        installments,
        installmentType,
        printReceipt,
        onApproval,
        overpaymentAllowed,
        expiresAt,
        placedAt);
  }
}
