package dev.connectpos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script, in a clone where nothing is built yet. */
@Timeout(30)
class ScriptTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("connect.module.dir", ".")).resolve("../../connect");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path script;

  @BeforeEach
  void aFreshClone() throws IOException {
    script = Files.createDirectories(folder.resolve("a clone")).resolve("connect");
    Files.copy(SCRIPT, script);
  }

  private record Ran(int code, String said) {}

  private static Ran run(Path script, String... arguments) throws Exception {
    List<String> command =
        Stream.concat(Stream.of("sh", script.toString()), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  @Test
  void anUnknownCommandIsUnknownBeforeTheFirstBuildToo() throws Exception {
    assertThat(run(script, "bogus"))
        .isEqualTo(new Ran(2, "connect: unknown command bogus\nTry: ./connect --help\n"));
    assertThat(run(script, "status"))
        .isEqualTo(
            new Ran(1, "connect: nothing is built yet; ./connect up builds and starts it\n"));
    assertThat(run(script, "--help").code()).isZero();
  }

  @Test
  void aLinkToTheScriptFindsWhatItBelongsTo() throws Exception {
    Path target = script.resolveSibling("deploy/local/target");
    Files.createDirectories(target);
    Files.writeString(target.resolve("connect-local.jar"), "not a jar");
    Path there = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(there.resolve("pos"), Path.of("../a clone/connect"));
    Files.createSymbolicLink(there.resolve("alias"), there.resolve("pos"));
    // It found the jar: Java is started, and does not find the class in it.
    assertThat(run(there.resolve("alias"), "status").said())
        .contains("dev.connectpos.local.Connect");
  }
}
