package dev.connectpos.emulator;

import java.util.Locale;

/** How a card was read. */
public enum EntryMode {
  /** Chip in the slot. */
  CHIP,
  /** Held to the reader. */
  CONTACTLESS,
  /** Magnetic stripe, after the chip failed. */
  MAGSTRIPE_FALLBACK,
  /** Typed by hand. */
  TYPED;

  /** The protocol's name of it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
