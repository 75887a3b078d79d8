package dev.connectpos.emulator.state;

import java.util.function.UnaryOperator;

/** Keeps a terminal's state. Used by one terminal at a time. */
public interface TerminalStore extends AutoCloseable {

  /** The state as last stored. */
  TerminalState state();

  /**
   * Stores the next state and returns it; when this returns, the state survives a power cut.
   *
   * @throws StateNotStoredException if it could not be stored; nothing may be done with the step
   */
  TerminalState update(UnaryOperator<TerminalState> step);

  /** Lets go of what the store holds. */
  @Override
  default void close() {}
}
