package dev.connectpos.iso8583;

/** The request is certainly not done: not one byte of it was handed to a connected socket. */
public final class NotSentException extends Exception {
  private static final long serialVersionUID = 1L;

  NotSentException(String why) {
    super(why);
  }
}
