package dev.connectpos.terminal.domain;

/** Who finances the instalments. */
public enum InstallmentType {
  MERCHANT,
  ISSUER
}
