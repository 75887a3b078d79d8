package dev.connectpos.local.command;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a part's log. */
@Command(
    name = "logs",
    description = "Show the end of a part's log.",
    footer = {
      "",
      "Examples:",
      "  ./connect logs order-service",
      "  ./connect logs acquirer -f",
      "  ./connect logs kafka -n 200"
    })
public final class Logs implements Callable<Integer> {
  private static final long POLL_NANOS = 200_000_000L;
  private static final int BYTES_PER_LINE = 400;

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  @Parameters(
      paramLabel = "SERVICE",
      description = "A part, as ./connect status names it; or connect, the launcher.")
  private String part;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what is added.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "100",
      description = "How many lines to show.")
  private int lines;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public Logs() {}

  @Override
  public Integer call() throws IOException {
    if (lines < 0) {
      throw new ParameterException(spec.commandLine(), "--lines must not be negative");
    }
    PrintWriter out = spec.commandLine().getOut();
    Path log = log(homeOption.home(), part);
    long at = Math.max(0, Files.size(log) - (long) lines * BYTES_PER_LINE);
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      String tail = read(file, at);
      List<String> all = tail.lines().toList();
      all.subList(Math.max(0, all.size() - lines), all.size()).forEach(out::println);
      out.flush();
      while (follow && !out.checkError()) {
        LockSupport.parkNanos(POLL_NANOS);
        out.print(read(file, file.getFilePointer()));
      }
    }
    return 0;
  }

  private static String read(RandomAccessFile file, long from) throws IOException {
    file.seek(from);
    var bytes = new byte[(int) Math.max(0, file.length() - from)];
    file.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Path log(Home home, String part) {
    List<String> known = known(home);
    for (String name : new String[] {part, part + "-service"}) {
      if (known.contains(name)) {
        return home.log(name);
      }
    }
    throw new Failure(
        "there is no log of %s; there are %s (edge and inbox have none)"
            .formatted(part, String.join(", ", known)));
  }

  private static List<String> known(Home home) {
    if (!home.isOurs()) {
      throw new Failure("there are no logs yet; ./connect up makes them");
    }
    try (Stream<Path> files = Files.list(home.logs())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".log"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Failure("cannot read " + home.logs() + ": " + Reason.of(e), e);
    }
  }
}
