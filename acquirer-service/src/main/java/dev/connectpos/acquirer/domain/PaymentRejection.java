package dev.connectpos.acquirer.domain;

/** Why a command has no effect. In order of precedence: the first that applies is the answer. */
public enum PaymentRejection {
  /** It names another attempt than the payment's. */
  OTHER_ATTEMPT,
  /** There is no such payment yet. */
  NOT_STARTED,
  /** A payment is started once. */
  ALREADY_STARTED,
  /** Nobody has an approval to confirm. */
  NOT_AUTHORIZED,
  /** It was declined. */
  DECLINED,
  /** It is being undone. */
  BEING_REVERSED,
  /** It was undone. */
  REVERSED,
  /** Captured money goes back by cancel or refund only. */
  ALREADY_CAPTURED,
  /** There is still time to confirm. */
  DEADLINE_NOT_REACHED,
  /** An approval with another authorization code than the one we hold: an operator must look. */
  OTHER_APPROVAL,
  /** The network denies what it approved before: an operator must look. */
  CONTRADICTS_APPROVAL,
  /** No reversal is under way. */
  NOTHING_TO_ACKNOWLEDGE
}
