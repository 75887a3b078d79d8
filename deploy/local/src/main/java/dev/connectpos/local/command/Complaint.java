package dev.connectpos.local.command;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, in one line on the error output that begins with our name. */
public final class Complaint {
  /** What every line begins with. */
  public static final String PREFIX = "connect: ";

  private static final int EXIT_FAILED = 1;
  private static final int EXIT_MISUSED = 2;

  private Complaint() {}

  /** One line for what is expected to go wrong; a stack trace only for our own mistakes. */
  public static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    switch (e) {
      case Failure failure -> say(line, String.valueOf(failure.getMessage()));
      case UncheckedIOException unchecked ->
          say(line, about(Objects.requireNonNull(unchecked.getCause())));
      case IOException checked -> say(line, about(checked));
      default -> throw e;
    }
    return EXIT_FAILED;
  }

  /** One line for a command line that is wrong, and where to read on. */
  public static int misused(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    say(line, about(e));
    line.getErr().println("Try: ./connect --help");
    return EXIT_MISUSED;
  }

  private static void say(CommandLine line, String text) {
    PrintWriter err = line.getErr();
    err.println(PREFIX + text);
    err.flush();
  }

  private static String about(IOException e) {
    @Nullable String file = e instanceof FileSystemException f ? f.getFile() : null;
    return file == null ? Reason.of(e) : "cannot read " + file + ": " + Reason.of(e);
  }

  private static String about(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().getFirst();
      if (first.startsWith("-")) {
        return "unknown option " + first;
      }
      boolean expectsCommand = !e.getCommandLine().getSubcommands().isEmpty();
      return (expectsCommand ? "unknown command " : "unexpected argument ") + first;
    }
    return String.valueOf(e.getMessage());
  }
}
