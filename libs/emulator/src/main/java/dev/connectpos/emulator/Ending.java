package dev.connectpos.emulator;

/** Why a terminal stopped for good. */
public enum Ending {
  /** It was closed. */
  CLOSED("terminal desligado"),
  /** Another session of the same terminal took over. */
  FENCED("outra sessão deste terminal está ativa"),
  /** The server does not know its credential. */
  CREDENTIAL_REFUSED("credencial recusada pelo servidor"),
  /** Every transaction key was used. */
  KEYS_EXHAUSTED("as chaves do terminal acabaram"),
  /** Its state could not be stored, and nothing may be sent that is not stored before. */
  STATE_NOT_STORED("o estado do terminal não pôde ser gravado"),
  /** A defect of the emulator. */
  FAILED("defeito no emulador");

  private final String message;

  Ending(String message) {
    this.message = message;
  }

  /** For the operator, one line. */
  public String message() {
    return message;
  }
}
