package dev.connectpos.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory a process and those below it take. */
public final class Memory {

  private Memory() {}

  /** KiB of one process alone. */
  public static OptionalLong kibAlone(ProcessHandle process) {
    return ofOne(process.pid());
  }

  /** KiB of memory; shared pages are shared out where the system tells, as Linux does. */
  public static OptionalLong kib(ProcessHandle process) {
    long sum = 0;
    boolean known = false;
    for (ProcessHandle one : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      OptionalLong kib = ofOne(one.pid());
      known |= kib.isPresent();
      sum += kib.orElse(0);
    }
    return known ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  private static OptionalLong ofOne(long pid) {
    OptionalLong shared = field(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:");
    if (shared.isPresent()) {
      return shared;
    }
    OptionalLong resident = field(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
    return resident.isPresent() ? resident : fromPs(pid);
  }

  private static OptionalLong field(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong fromPs(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String out = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return out.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(out));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
