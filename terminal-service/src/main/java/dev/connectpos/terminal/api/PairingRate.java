package dev.connectpos.terminal.api;

import dev.connectpos.terminal.application.RealTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often one address may begin a pairing, which anybody may. Counted by each replica for itself:
 * it keeps one address from crowding out the terminals of others, and need not be exact.
 */
@ApplicationScoped
class PairingRate {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int TIDY_ABOVE = 10_000;

  private record Window(Instant since, int count) {}

  private final Map<String, Window> windows = new ConcurrentHashMap<>();
  private final int perMinute;
  private final Clock clock;

  PairingRate(
      @ConfigProperty(name = "connect.pairing.per-address-and-minute") int perMinute,
      @RealTime Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Counts a request; false if the address had its share of this minute. */
  boolean admits(String address) {
    Instant now = clock.instant();
    if (windows.size() > TIDY_ABOVE) {
      windows.values().removeIf(window -> isOver(window, now));
    }
    Window window =
        windows.compute(
            address,
            (_, last) ->
                last == null || isOver(last, now)
                    ? new Window(now, 1)
                    : new Window(last.since(), last.count() + 1));
    return window.count() <= perMinute;
  }

  private static boolean isOver(Window window, Instant now) {
    return !now.isBefore(window.since().plus(WINDOW));
  }
}
