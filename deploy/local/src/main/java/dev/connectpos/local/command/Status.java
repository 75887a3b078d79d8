package dev.connectpos.local.command;

import dev.connectpos.local.process.Memory;
import dev.connectpos.local.system.SystemState;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows each part. */
@Command(
    name = "status",
    description =
        "Show each part: process, port, state, uptime, memory. Exit code 0 if all are ready.",
    footer = {"", "Example:", "  ./connect status"})
public final class Status implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public Status() {}

  @Override
  public Integer call() {
    SystemState system = homeOption.running();
    PrintWriter out = spec.commandLine().getOut();
    long now = Clock.systemUTC().millis();
    out.printf(
        "%-22s %8s %6s  %-10s %10s %9s %s%n",
        "PART", "PID", "PORT", "STATE", "SINCE", "MEMORY", "RESTARTS");
    for (SystemState.PartState part : system.parts()) {
      row(out, part, now, memory(ProcessHandle.of(part.pid()).map(Memory::kib)));
    }
    row(
        out,
        new SystemState.PartState(
            "edge and inbox",
            8080 + system.portOffset(),
            system.supervisor(),
            "ready",
            startedAt(system.supervisor(), now),
            0),
        now,
        memory(ProcessHandle.of(system.supervisor()).map(Memory::kibAlone)));
    out.flush();
    boolean all = system.parts().stream().allMatch(SystemState.PartState::isReady);
    return all && system.phase().equals(SystemState.RUNNING) ? 0 : 1;
  }

  private static void row(PrintWriter out, SystemState.PartState part, long now, String memory) {
    out.printf(
        Locale.ROOT,
        "%-22s %8s %6d  %-10s %10s %9s %8d%n",
        part.name(),
        part.pid() == 0 ? "-" : part.pid(),
        part.port(),
        part.state(),
        age(Duration.ofMillis(Math.max(0, now - part.sinceMs()))),
        memory,
        part.restarts());
  }

  private static long startedAt(long pid, long otherwise) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .map(Instant::toEpochMilli)
        .orElse(otherwise);
  }

  private static String memory(Optional<OptionalLong> measured) {
    OptionalLong kib = measured.orElse(OptionalLong.empty());
    return kib.isEmpty() ? "-" : (kib.getAsLong() >> 10) + " MiB";
  }

  static String age(Duration age) {
    if (age.toMinutes() < 1) {
      return age.toSeconds() + " s";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min";
    }
    return age.toHours() + " h " + age.toMinutesPart() + " min";
  }
}
