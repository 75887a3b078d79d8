package dev.connectpos.order.domain;

/** Who finances the instalments. */
public enum InstallmentType {
  /** The merchant, without interest to the shopper. */
  MERCHANT,
  /** The card's issuer, with interest. */
  ISSUER
}
