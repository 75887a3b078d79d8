package dev.connectpos.emulator.fault;

/** Which way a message goes, as the terminal sees it. */
public enum Direction {
  /** From the server. */
  IN,
  /** To the server. */
  OUT
}
