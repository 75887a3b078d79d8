package dev.connectpos.local.command;

import dev.connectpos.local.system.Narrator;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Progress, one line per part, until it is told that all stops: nothing is ready after that. */
final class ConsoleNarrator implements Narrator {
  private final PrintWriter out;
  private boolean stopping;

  ConsoleNarrator(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void ready(String part, int port, Duration took) {
    say(
        () ->
            out.printf(
                Locale.ROOT,
                "  %-22s ready on port %-6d %6.1f s%n",
                part,
                port,
                took.toMillis() / 1000.0));
  }

  @Override
  public void notice(String line) {
    say(() -> out.println("  " + line));
  }

  /** Lets something be written, unless all stops. */
  synchronized void say(Runnable writing) {
    if (!stopping) {
      writing.run();
      out.flush();
    }
  }

  /** Says that all stops; the last that is said here. */
  synchronized void stopping() {
    say(() -> out.printf("%nStopping …%n"));
    stopping = true;
  }
}
