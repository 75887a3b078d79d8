package dev.connectpos.emulator.state;

import java.util.function.UnaryOperator;

/** Forgets with the process: for load generation, where thousands of files would be the load. */
public final class MemoryTerminalStore implements TerminalStore {

  private volatile TerminalState state;

  /** Starts from a state. */
  public MemoryTerminalStore(TerminalState state) {
    this.state = state;
  }

  @Override
  public TerminalState state() {
    return state;
  }

  @Override
  public synchronized TerminalState update(UnaryOperator<TerminalState> step) {
    state = step.apply(state);
    return state;
  }
}
