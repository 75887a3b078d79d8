package dev.connectpos.terminal.domain;

/** How orders reach a terminal: shown at once, or picked from a list. */
public enum TerminalMode {
  DIRECT,
  LISTED
}
