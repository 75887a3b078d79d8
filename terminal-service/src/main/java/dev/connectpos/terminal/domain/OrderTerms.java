package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the PDV ordered. Of all this only the amount and the lines of the receipt ever change.
 *
 * @param code the PDV's own reference
 * @param displayName label on the screen
 * @param amount zero while all its items are taken out
 * @param paymentType absent when the operator chooses
 * @param installments 1 to 24
 * @param installmentType who finances them
 * @param receipt whether the terminal prints the order too, and what of it
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
    Receipt receipt,
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
        Receipt.NONE,
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

  /**
   * Whether and what the terminal prints of an order after its slip (feature O10).
   *
   * @param printed whether it does
   * @param lines what it prints; none unless it does
   */
  public record Receipt(boolean printed, List<ReceiptLine> lines) {
    /** Nothing is printed. */
    public static final Receipt NONE = new Receipt(false, List.of());

    public Receipt {
      lines = List.copyOf(lines);
    }

    /** The same with other lines; without any if nothing is printed. */
    public Receipt with(List<ReceiptLine> other) {
      return printed ? new Receipt(true, other) : this;
    }
  }

  /** The same with other lines on the receipt. */
  public OrderTerms listing(List<ReceiptLine> lines) {
    return with(amount, receipt.with(lines));
  }

  /** The same at another price. */
  public OrderTerms worth(Money newAmount) {
    return with(newAmount, receipt);
  }

  private OrderTerms with(Money newAmount, Receipt newReceipt) {
    return new OrderTerms(
        code,
        displayName,
        newAmount,
        paymentType,
        installments,
        installmentType,
        newReceipt,
        onApproval,
        overpaymentAllowed,
        expiresAt,
        placedAt);
  }
}
