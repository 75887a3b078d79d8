package dev.connectpos.acquirer.application;

import java.time.Duration;
import java.time.Instant;

/** Where it is stated that the test clock was put forward, in the caller's transaction. */
public interface ClockEvents {

  /**
   * The clock of the whole system goes forward.
   *
   * @param ahead of the real time, in all
   * @param version which change of the clock this is, from 1
   */
  void putForward(Duration ahead, long version, Instant at);
}
