package dev.connectpos.order.domain;

/** What the acquirer last said of one payment of an order. */
public sealed interface PaymentStanding {

  /** The outcome is open. */
  record Live(LivePhase phase) implements PaymentStanding {}

  /**
   * The network or the acquirer refused; nothing is held.
   *
   * @param returnCode one of the acquirer's return codes
   * @param message what it means, for people
   */
  record Declined(String returnCode, String message) implements PaymentStanding {}

  /** Undone; nothing is held and the order may be paid again. */
  record Reversed() implements PaymentStanding {}

  /** Approved, and shown to the shopper; the rest of its life is the charge's. */
  record Charged(Charge charge) implements PaymentStanding {}
}
