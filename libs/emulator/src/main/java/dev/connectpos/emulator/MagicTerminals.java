package dev.connectpos.emulator;

import dev.connectpos.emulator.state.TerminalStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The magic terminals of an account, switched on together. They are paired before; each has a store
 * of its own, which is theirs until they are closed. They keep themselves connected, through
 * restarts of the server too, on the threads of one {@link Emulator}.
 */
public final class MagicTerminals implements AutoCloseable {

  private final Emulator emulator;
  private final List<TerminalStore> stores = new ArrayList<>();
  private final Map<MagicTerminal, Terminal> terminals = new EnumMap<>(MagicTerminal.class);

  private MagicTerminals(Clock clock) {
    emulator = new Emulator(clock);
  }

  /** Where the state of each is kept. */
  @FunctionalInterface
  public interface Stores {
    /** Opens the store of a terminal. */
    TerminalStore open(String serial);
  }

  /**
   * Switches them on, but for the one that never is.
   *
   * @param settings where the server is
   * @throws IllegalStateException if one of them is not paired
   */
  public static MagicTerminals switchOn(Clock clock, TerminalSettings settings, Stores stores) {
    var all = new MagicTerminals(clock);
    try {
      for (MagicTerminal magic : MagicTerminal.values()) {
        if (magic.isSwitchedOn()) {
          all.switchOn(magic, settings, stores.open(magic.serial()));
        }
      }
      return all;
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  /** Those that are on; the one that is never switched on is not there. */
  Map<MagicTerminal, Terminal> terminals() {
    return Map.copyOf(terminals);
  }

  private void switchOn(MagicTerminal magic, TerminalSettings settings, TerminalStore store) {
    stores.add(store);
    terminals.put(magic, switchOn(emulator, magic, settings, store));
  }

  /** Switches one of them on. */
  static Terminal switchOn(
      Emulator emulator, MagicTerminal magic, TerminalSettings settings, TerminalStore store) {
    // The terminal itself is what reacts; nothing happens to it before it is there.
    var self = new CompletableFuture<Terminal>();
    Terminal terminal =
        emulator.start(
            magic.settings(settings),
            store,
            magic.shopper(),
            event -> {
              var _ = self.thenAccept(there -> magic.react(there, event));
            });
    magic.train(terminal);
    self.complete(terminal);
    return terminal;
  }

  /** Switches them off and lets go of their stores. */
  @Override
  public void close() {
    terminals.values().forEach(Terminal::close);
    emulator.close();
    stores.forEach(TerminalStore::close);
  }
}
