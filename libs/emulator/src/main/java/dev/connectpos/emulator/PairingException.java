package dev.connectpos.emulator;

/** The server refuses to pair this terminal; trying again does not help. One line, for people. */
public final class PairingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PairingException(String message) {
    super(message);
  }
}
