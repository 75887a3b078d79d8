package dev.connectpos.emulator;

/** The power went; the step that was under way ends here, and all that is not stored is gone. */
final class PowerCutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PowerCutException(Step step) {
    super("power cut at " + step);
  }
}
