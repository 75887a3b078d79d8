package dev.connectpos.emulator;

/**
 * Is told all that happens at a terminal, in order. It is called by the terminal itself and must
 * not block it; one observer may be shared by many terminals if it is safe for threads.
 */
@FunctionalInterface
public interface TerminalObserver {

  /** Looks away. */
  TerminalObserver NONE = event -> {};

  /** Something happened. */
  void observe(TerminalEvent event);
}
