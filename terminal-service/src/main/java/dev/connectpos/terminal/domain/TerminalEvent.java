package dev.connectpos.terminal.domain;

/** Facts about a terminal, for the event log. */
public sealed interface TerminalEvent {

  /** It belongs to the account and may be addressed by orders. */
  record Registered() implements TerminalEvent {}

  /** A session began and fenced all earlier ones. */
  record Connected(long epoch, String appVersion) implements TerminalEvent {}

  /** The live session ended. */
  record Disconnected(long epoch, String reason) implements TerminalEvent {}

  /** The order is on its screen. */
  record OrderShown(OrderId order) implements TerminalEvent {}

  /** A card was presented, and the acquirer is being asked. */
  record PaymentStarted(PaymentAttempt attempt) implements TerminalEvent {}

  /** A document is on its way to paper, or has come to its end. */
  record PrintJobChanged(PrintJob job) implements TerminalEvent {}

  /** A sale is to be cancelled; order-service carries it out (feature T6). */
  record CancellationAsked(SaleCancellation cancellation) implements TerminalEvent {}

  /** The operator took a direct order off the screen without a payment. */
  record OrderRejected(OrderId order) implements TerminalEvent {}
}
