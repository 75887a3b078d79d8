package dev.connectpos.local.command;

import dev.connectpos.emulator.EmulatorCli;
import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Secrets;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The emulator on a terminal of the demo account. */
@Command(
    name = "terminal",
    description = {
      "Switch on a demo terminal; Enter presents the card, Ctrl-C switches off.",
      "Further options are the emulator's own: --pin, --entry-mode, --delay-ms, --pay, --frames,"
          + " and to let",
      "things go wrong --fault, --power-cut, --line, --seed, --clock-skew-ms"
          + " (libs/emulator/README.md).",
      "",
      "While it is on, type:",
      EmulatorCli.KEYS
    },
    footer = {
      "",
      "Examples:",
      "  ./connect terminal",
      "  ./connect terminal --auto --card 4000000000000028",
      "  ./connect terminal --listed --frames",
      "  ./connect terminal --pair --serial NEW0000001"
    })
public final class TerminalCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  @Option(names = "--listed", description = "The demo terminal for listed orders.")
  private boolean listed;

  @Option(
      names = "--serial",
      paramLabel = "SERIAL",
      description = "A terminal of one's own; with --pair it is made if there is none.")
  private @Nullable String ownSerial;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "The file that holds the terminal, instead of one in the data folder.")
  private @Nullable Path stateFile;

  @Option(
      names = "--pair",
      description = "Pair it first, if it is not paired: shows the code an operator types.")
  private boolean pair;

  @Option(names = "--auto", description = "Present the card to every order, unattended.")
  private boolean automatic;

  @Option(
      names = "--card",
      paramLabel = "PAN",
      description = "Test card; …0010 is approved, …0028 declined, …0036 answered late.")
  private @Nullable String card;

  @Unmatched private List<String> further = new ArrayList<>();

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public TerminalCommand() {}

  @Override
  public Integer call() {
    homeOption.awaitUp();
    Home home = homeOption.home();
    return emulator(spec.commandLine().getOut(), spec.commandLine().getErr())
        .execute(arguments(home).toArray(String[]::new));
  }

  /** The emulator as a part of this program: its mistakes are told as ours. */
  static CommandLine emulator(PrintWriter out, PrintWriter err) {
    return new CommandLine(new EmulatorCli(System.in, Complaint.PREFIX))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Complaint::misused)
        .setExecutionExceptionHandler(Complaint::failed)
        .setOut(out)
        .setErr(err);
  }

  /** What the emulator is told. The key stays in this process: no other sees its arguments. */
  List<String> arguments(Home home) {
    var env = new EnvFile(home.demoEnv());
    String serial = serial(env);
    Path state = stateFile == null ? home.terminal(serial) : stateFile;
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--server", env.require("PDV_URL")));
    arguments.addAll(List.of("--state", state.toString()));
    arguments.addAll(List.of("--merchant", "LOJA DEMONSTRAÇÃO"));
    if (pair) {
      arguments.add("--pair");
      arguments.addAll(List.of("--serial", serial));
      arguments.addAll(List.of("--injection-key", new Secrets(home).bdk()));
    } else if (Files.notExists(state)) {
      throw new Failure("there is no terminal in " + state + "; add --pair to make one");
    }
    if (automatic) {
      arguments.add("--auto");
    }
    if (card != null) {
      arguments.addAll(List.of("--card", card));
    }
    arguments.addAll(further);
    return arguments;
  }

  private String serial(EnvFile env) {
    if (ownSerial != null) {
      return ownSerial;
    }
    if (stateFile != null) {
      // Only a new terminal is given it; one serial number belongs to one terminal.
      return "NEW%07d".formatted(new SecureRandom().nextInt(10_000_000));
    }
    return env.require(listed ? "LISTED_TERMINAL_SERIAL" : "TERMINAL_SERIAL");
  }
}
