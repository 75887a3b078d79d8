package dev.connectpos.terminal.domain;

/**
 * Why a terminal's frame about a payment is refused, in order of precedence; the first that applies
 * wins. Nothing was stored and nothing was charged.
 */
public enum PaymentRefusal {
  /** The attempt id was used before, for something else. */
  ATTEMPT_WITH_DIFFERENT_CONTENTS,
  /** The order is not on this terminal's screen. */
  ORDER_NOT_HERE,
  /** Nothing is left to pay. */
  ORDER_ALREADY_PAID,
  /** Another payment's outcome is open, and nothing is left until it is known. */
  PAYMENT_IN_PROGRESS,
  /** An order is on this terminal's screen, and comes before a standalone sale. */
  SCREEN_TAKEN,
  /** The amount of a direct order, or the currency, is not the order's. */
  AMOUNT_MISMATCH,
  /** More than a listed order owes, counting payments whose outcome is open. */
  AMOUNT_ABOVE_OWED,
  /** Function, instalments or who finances them are not the order's. */
  TERMS_MISMATCH,
  /** The acquirer cannot take the encrypted card data. */
  CARD_DATA_REJECTED,
  /** The acquirer cannot be reached; the same may be tried again. */
  TEMPORARILY_UNAVAILABLE,
  /** This terminal has made no such attempt. */
  UNKNOWN_ATTEMPT,
  /** There is no approval to confirm. */
  NOT_CONFIRMABLE
}
