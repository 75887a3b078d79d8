package dev.connectpos.order.domain;

/** Why an order refuses a command, in order of precedence: the first that applies is given. */
public enum OrderRejection {
  /** There is no such order. */
  ORDER_NOT_FOUND,
  /** The id is taken by an order that says something else. */
  ORDER_PLACED_WITH_DIFFERENT_CONTENTS,
  /** No terminal of the account has the serial number. */
  TERMINAL_UNKNOWN,
  /** The terminal shows a list and takes no direct orders. */
  TERMINAL_NOT_DIRECT,
  /** The account's affiliation may set no soft descriptor (A8). */
  SOFT_DESCRIPTOR_NOT_ALLOWED,
  /** The soft descriptor is longer than the affiliation's may be (A8). */
  SOFT_DESCRIPTOR_TOO_LONG,
  /** The account's affiliation may not have estimates held (A1). */
  PRE_AUTHORIZATION_NOT_ALLOWED,
  /** The order would expire too soon, too late, or before it was placed (O6). */
  EXPIRY_OUT_OF_BOUNDS,
  /** The account has as many open orders as it may have (O6). */
  TOO_MANY_OPEN_ORDERS,

  /** The order is paid on terminals, and takes no charges over the API. */
  ORDER_PAID_ON_TERMINALS,
  /** More than what is owed, and not paid, held or being asked for. */
  AMOUNT_ABOVE_WHAT_IS_OWED,
  /** An amount in another currency than the order's. */
  CURRENCY_DIFFERS,
  /** More captured than authorized, or more given back than captured. */
  AMOUNTS_DO_NOT_ADD_UP,
  /** The payment was approved before, and the acquirer said something else then. */
  PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS,
  /** The payment is approved, and cannot be declined or undone any more. */
  PAYMENT_ALREADY_CHARGED,
  /** The payment was declined before, with another reason. */
  PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS,
  /** The payment was declined or undone; only an approval could still be news of it. */
  PAYMENT_ALREADY_OVER,
  /** Something was said of the charge of a payment that has none. */
  PAYMENT_NOT_CHARGED,
  /** Money was said to move of a charge that is over, or in a way its state does not have. */
  CHARGE_CANNOT_CHANGE_SO,

  /** The order has no such charge. */
  CHARGE_NOT_FOUND,
  /** It is paid in cash: there is nothing to capture or to try again. */
  CHARGE_IS_CASH,
  /** It is not paid in cash: the acquirer says whether it is paid. */
  CHARGE_IS_NOT_CASH,
  /** It came to nothing: there is no money to capture or to give back. */
  CHARGE_HAS_FAILED,
  /** It is tried again only when it came to nothing. */
  CHARGE_HAS_NOT_FAILED,
  /** The card was not saved, and so is not there to be tried again. */
  CARD_NOT_SAVED,
  /** Another amount of cash than the charge is for. */
  CASH_AMOUNT_DIFFERS,
  /** All of it was given back, released or expired. */
  CHARGE_ALREADY_CANCELED,
  /** It was captured before. */
  CHARGE_ALREADY_CAPTURED,
  /** A capture of it is asked for, with the outcome open. */
  CAPTURE_PENDING,
  /** What is held can only be released as a whole. */
  PARTIAL_RELEASE_NOT_ALLOWED,
  /** What is held is asked to be released, with the outcome open. */
  CANCELLATION_PENDING,
  /** More than was authorized. */
  AMOUNT_ABOVE_AUTHORIZED,
  /** More than what is left: captured, and neither given back nor asked to be. */
  AMOUNT_ABOVE_WHAT_IS_LEFT,
  /** No cancellation of the charge was refused by the network. */
  NOTHING_TO_RETRY,

  /** Closed before, in another way. */
  ORDER_CLOSED_WITH_DIFFERENT_STATUS,
  /** Closed; what was ordered stays as it is. */
  ORDER_ALREADY_CLOSED,
  /** Its time is not over. */
  ORDER_NOT_DUE,
  /** The outcome of a payment is open; what it is for must not change now. */
  PAYMENT_IN_PROGRESS,
  /** The order has no such item. */
  ITEM_NOT_FOUND,
  /** The last item goes only by deleting all. */
  LAST_ITEM,
  /** The order would come to more than can be paid, or have too many items. */
  ORDER_TOO_LARGE,
  /** The order would come to less than is paid or held for it. */
  AMOUNT_BELOW_PAID,
  /** Closing as paid what is not paid in full. */
  ORDER_NOT_FULLY_PAID,
  /** Closing as canceled or failed what was paid for, if only in part. */
  ORDER_HAS_PAYMENTS
}
