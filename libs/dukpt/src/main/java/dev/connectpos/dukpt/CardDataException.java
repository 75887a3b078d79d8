package dev.connectpos.dukpt;

/**
 * Card data that cannot be opened: malformed, altered, under another key, or sealed for another
 * attempt. Which of these it was is not said, so that nobody can probe for it.
 */
public final class CardDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CardDataException(String message) {
    super(message);
  }
}
