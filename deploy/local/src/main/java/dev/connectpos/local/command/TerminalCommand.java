package dev.connectpos.local.command;

import dev.connectpos.emulator.EmulatorCli;
import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Home;
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
      "Further options are the emulator's own: --pin, --entry-mode, --fault, --frames, --delay-ms."
    },
    footer = {
      "",
      "Examples:",
      "  ./connect terminal",
      "  ./connect terminal --auto --card 4000000000000028",
      "  ./connect terminal --listed --frames"
    })
public final class TerminalCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  @Option(names = "--listed", description = "The terminal for listed orders.")
  private boolean listed;

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
    var env = new EnvFile(home.demoEnv());
    String serial = env.require(listed ? "LISTED_TERMINAL_SERIAL" : "TERMINAL_SERIAL");
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--server", env.require("PDV_URL")));
    arguments.addAll(List.of("--state", home.terminal(serial).toString()));
    arguments.addAll(List.of("--merchant", "LOJA DEMONSTRAÇÃO"));
    if (automatic) {
      arguments.add("--auto");
    }
    if (card != null) {
      arguments.addAll(List.of("--card", card));
    }
    arguments.addAll(further);
    return new CommandLine(new EmulatorCli())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(spec.commandLine().getOut())
        .setErr(spec.commandLine().getErr())
        .execute(arguments.toArray(String[]::new));
  }
}
