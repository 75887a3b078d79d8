package dev.connectpos.terminal.domain;

/** How money goes back: by a void before anything was settled, or by a refund after. */
public enum CancelKind {
  VOID,
  REFUND
}
