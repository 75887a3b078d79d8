package dev.connectpos.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the relay is doing, for metrics and health. Written by the relay, read by anyone. */
final class RelayState {

  enum Phase {
    STARTING,
    /** Another replica leads. */
    STANDBY,
    LEADING,
    /** The last session failed; the next one starts soon. */
    BROKEN,
    STOPPED
  }

  private final Clock clock;
  private volatile Phase phase = Phase.STARTING;
  private volatile boolean wasReady;
  private volatile Instant progressAt;
  private volatile @Nullable Instant brokenSince;
  private volatile Supplier<@Nullable Instant> oldestUnconfirmed = () -> null;

  RelayState(Clock clock) {
    this.clock = clock;
    this.progressAt = clock.instant();
  }

  void standby() {
    become(Phase.STANDBY);
    brokenSince = null;
    wasReady = true;
  }

  void leading(Supplier<@Nullable Instant> oldest) {
    oldestUnconfirmed = oldest;
    become(Phase.LEADING);
    wasReady = true;
  }

  /** Whatever was unconfirmed stays so; its age goes on growing until something is confirmed. */
  void broken() {
    Instant oldest = unconfirmedSince();
    brokenSince = oldest == null ? clock.instant() : oldest;
    oldestUnconfirmed = () -> null;
    become(Phase.BROKEN);
  }

  void stopped() {
    become(Phase.STOPPED);
  }

  /** Kafka acknowledged something, or there was nothing to send. */
  void confirmed() {
    progressAt = clock.instant();
    brokenSince = null;
  }

  /**
   * A commit is held that no one can see yet: nothing a restart would mend, only its age alarms.
   */
  void waiting() {
    progressAt = clock.instant();
  }

  Phase phase() {
    return phase;
  }

  /** True from the first time that this replica led or stood by. */
  boolean wasReady() {
    return wasReady;
  }

  /** How long the oldest message that Kafka has not acknowledged has been waiting. */
  Duration unconfirmedAge() {
    Instant since = unconfirmedSince();
    return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
  }

  /**
   * Time since the last sign of life: a confirmation (heartbeats are confirmed too), a new attempt,
   * or a look whether a held commit can be seen. A relay whose attempts fail is alive, and alarmed
   * by its age; one that makes none is stuck.
   */
  Duration silence() {
    return Duration.between(progressAt, clock.instant());
  }

  private void become(Phase next) {
    phase = next;
    progressAt = clock.instant();
  }

  private @Nullable Instant unconfirmedSince() {
    Instant broken = brokenSince;
    Instant oldest = oldestUnconfirmed.get();
    if (broken == null || oldest == null) {
      return broken == null ? oldest : broken;
    }
    return broken.isBefore(oldest) ? broken : oldest;
  }
}
