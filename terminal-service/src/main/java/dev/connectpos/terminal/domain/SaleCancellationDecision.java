package dev.connectpos.terminal.domain;

/** What becomes of a command to a cancellation. */
public sealed interface SaleCancellationDecision {

  /** The cancellation moves on. */
  record Accepted(SaleCancellationState next) implements SaleCancellationDecision {}

  /** Nothing to do: it is so already. */
  record AlreadyDone(SaleCancellationState state) implements SaleCancellationDecision {}

  /** Refused, with no effect. */
  record Rejected(SaleCancellationRejection reason) implements SaleCancellationDecision {}
}
