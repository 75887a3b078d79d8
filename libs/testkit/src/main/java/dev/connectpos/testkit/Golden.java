package dev.connectpos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are drawn from the code and committed: a test fails while they differ. {@code
 * -Dgolden.update} writes them instead.
 */
public final class Golden {

  private Golden() {}

  /**
   * Fails unless the file holds exactly this text.
   *
   * @param relativeToModule for example {@code ../docs/states/order.md}
   */
  public static void check(Path relativeToModule, String actual) {
    Path file = file(relativeToModule);
    if (updating()) {
      write(file, actual.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(new String(read(file), StandardCharsets.UTF_8))
        .as("%s; run the test with -Dgolden.update to write it", file)
        .isEqualTo(actual);
  }

  /** Fails unless the file holds exactly these bytes. */
  public static void check(Path relativeToModule, byte[] actual) {
    Path file = file(relativeToModule);
    if (updating()) {
      write(file, actual);
    }
    assertThat(read(file))
        .as("%s; run the test with -Dgolden.update to write it", file)
        .isEqualTo(actual);
  }

  private static boolean updating() {
    return System.getProperty("golden.update") != null;
  }

  private static Path file(Path relativeToModule) {
    return Module.directory().resolve(relativeToModule).normalize();
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    if (!Files.exists(file)) {
      return fail("%s is missing; run the test with -Dgolden.update to write it", file);
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
