package dev.connectpos.order.domain;

/** How an order comes by its payments. */
public enum OrderChannel {
  /** On terminals. */
  TERMINAL,
  /** By charges that the PDV adds over the API, until it closes the order. */
  CHARGES,
  /**
   * By the payments it was placed with (O12). None may be added, and it closes by itself when the
   * last of them has come to its end.
   */
  SETTLING,
  /** By one sale that a terminal made of its own accord (T5). None may be added. */
  STANDALONE
}
