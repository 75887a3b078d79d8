package dev.connectpos.terminal.domain;

/** How the card was read. */
public enum EntryMode {
  CHIP,
  CONTACTLESS,
  MAGSTRIPE_FALLBACK,
  TYPED
}
