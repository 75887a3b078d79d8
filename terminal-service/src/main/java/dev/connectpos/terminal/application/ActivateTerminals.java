package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.Activation;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import dev.connectpos.terminal.domain.TerminalId;
import dev.connectpos.terminal.domain.TerminalMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Operators activate terminals in a mode, change the mode, and deactivate them (features T1, T4);
 * each reaches the terminal without a restart. What is on a deactivated terminal's screen goes back
 * to where it waits, but for a payment whose outcome is open: that one is seen to its end first.
 */
@ApplicationScoped
public class ActivateTerminals {
  private final TerminalStore terminals;
  private final TerminalEvents events;
  private final ScreenOrder screens;
  private final Ids ids;
  private final Clock clock;

  ActivateTerminals(
      TerminalStore terminals, TerminalEvents events, ScreenOrder screens, Ids ids, Clock clock) {
    this.terminals = terminals;
    this.events = events;
    this.screens = screens;
    this.ids = ids;
    this.clock = clock;
  }

  /** Orders reach it in this mode from now on; empty if there is no such terminal. */
  @Transactional
  public Optional<Terminal> activate(TerminalId id, TerminalMode mode) {
    return terminals.lock(id).map(terminal -> become(terminal, new Activation(true, mode)));
  }

  /** No order reaches it any more; empty if there is no such terminal. */
  @Transactional
  public Optional<Terminal> deactivate(TerminalId id) {
    return terminals
        .lock(id)
        .map(terminal -> become(terminal, new Activation(false, terminal.mode())));
  }

  /** A replaced terminal is none any more, and stays as it is. */
  private Terminal become(Terminal terminal, Activation next) {
    if (terminal.isReplaced() || terminal.activation().equals(next)) {
      return terminal;
    }
    Instant now = clock.instant();
    Terminal changed = terminal.as(next);
    terminals.activate(terminal.id(), next);
    events.state(
        new TerminalEvents.Fact(
            changed,
            terminals.nextEventVersion(terminal.id()),
            new TerminalEvent.Registered(),
            now,
            Cause.of(ids.event().toString())));
    screens.advance(changed, now);
    return changed;
  }
}
