package dev.connectpos.local.command;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.local.system.SystemState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Restarts one part. */
@Command(
    name = "restart",
    description = "Restart one part of the running system.",
    footer = {"", "Example:", "  ./connect restart acquirer-service"})
public final class Restart implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final long POLL_NANOS = 50_000_000L;

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  @Parameters(
      paramLabel = "SERVICE",
      description = "A part, as ./connect status names it; not edge and inbox.")
  private String name;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public Restart() {}

  @Override
  public Integer call() {
    Home home = homeOption.home();
    PrintWriter out = spec.commandLine().getOut();
    SystemState.PartState before = part(homeOption.running());
    ProcessHandle process =
        PidFile.alive(home.pid(before.name()))
            .orElseThrow(() -> new Failure(before.name() + " is not running just now"));
    long began = System.nanoTime();
    Home.write(home.restartRequest(before.name()), "");
    process.destroy();
    long deadline = began + LIMIT.toNanos();
    while (true) {
      SystemState.PartState now = part(homeOption.running());
      if (now.isReady() && now.pid() != before.pid()) {
        out.printf(
            Locale.ROOT,
            "%s is ready again after %.1f s.%n",
            now.name(),
            (System.nanoTime() - began) / 1e9);
        return 0;
      }
      if (System.nanoTime() > deadline) {
        throw new Failure(now.name() + " is not ready after " + LIMIT.toSeconds() + " s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private SystemState.PartState part(SystemState system) {
    return system.parts().stream()
        .filter(part -> part.name().equals(name) || part.name().equals(name + "-service"))
        .findFirst()
        .orElseThrow(() -> new Failure(unknown(system)));
  }

  private String unknown(SystemState system) {
    String known =
        system.parts().stream().map(SystemState.PartState::name).collect(Collectors.joining(", "));
    return "there is no part named %s; there are %s (edge and inbox have no process of their own)"
        .formatted(name, known);
  }
}
