package dev.connectpos.emulator;

/** Where a pairing stands. */
public sealed interface PairingStep {

  /** An operator has to type this code. */
  record ShowCode(String code) implements PairingStep {}

  /** The server cannot be reached; the terminal keeps trying. */
  record ServerUnreachable(String reason) implements PairingStep {}

  /** Done. */
  record Paired(String terminalId) implements PairingStep {}
}
