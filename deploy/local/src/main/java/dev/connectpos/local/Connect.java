package dev.connectpos.local;

import dev.connectpos.local.command.Audit;
import dev.connectpos.local.command.ClockCommand;
import dev.connectpos.local.command.Complaint;
import dev.connectpos.local.command.DemoCommand;
import dev.connectpos.local.command.Down;
import dev.connectpos.local.command.Logs;
import dev.connectpos.local.command.PairCommand;
import dev.connectpos.local.command.Reset;
import dev.connectpos.local.command.Restart;
import dev.connectpos.local.command.Status;
import dev.connectpos.local.command.TerminalCommand;
import dev.connectpos.local.command.Up;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line of {@code ./connect}; the script finds a JDK, builds, and hands over to it. */
@Command(
    name = "./connect",
    description = {
      "In-person card payments on one machine: PDV, order, terminal, acquirer, webhook.",
      ""
    },
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = Connect.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Up.class,
      Down.class,
      Status.class,
      Logs.class,
      DemoCommand.class,
      TerminalCommand.class,
      PairCommand.class,
      Audit.class,
      ClockCommand.class,
      Restart.class,
      Reset.class,
      Connect.PrintVersion.class
    },
    footer = {
      "  test      Build and verify everything (= ./mvnw verify on the right JDK).",
      "",
      "Examples:",
      "  ./connect up                  start, Ctrl-C stops",
      "  ./connect demo                two sales, hop by hop",
      "  ./connect up --detach         start and return",
      "  ./connect logs order-service -f"
    })
public final class Connect {

  private Connect() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The commands, ready to execute. */
  static CommandLine commandLine() {
    return new CommandLine(new Connect())
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Complaint::failed)
        .setParameterExceptionHandler(Complaint::misused);
  }

  /** Reads the version the build wrote. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      var build = new Properties();
      try (InputStream in = Connect.class.getResourceAsStream("build.properties")) {
        build.load(in);
      }
      return new String[] {
        "Connect " + build.getProperty("version"),
        "Java "
            + Runtime.version()
            + ", Kafka "
            + build.getProperty("kafka")
            + ", PostgreSQL "
            + build.getProperty("postgres")
            + ", Apicurio Registry "
            + build.getProperty("registry")
      };
    }
  }

  /** The version as a command. */
  @Command(
      name = "version",
      description = "Print the versions.",
      footer = {"", "Example:", "  ./connect version"})
  static final class PrintVersion implements Runnable {
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    PrintVersion() {}

    @Override
    public void run() {
      spec.root().commandLine().printVersionHelp(spec.commandLine().getOut());
    }
  }
}
