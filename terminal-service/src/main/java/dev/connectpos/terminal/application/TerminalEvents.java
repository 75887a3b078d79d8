package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import java.time.Instant;

/** Facts about terminals, through the outbox of the running transaction. */
public interface TerminalEvents {

  /**
   * One fact.
   *
   * @param version its place in the terminal's stream
   */
  record Fact(Terminal terminal, long version, TerminalEvent event, Instant at, Cause cause) {}

  /** States it with the commit. */
  void state(Fact fact);
}
