package dev.connectpos.local.command;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.ServiceName;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.local.system.SystemState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which data folder a command is about. */
final class HomeOption {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long POLL_NANOS = 100_000_000L;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private @Nullable Path folder;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  HomeOption() {}

  /** An empty name would mean the folder one happens to be in: an unset variable, most likely. */
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The data folder. Default: .connect beside the ./connect script.")
  void folder(String name) {
    if (name.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--home must name a folder");
    }
    folder = Path.of(name);
  }

  Home home() {
    return folder == null ? usual() : new Home(folder);
  }

  private static Home usual() {
    return new Home(Installation.find().root().resolve(".connect"));
  }

  /** What is to be typed after a command, so that it means the same data folder. */
  static String typed(Home home) {
    return home.equals(usual()) ? "" : " --home " + home.folder();
  }

  /**
   * What the running system says about itself.
   *
   * @throws Failure if none runs
   */
  SystemState running() {
    Home home = home();
    return SystemState.read(home)
        .filter(_ -> PidFile.alive(home.pid("supervisor")).isPresent())
        .orElseThrow(() -> new Failure("not running; ./connect up starts it"));
  }

  /**
   * Returns when the running system is up.
   *
   * @throws Failure if none runs, it does not come up, or it is the infrastructure alone
   */
  void awaitUp() {
    if (running().parts().stream().noneMatch(HomeOption::isService)) {
      throw new Failure(
          "this system runs without services (up --infrastructure);"
              + " ./connect down, then ./connect up");
    }
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!running().phase().equals(SystemState.RUNNING)) {
      if (System.nanoTime() > deadline) {
        throw new Failure("the system does not come up; see ./connect status");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static boolean isService(SystemState.PartState part) {
    return part.name().equals(ServiceName.ORDER.partName());
  }
}
