package dev.connectpos.order.domain;

/** What an API key is good for. */
public enum KeyKind {
  /** Calls the API. */
  SECRET,
  /** Only makes tokens; may stand in a web page. */
  PUBLIC
}
