package dev.connectpos.order.domain;

/** What is known of the terminal an order is addressed to. */
public enum TerminalStanding {
  /** No terminal of the account has this serial number. */
  UNKNOWN,
  /** It shows a list of orders and takes no direct ones. */
  LISTED,
  /** It takes direct orders. */
  DIRECT
}
