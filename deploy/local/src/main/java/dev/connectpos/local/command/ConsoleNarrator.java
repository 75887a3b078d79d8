package dev.connectpos.local.command;

import dev.connectpos.local.system.Narrator;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Progress, one line per part. */
final class ConsoleNarrator implements Narrator {
  private final PrintWriter out;

  ConsoleNarrator(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void ready(String part, int port, Duration took) {
    out.printf(
        Locale.ROOT, "  %-22s ready on port %-6d %6.1f s%n", part, port, took.toMillis() / 1000.0);
    out.flush();
  }

  @Override
  public synchronized void notice(String line) {
    out.println("  " + line);
    out.flush();
  }
}
