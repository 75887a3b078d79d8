package dev.connectpos.order.domain;

/** Where an open order is on its way through the terminal, for whoever watches. Never money. */
public enum TerminalStatus {
  /** No terminal has it on its screen yet. */
  QUEUED,
  /** A terminal has it on its screen. */
  SHOWN,
  /** A card was presented and the acquirer is being asked. */
  AUTHORIZING,
  /** The outcome is not known and is being found out. Not a decline. */
  VERIFYING,
  /** The last payment was approved; shown as {@code canceled} once nothing of it is left. */
  APPROVED,
  /** The last payment was declined. */
  DECLINED,
  /** The last payment is being undone. */
  REVERSING,
  /** The last payment was undone. */
  REVERSED,
  /** The operator took it off the screen. */
  REJECTED
}
