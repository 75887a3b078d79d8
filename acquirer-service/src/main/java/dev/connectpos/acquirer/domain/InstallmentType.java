package dev.connectpos.acquirer.domain;

/** Who finances the instalments (A1). */
public enum InstallmentType {
  MERCHANT,
  ISSUER
}
