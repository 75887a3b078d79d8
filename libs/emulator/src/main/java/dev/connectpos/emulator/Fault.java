package dev.connectpos.emulator;

/** What can go wrong at a terminal, on purpose. Each happens once per attempt while it is armed. */
public enum Fault {
  /** The power goes after {@code payment.start} was sent. */
  DROP_AFTER_START,
  /** The power goes after the approval arrived, before it is confirmed. */
  DROP_AFTER_APPROVED,
  /** The approval is never confirmed while this is armed. */
  SKIP_CONFIRM,
  /** {@code payment.start} is sent twice. */
  START_TWICE,
  /** The printer has no paper while this is armed. */
  OUT_OF_PAPER,
  /** The power goes while a document is being printed. */
  DROP_WHILE_PRINTING
}
