package dev.connectpos.terminal.domain;

/** What an attempt asks of the acquirer; each becomes one command on {@code payment.commands}. */
public sealed interface PaymentAttemptEvent {

  /**
   * The card is to be authorized.
   *
   * @param presentmentReference one-use reference to the card data held by the acquirer
   * @param onApproval what the PDV wants done with an approval
   * @param origin what is paid
   */
  record AuthorizationRequested(
      String presentmentReference, OrderTerms.OnApproval onApproval, PaymentOrigin origin)
      implements PaymentAttemptEvent {}

  /** The approval was shown; the payment is to be captured. */
  record ConfirmationRequested() implements PaymentAttemptEvent {}

  /** The payment is not to stand. */
  record UndoRequested(UndoReason reason) implements PaymentAttemptEvent {}
}
