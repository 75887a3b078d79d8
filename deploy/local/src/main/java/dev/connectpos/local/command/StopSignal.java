package dev.connectpos.local.command;

/**
 * Ctrl-C, or whoever asks the process to end. What fails after it came is its consequence and not
 * worth a word: the thread that stops everything has the last one.
 */
final class StopSignal {
  private final Runnable stop;
  private volatile boolean came;

  private StopSignal(Runnable stop) {
    this.stop = stop;
  }

  /** Runs something when the process is asked to end. */
  static StopSignal then(Runnable stop) {
    var signal = new StopSignal(stop);
    Runtime.getRuntime().addShutdownHook(new Thread(signal::comes, "stop"));
    return signal;
  }

  /** Whether we have been asked to end; it stays so when all has stopped. */
  boolean came() {
    return came;
  }

  private void comes() {
    came = true;
    stop.run();
  }
}
