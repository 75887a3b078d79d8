package dev.connectpos.emulator.state;

import org.jspecify.annotations.Nullable;

/**
 * The last document that the printer began with. It is stored before the first dot, so that no
 * document is ever on paper twice: one whose outcome is not known counts as interrupted.
 *
 * @param printId the job
 * @param status printed or failed; null while it is being printed
 * @param reason why it failed
 */
public record LastPrint(String printId, @Nullable String status, @Nullable String reason) {

  /** The printer begins with it. */
  public static LastPrint begun(String printId) {
    return new LastPrint(printId, null, null);
  }

  /** It is on paper. */
  public LastPrint printed() {
    return new LastPrint(printId, "printed", null);
  }

  /** It is not on paper, or not all of it. */
  public LastPrint failed(String why) {
    return new LastPrint(printId, "failed", why);
  }
}
