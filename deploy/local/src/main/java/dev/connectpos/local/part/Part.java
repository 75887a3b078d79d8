package dev.connectpos.local.part;

import dev.connectpos.local.process.ProcessSpec;
import java.time.Duration;

/** One process of the system. Every method may be called again after the process has died. */
public interface Part {

  /** Its name, also of its log. */
  String name();

  /** The port by which it is reached. */
  int port();

  /**
   * Does what must be done before the process can start, and says how to start it.
   *
   * @throws dev.connectpos.local.home.Failure if that is impossible
   */
  ProcessSpec prepare();

  /** Whether the process is ready to work; asked often, so it answers fast and never throws. */
  boolean isReady();

  /** Does what the ready process needs before others may use it; harmless when done before. */
  default void settle() {}

  /** How long it may take to stop before it is killed. */
  default Duration stopLimit() {
    return Duration.ofSeconds(25);
  }

  /** How long it may take to be ready, on a slow and busy machine. */
  default Duration startLimit() {
    return Duration.ofMinutes(3);
  }
}
