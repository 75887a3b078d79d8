package dev.connectpos.acquirer.application;

import java.time.Duration;

/** How far the clock is ahead, kept across restarts and told to other replicas. */
public interface ClockStore {

  /** What was kept, or nothing. */
  Duration ahead();

  /** Keeps it, unless the clock is further ahead already; answers how far it is then. */
  Duration putAhead(Duration wanted);
}
