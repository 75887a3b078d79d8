package dev.connectpos.terminal.domain;

/** What a payment of a terminal pays. */
public enum PaymentOrigin {
  /** An order of a PDV. */
  ORDER,
  /** An amount typed on the terminal (feature T5). */
  STANDALONE
}
