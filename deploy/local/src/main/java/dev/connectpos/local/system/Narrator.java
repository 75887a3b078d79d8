package dev.connectpos.local.system;

import java.time.Duration;

/** Who is told what happens; called from several threads. */
public interface Narrator {

  /** A part is ready for the first time. */
  void ready(String part, int port, Duration took);

  /** One line about something worth knowing, for example a restart. */
  void notice(String line);
}
