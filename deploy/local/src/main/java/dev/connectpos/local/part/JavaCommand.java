package dev.connectpos.local.part;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.Reason;
import dev.connectpos.local.process.Guarded;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The command line of a Java child that ends when we do. */
final class JavaCommand {
  private static final String QUARKUS = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  private JavaCommand() {}

  /** A Quarkus application, by its runnable jar. */
  static List<String> quarkus(Installation installation, Path jar, int heapMib) {
    String classPath = installation.jar() + File.pathSeparator + jar;
    return of(heapMib, classPath, opened(jar), List.of(QUARKUS));
  }

  /**
   * What the jar asks of the module system. The JVM reads that from the manifest only when the jar
   * is the program ({@code -jar}); ours stands on a class path behind {@link Guarded}.
   */
  static List<String> opened(Path jar) {
    var options = new ArrayList<String>();
    try (var file = new JarFile(jar.toFile())) {
      @Nullable Manifest manifest = file.getManifest();
      if (manifest != null) {
        for (String option : List.of("Add-Opens", "Add-Exports")) {
          @Nullable String packages = manifest.getMainAttributes().getValue(option);
          for (String each : packages == null ? new String[0] : packages.strip().split("\\s+")) {
            options.add("--" + option.toLowerCase(Locale.ROOT) + "=" + each + "=ALL-UNNAMED");
          }
        }
      }
    } catch (IOException e) {
      throw new Failure("cannot read " + jar + ": " + Reason.of(e), e);
    }
    return options;
  }

  /**
   * @param options further ones for the JVM
   * @param program main class and its arguments
   */
  static List<String> of(
      int heapMib, String classPath, List<String> options, List<String> program) {
    var command = new ArrayList<String>();
    command.add(Installation.java());
    command.add("-Xmx" + heapMib + "m");
    // The collector that takes least from a machine that runs seven JVMs.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(Guarded.class.getName());
    command.addAll(program);
    return command;
  }
}
