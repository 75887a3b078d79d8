package dev.connectpos.terminal.domain;

/**
 * Why a terminal's frame about a cancellation is refused, in order of precedence; the first that
 * applies wins. Nothing was stored and nothing was asked for.
 */
public enum CancelRefusal {
  /** The cancel id was used before, for something else. */
  CANCEL_WITH_DIFFERENT_CONTENTS,
  /** The session was not unlocked with the administrative password, or not lately. */
  ADMIN_REQUIRED,
  /** The outcome of a payment of this terminal is open. */
  PAYMENT_IN_PROGRESS,
  /** An order is on this terminal's screen. */
  SCREEN_TAKEN,
  /** No sale of the account's terminals. */
  UNKNOWN_SALE,
  /** Nothing is left of it, or a cancellation of it is in progress. */
  NOT_CANCELABLE,
  /** Not all that is left of it. */
  AMOUNT_MISMATCH,
  /** The acquirer cannot read the card. */
  CARD_DATA_REJECTED,
  /** The acquirer cannot be reached; the same may be tried again. */
  TEMPORARILY_UNAVAILABLE,
  /** Another card than the one that paid. */
  CARD_MISMATCH,
  /** This terminal has asked for no such cancellation. */
  UNKNOWN_CANCEL
}
