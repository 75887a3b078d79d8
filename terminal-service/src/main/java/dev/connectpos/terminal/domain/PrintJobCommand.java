package dev.connectpos.terminal.domain;

import java.time.Instant;

/** What may happen to a document after it was taken. */
public sealed interface PrintJobCommand {

  /** A session of the terminal is about to be given it, for the first time or again. */
  record HandOver() implements PrintJobCommand {}

  /** The terminal says: on paper. */
  record RecordPrinted(Instant at) implements PrintJobCommand {}

  /** The terminal says: not on paper. */
  record RecordFailed(PrintFailure reason, Instant at) implements PrintJobCommand {}

  /** Its time is over. */
  record Expire(Instant at) implements PrintJobCommand {}
}
