package dev.connectpos.terminal.domain;

/** What follows an approval: captured by itself, or held until it is captured or released. */
public enum OperationType {
  AUTH_AND_CAPTURE,
  AUTH_ONLY,
  PRE_AUTH
}
