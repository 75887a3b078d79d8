package dev.connectpos.order.domain;

/** Why an order is closed. */
public enum CloseCause {
  /** The PDV asked. */
  REQUESTED,
  /** Its time was over (O6). */
  EXPIRED
}
