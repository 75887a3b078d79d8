package dev.connectpos.terminal.domain;

import java.time.Instant;

/** Where a cancellation that a terminal asked for stands (feature T6). */
public sealed interface SaleCancellationState {

  /** Order-service was asked; whether money goes back is not known yet. */
  record Asked() implements SaleCancellationState {}

  /** The money went back. */
  record Canceled(CancelKind kind, Instant endedAt) implements SaleCancellationState {}

  /**
   * Nothing was given back; the sale stands as it did.
   *
   * @param code why, for machines
   * @param message why, in Portuguese
   */
  record Refused(String code, String message, Instant endedAt) implements SaleCancellationState {}

  /** Whether the answer is still to come. */
  default boolean isOpen() {
    return switch (this) {
      case Asked _ -> true;
      case Canceled _, Refused _ -> false;
    };
  }
}
