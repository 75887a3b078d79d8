package dev.connectpos.terminal.domain;

import java.time.Instant;

/** Where a document is on its way to paper (features O10, T8). */
public sealed interface PrintJobState {

  /** Waits for its terminal. */
  record Queued() implements PrintJobState {}

  /** A session of the terminal was given it. */
  record Printing() implements PrintJobState {}

  /** On paper. */
  record Printed(Instant endedAt) implements PrintJobState {}

  /** Not on paper, or not known to be. */
  record Failed(PrintFailure reason, Instant endedAt) implements PrintJobState {}

  /** Whether the terminal is still to print it or to answer for it. */
  default boolean isOpen() {
    return switch (this) {
      case Queued _, Printing _ -> true;
      case Printed _, Failed _ -> false;
    };
  }
}
