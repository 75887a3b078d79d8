package dev.connectpos.local.seed;

import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.emulator.Emulator;
import dev.connectpos.emulator.PairingException;
import dev.connectpos.emulator.PairingStep;
import dev.connectpos.emulator.TerminalSettings;
import dev.connectpos.emulator.state.FileTerminalStore;
import dev.connectpos.emulator.state.StateNotStoredException;
import dev.connectpos.emulator.state.TerminalState;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;

/** Pairs emulated terminals as shops do: the terminal shows a code, the operator types it. */
final class Pairing {
  private static final String MODEL = "EMULATOR";

  private final Home home;
  private final URI server;
  private final String bdk;
  private final Consumer<Code> operator;

  /**
   * A code on a terminal's screen.
   *
   * @param mode how orders shall reach the terminal
   */
  record Code(String serial, String mode, String code) {}

  /**
   * @param bdk base derivation key, from which the terminal is given its own
   * @param operator types a code
   */
  Pairing(Home home, URI server, String bdk, Consumer<Code> operator) {
    this.home = home;
    this.server = server;
    this.bdk = bdk;
    this.operator = operator;
  }

  /** Pairs the terminal, unless it is, and answers its id. */
  String pair(String serial, String mode) {
    try (FileTerminalStore store = store(serial);
        var emulator = new Emulator(Clock.systemUTC())) {
      emulator.pair(
          TerminalSettings.of(server),
          store,
          step -> {
            if (step instanceof PairingStep.ShowCode(String code)) {
              operator.accept(new Code(serial, mode, code));
            }
          });
      String id = store.state().terminalId();
      if (id == null) {
        throw new IllegalStateException("paired without an id");
      }
      return id;
    } catch (PairingException | StateNotStoredException e) {
      throw new Failure("terminal " + serial + " cannot be paired: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  /** The state of the terminal, fresh from key injection the first time. */
  private FileTerminalStore store(String serial) {
    Path file = home.terminal(serial);
    if (Files.exists(file)) {
      return FileTerminalStore.open(file);
    }
    try (var key = BaseDerivationKey.ofHex(bdk)) {
      var state = TerminalState.injected(serial, MODEL, key, new SecureRandom());
      return FileTerminalStore.create(file, state);
    }
  }
}
