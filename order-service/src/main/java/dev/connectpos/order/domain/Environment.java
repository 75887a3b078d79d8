package dev.connectpos.order.domain;

/** Which world an account and its keys belong to. */
public enum Environment {
  LIVE,
  TEST
}
