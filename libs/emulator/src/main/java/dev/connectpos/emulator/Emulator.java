package dev.connectpos.emulator;

import dev.connectpos.emulator.state.TerminalStore;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * What the terminals of one process share: an HTTP client, timers, virtual threads. Thousands of
 * terminals fit, since an idle one costs a socket and no thread. Closing it cuts them all off, as a
 * power cut would.
 */
public final class Emulator implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder()
          .executor(executor)
          .connectTimeout(CONNECT_TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final Timers timers = new Timers();
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  /** An emulator telling the time by a clock. */
  public Emulator(Clock clock) {
    this.clock = clock;
  }

  /**
   * Pairs a terminal, unless it is paired: asks for a code, hands it out to be shown, and waits
   * until an operator has taken the terminal in. Blocks; while the server is down it keeps trying.
   *
   * @param settings where the server is
   * @param store where the credential goes
   * @param progress is told the code, and why there is none yet
   * @throws PairingException if the server refuses this terminal
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public void pair(TerminalSettings settings, TerminalStore store, Consumer<PairingStep> progress)
      throws InterruptedException {
    new PairingClient(http, settings, store, progress).pair();
  }

  /**
   * Starts a paired terminal.
   *
   * @param settings how it behaves towards the server
   * @param store its state; the terminal does not close it
   * @param script what the shopper does
   * @param observer is told all that happens
   * @throws IllegalStateException if the terminal is not paired
   */
  public Terminal start(
      TerminalSettings settings,
      TerminalStore store,
      ShopperScript script,
      TerminalObserver observer) {
    var terminal = new Terminal(this, settings, store, script, observer);
    terminal.start();
    return terminal;
  }

  HttpClient http() {
    return http;
  }

  ExecutorService executor() {
    return executor;
  }

  Timers timers() {
    return timers;
  }

  SecureRandom random() {
    return random;
  }

  Clock clock() {
    return clock;
  }

  /** Cuts every terminal off. */
  @Override
  public void close() {
    timers.close();
    http.shutdownNow();
    executor.shutdownNow();
  }
}
