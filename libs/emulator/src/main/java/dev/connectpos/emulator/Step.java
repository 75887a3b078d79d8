package dev.connectpos.emulator;

/** Where the power can go, named for what has just been done. See {@link Terminal#cutPowerAt}. */
public enum Step {
  /** An order is on the screen, and the server was told. */
  ORDER_SHOWN,
  /** The attempt is stored; nothing of it was sent. */
  ATTEMPT_STORED,
  /** {@code payment.start} or {@code sale.start} was sent. */
  START_SENT,
  /** The approval is on the screen; it was not confirmed. */
  APPROVAL_SHOWN,
  /** The approval was confirmed. */
  CONFIRM_SENT,
  /** The payment is known to be taken; there is no slip yet. */
  OUTCOME_HEARD,
  /** The slips are on paper; the attempt is still open. */
  SLIP_PRINTED,
  /** The attempt is closed, its screen not shown. */
  ATTEMPT_CLOSED,
  /** It is stored that the printing of a document begins. */
  DOCUMENT_BEGUN,
  /** A document is on paper; that is not stored. */
  DOCUMENT_PRINTED,
  /** The cancellation is stored; nothing of it was sent. */
  CANCELLATION_STORED,
  /** {@code sale.cancel} was sent. */
  CANCEL_SENT,
  /** The sale is known to be cancelled; there is no slip yet. */
  CANCELED_HEARD,
  /** The cancellation's slips are on paper; it is still open. */
  CANCELED_PRINTED
}
