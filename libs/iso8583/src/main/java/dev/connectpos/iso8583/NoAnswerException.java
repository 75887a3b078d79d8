package dev.connectpos.iso8583;

/** Nobody knows what became of the request: it may have been read, and its answer lost. */
public final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String why) {
    super(why);
  }
}
