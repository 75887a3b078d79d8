package dev.connectpos.acquirer.domain;

/** Where a payment began; every event of it says so. */
public enum PaymentOrigin {
  /** At a terminal, for an order of the till. */
  ORDER,
  /** At a terminal, without an order (T5). */
  STANDALONE,
  /** Over the API, with no card present (O12). */
  ONLINE
}
