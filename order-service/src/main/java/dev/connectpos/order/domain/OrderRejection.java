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
  /** The account has as many open orders as it may have (O6). */
  TOO_MANY_OPEN_ORDERS,
  /** A capture in another currency than the order's. */
  CURRENCY_DIFFERS,
  /** The payment was captured before, and the acquirer said something else then. */
  PAYMENT_CAPTURED_WITH_DIFFERENT_CONTENTS,
  /** The payment is captured, and captured is final. */
  PAYMENT_ALREADY_CAPTURED,
  /** The payment was declined before, with another reason. */
  PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS,
  /** The payment was declined or undone; only a capture could still be news of it. */
  PAYMENT_ALREADY_OVER,
  /** Closed before, in another way. */
  ORDER_CLOSED_WITH_DIFFERENT_STATUS,
  /** The outcome of a payment is open; closing now might orphan money. */
  PAYMENT_IN_PROGRESS,
  /** Closing as paid what is not paid in full. */
  ORDER_NOT_FULLY_PAID,
  /** Closing as canceled or failed what was paid for, if only in part. */
  ORDER_HAS_PAYMENTS
}
