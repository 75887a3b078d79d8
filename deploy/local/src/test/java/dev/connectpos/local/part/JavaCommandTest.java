package dev.connectpos.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.local.home.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {

  @TempDir private Path root;

  private Path jar(Path file, String opens) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!opens.isEmpty()) {
      manifest.getMainAttributes().putValue("Add-Opens", opens);
    }
    Files.createDirectories(file.getParent());
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return file;
  }

  @Test
  void opensWhatTheManifestOfAServiceAsksFor() throws IOException {
    jar(root.resolve("deploy/local/target/connect-local.jar"), "");
    Path run = jar(root.resolve("run.jar"), "java.base/java.lang java.base/java.lang.invoke");
    assertThat(JavaCommand.quarkus(new Installation(root), run, 64))
        .containsSubsequence(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "-cp");
  }

  @Test
  void opensNothingWhereTheManifestAsksForNothing() throws IOException {
    assertThat(JavaCommand.opened(jar(root.resolve("run.jar"), ""))).isEmpty();
  }
}
