package dev.connectpos.local.command;

import dev.connectpos.local.demo.Demo;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.local.system.RunningSystem;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Two sales, hop by hop. */
@Command(
    name = "demo",
    description = {
      "Run an approved and a declined sale and tell each hop with its time.",
      "Uses the running system, or starts one and stops it again."
    },
    footer = {"", "Examples:", "  ./connect demo", "  ./connect demo --port-offset 100"})
public final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "For a system that has to be started: add N to every port.")
  private int portOffset;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public DemoCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Home home = homeOption.home();
    if (PidFile.alive(home.pid("supervisor")).isPresent()) {
      homeOption.awaitUp();
      Demo.run(home, out);
      return 0;
    }
    out.println("Nothing runs; starting the system for the demo.");
    out.flush();
    var narrator = new ConsoleNarrator(out);
    var options = new RunningSystem.Options(home.folder(), portOffset, Map.of(), true);
    RunningSystem system = RunningSystem.prepare(options, narrator);
    var signal = StopSignal.then(system::close);
    try (system) {
      system.begin(options, narrator, () -> {});
      Demo.run(home, out);
      out.println("Stopping what was started for the demo …");
      out.flush();
    } catch (Failure e) {
      if (signal.came()) {
        return Up.EXIT_SIGNALLED;
      }
      throw e;
    }
    return 0;
  }
}
