package dev.connectpos.emulator;

/** Why a terminal stopped for good. */
public enum Ending {
  /** It was closed. */
  CLOSED("terminal desligado", "switched off"),
  /** Another session of the same terminal took over. */
  FENCED("outra sessão deste terminal está ativa", "another session of this terminal took over"),
  /** The server does not know its credential. */
  CREDENTIAL_REFUSED(
      "credencial recusada pelo servidor",
      "the server refuses the terminal's credential; pair it again"),
  /** Every transaction key was used. */
  KEYS_EXHAUSTED("as chaves do terminal acabaram", "the terminal has used all of its keys"),
  /** Its state could not be stored, and nothing may be sent that is not stored before. */
  STATE_NOT_STORED(
      "o estado do terminal não pôde ser gravado", "the terminal's state could not be stored"),
  /** A defect of the emulator. */
  FAILED("defeito no emulador", "the emulator has a defect");

  private final String screenText;
  private final String message;

  Ending(String screenText, String message) {
    this.screenText = screenText;
    this.message = message;
  }

  /** For the display. */
  String screenText() {
    return screenText;
  }

  /** For the command line and logs, one line. */
  public String message() {
    return message;
  }
}
