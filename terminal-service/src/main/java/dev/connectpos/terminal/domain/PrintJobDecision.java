package dev.connectpos.terminal.domain;

/** What becomes of a command to a document. Every step is one fact for the event log. */
public sealed interface PrintJobDecision {

  /** The document moves on. */
  record Accepted(PrintJobState next) implements PrintJobDecision {}

  /** Nothing to do: it is so already. */
  record AlreadyDone(PrintJobState state) implements PrintJobDecision {}

  /** Refused, with no effect. */
  record Rejected(PrintJobRejection reason) implements PrintJobDecision {}
}
