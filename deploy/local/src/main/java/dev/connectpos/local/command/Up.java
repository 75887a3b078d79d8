package dev.connectpos.local.command;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.system.RunningSystem;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and keeps it running. */
@Command(
    name = "up",
    description = "Start every part, with a demo account; Ctrl-C stops all.",
    footer = {
      "",
      "Examples:",
      "  ./connect up",
      "  ./connect up --detach && ./connect demo && ./connect down",
      "  ./connect up --port-offset 100 --home /tmp/second"
    })
public final class Up implements Callable<Integer> {
  private static final Duration WATCH = Duration.ofDays(1);

  /** As shells answer for a program that Ctrl-C has ended. */
  static final int EXIT_SIGNALLED = 130;

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  @Option(
      names = "--detach",
      description = "Return when everything is ready; ./connect down stops.")
  private boolean detach;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "Add N to every port, for a second system or when one is taken.")
  private int portOffset;

  @Option(
      names = "--infrastructure",
      description = "Only PostgreSQL, Kafka, registry and edge, to run the services from an IDE.")
  private boolean infrastructure;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public Up() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var home = homeOption.home();
    if (detach) {
      return new DetachedSystem(home, portOffset, infrastructure).start(out);
    }
    var narrator = new ConsoleNarrator(out);
    var options = new RunningSystem.Options(home.folder(), portOffset, Map.of(), !infrastructure);
    long began = System.nanoTime();
    RunningSystem system = RunningSystem.prepare(options, narrator);
    var signal = StopSignal.then(() -> stop(system, narrator, out));
    out.println("Starting Connect, data in " + home.folder());
    out.flush();
    try {
      system.begin(
          options, narrator, () -> narrator.say(() -> Welcome.print(out, system, seconds(began))));
      throw watch(system);
    } catch (Failure e) {
      if (signal.came()) {
        return EXIT_SIGNALLED;
      }
      system.close();
      throw e;
    }
  }

  /** Returns when the system cannot go on. */
  private static Failure watch(RunningSystem system) {
    @Nullable Failure failure = null;
    while (failure == null) {
      failure = system.awaitBroken(WATCH);
    }
    return failure;
  }

  private static double seconds(long beganNanos) {
    return (System.nanoTime() - beganNanos) / 1e9;
  }

  private static void stop(RunningSystem system, ConsoleNarrator narrator, PrintWriter out) {
    long began = System.nanoTime();
    if (system.isOpen()) {
      narrator.stopping();
      system.close();
      out.printf(
          Locale.ROOT,
          "Stopped in %.1f s. Data stays in %s%n",
          seconds(began),
          system.home().folder());
      out.flush();
    }
  }
}
