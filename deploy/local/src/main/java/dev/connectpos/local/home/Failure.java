package dev.connectpos.local.home;

import org.jspecify.annotations.Nullable;

/** Why a command cannot do what it was asked, in one line for the person who asked. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line, saying what to do about it where that is known
   */
  public Failure(String message) {
    super(message);
  }

  /**
   * @param message as above
   * @param cause for the log; not shown
   */
  public Failure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
