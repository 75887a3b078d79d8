package dev.connectpos.terminal.domain;

import java.time.Instant;

/** What may be said of a cancellation after it was asked for. */
public sealed interface SaleCancellationCommand {

  /** The acquirer says: given back. */
  record RecordCanceled(CancelKind kind, Instant at) implements SaleCancellationCommand {}

  /** Order-service or the acquirer says: not done. */
  record RecordRefused(String code, String message, Instant at)
      implements SaleCancellationCommand {}
}
