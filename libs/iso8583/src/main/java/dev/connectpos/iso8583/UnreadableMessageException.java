package dev.connectpos.iso8583;

/** What came is no message of ours. Its text and its cause hold nothing of what came. */
final class UnreadableMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableMessageException(String what) {
    super(what);
  }
}
