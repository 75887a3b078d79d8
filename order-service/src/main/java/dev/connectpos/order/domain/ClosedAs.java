package dev.connectpos.order.domain;

/** How the PDV closed an order (O5). */
public enum ClosedAs {
  PAID,
  CANCELED,
  FAILED
}
