package dev.connectpos.emulator;

import dev.connectpos.emulator.wire.ClientFrame;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thing that is waited for: an answer, the shopper, the time to try again. Whatever is
 * waited for next takes the place of what was waited for before. Runs in the terminal's mailbox.
 */
final class Wait {

  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final BiFunction<Duration, Runnable, Timers.Timer> timers;
  private final Consumer<ClientFrame> line;
  private final Duration patience;
  private final Runnable ask;
  private @Nullable ClientFrame lastRequest;
  private Timers.Timer timer = () -> {};

  /**
   * @param line sends frames
   * @param patience how long there may be no news before it is asked
   * @param ask asks how things stand
   */
  Wait(
      BiFunction<Duration, Runnable, Timers.Timer> timers,
      Consumer<ClientFrame> line,
      Duration patience,
      Runnable ask) {
    this.timers = timers;
    this.line = line;
    this.patience = patience;
    this.ask = ask;
  }

  /** Sends what wants an answer, and asks how things stand if none comes. */
  void request(ClientFrame frame) {
    lastRequest = frame;
    news();
    line.accept(frame);
  }

  /** Asks how things stand if nothing is heard for a while. */
  void news() {
    after(patience, ask);
  }

  /** The server could not take the last request: sends it again, as it was. */
  void repeat() {
    after(
        TRY_AGAIN,
        () -> {
          ClientFrame again = lastRequest;
          if (again != null) {
            request(again);
          }
        });
  }

  /** Lets some time pass; none at all is no wait. */
  void pass(Duration delay, Runnable step) {
    if (delay.isZero()) {
      cancel();
      step.run();
    } else {
      after(delay, step);
    }
  }

  /** Waits for nothing any more. */
  void cancel() {
    timer.cancel();
  }

  /** The last request was answered for good. */
  void done() {
    cancel();
    lastRequest = null;
  }

  private void after(Duration delay, Runnable step) {
    timer.cancel();
    timer = timers.apply(delay, step);
  }
}
