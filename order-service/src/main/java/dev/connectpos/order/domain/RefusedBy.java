package dev.connectpos.order.domain;

/** Who refused what was asked. */
public enum RefusedBy {
  /** A rule of the acquirer; nothing was tried. */
  RULE,
  /** The network; it was tried, and may be tried again (A6). */
  NETWORK
}
