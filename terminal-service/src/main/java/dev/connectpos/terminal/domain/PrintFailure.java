package dev.connectpos.terminal.domain;

/** Why a document is not on paper, or not known to be. */
public enum PrintFailure {
  /** The terminal says: no paper. */
  PAPER_OUT,
  /** The terminal says: the printer does not work. */
  PRINTER_ERROR,
  /** The terminal says: the image is not what was announced, or cannot be read. */
  IMAGE_ERROR,
  /** The terminal says: it went off while it printed; some of it may be on paper. */
  INTERRUPTED,
  /** The terminal was not there to take it in time; nothing is on paper. */
  TERMINAL_OFFLINE,
  /** The terminal took it and said nothing more in time; it may be on paper. */
  UNANSWERED;

  /** Whether it is a terminal that says so. */
  public boolean isSaidByTerminals() {
    return switch (this) {
      case PAPER_OUT, PRINTER_ERROR, IMAGE_ERROR, INTERRUPTED -> true;
      case TERMINAL_OFFLINE, UNANSWERED -> false;
    };
  }
}
