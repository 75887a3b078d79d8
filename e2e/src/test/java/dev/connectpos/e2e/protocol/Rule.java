package dev.connectpos.e2e.protocol;

/**
 * One thing that the protocol asks of a terminal or of a server.
 *
 * @param id for ever the same, in words
 * @param sentence what is asked
 * @param section the heading of docs/terminal-protocol.md that asks it
 * @param check fails if it is not so
 * @param <B> what the check works with
 */
record Rule<B>(String id, String sentence, String section, Check<B> check) {

  /** Tries whether it is so. */
  interface Check<B> {
    /** Throws what is not so, or {@link Skipped}. */
    void run(B bench) throws Exception;
  }

  /** The rule cannot be tried here. */
  static final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Skipped(String why) {
      super(why);
    }
  }
}
