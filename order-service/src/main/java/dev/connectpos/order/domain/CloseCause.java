package dev.connectpos.order.domain;

/** Why an order is closed. */
public enum CloseCause {
  /** The PDV asked. */
  REQUESTED,
  /** Its time was over (O6). */
  EXPIRED,
  /** The last of its payments came to its end, and none may be added (O12, T5). */
  SETTLED
}
