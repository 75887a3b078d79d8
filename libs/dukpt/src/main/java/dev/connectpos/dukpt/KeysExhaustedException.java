package dev.connectpos.dukpt;

/** Every transaction counter was used: the terminal can encrypt nothing until it gets a new key. */
public final class KeysExhaustedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KeysExhaustedException() {
    super("the terminal has used all of its transaction keys and needs a new initial key");
  }
}
