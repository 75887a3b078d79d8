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
  STANDALONE,
  /**
   * On a terminal, to prove the account's set-up (A13). Whatever is paid goes back by itself, and
   * the order closes with it.
   */
  SETUP_CHECK;

  /** Whether it waits on terminals, where it takes one of the account's places. */
  public boolean waitsOnTerminals() {
    return this == TERMINAL || this == SETUP_CHECK;
  }
}
