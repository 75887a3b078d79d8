package dev.connectpos.terminal.domain;

/** What a PDV has printed (feature O10). */
public enum DocumentKind {
  NFE,
  CUPOM,
  RECEIPT
}
