package dev.connectpos.order.domain;

/** Why an order is closed. */
public enum CloseCause {
  /** The PDV asked. */
  REQUESTED,
  /** Its time was over (O6). */
  EXPIRED,
  /** The last of its payments over the API came to its end (O12). */
  SETTLED
}
