package dev.connectpos.local.command;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes all data. */
@Command(
    name = "reset",
    description = "Stop everything and delete the data: databases, event log, keys, seeds.",
    footer = {"", "Example:", "  ./connect reset --yes && ./connect up"})
public final class Reset implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public Reset() {}

  @Override
  public Integer call() {
    Home home = homeOption.home();
    PrintWriter out = spec.commandLine().getOut();
    if (Files.notExists(home.folder())) {
      out.println("There is no data at " + home.folder() + ".");
      return 0;
    }
    if (!home.isOurs()) {
      throw new Failure(home.folder() + " is not a data folder of ours; nothing was deleted");
    }
    if (!yes && !isConfirmed(home)) {
      throw new Failure("nothing was deleted");
    }
    Down.stop(home, out);
    List<Path> left = home.delete();
    if (left.isEmpty()) {
      out.println("Deleted " + home.folder() + ".");
    } else {
      out.println("Deleted all data; left what is not ours: " + join(left));
    }
    return 0;
  }

  private static String join(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private static boolean isConfirmed(Home home) {
    Console console =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .orElseThrow(
                () ->
                    new Failure(
                        "reset deletes all data in " + home.folder() + "; add --yes to do it"));
    String answer = console.readLine("Delete all data in %s? [y/N] ", home.folder());
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
