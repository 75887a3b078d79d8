package dev.connectpos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps the "Where is…" table of a module's README true: every path in it must exist. */
public final class Landmarks {
  private static final Pattern PATH = Pattern.compile("`([^`\\s]*/[^`\\s]*)`");

  private Landmarks() {}

  /** Fails if the README has no such table, or names a path that does not exist. */
  public static void check() {
    Path module = Module.directory();
    List<String> paths = paths(module.resolve("README.md"));
    assertThat(paths).as("paths in the \"Where is\" table of %s/README.md", module).isNotEmpty();
    assertThat(paths).allSatisfy(path -> assertThat(module.resolve(path)).exists());
  }

  static List<String> paths(Path readme) {
    var paths = new ArrayList<String>();
    boolean inSection = false;
    try {
      for (String line : Files.readAllLines(readme)) {
        if (line.startsWith("#")) {
          inSection = line.contains("Where is");
        } else if (inSection && line.startsWith("|")) {
          PATH.matcher(line).results().forEach(match -> paths.add(match.group(1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paths;
  }
}
