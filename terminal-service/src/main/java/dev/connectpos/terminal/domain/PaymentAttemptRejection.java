package dev.connectpos.terminal.domain;

/** Why a command to an attempt is refused; the first that applies wins. */
public enum PaymentAttemptRejection {
  /** A confirmation without an approval to confirm. */
  NOT_CONFIRMABLE,
  /** A confirmation of what is undone or being undone; the terminal is told so. */
  UNDONE,
  /** An undo of what the terminal has confirmed; the capture is on its way. */
  ALREADY_CONFIRMED,
  /** An undo of what is captured, which takes a refund. */
  ALREADY_CAPTURED,
  /** The acquirer contradicts its own final word; recorded for people, nothing changes. */
  CONTRADICTS_OUTCOME
}
