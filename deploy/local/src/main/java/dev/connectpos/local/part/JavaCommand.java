package dev.connectpos.local.part;

import dev.connectpos.local.home.Installation;
import dev.connectpos.local.process.Guarded;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java child that ends when we do. */
final class JavaCommand {
  private static final String QUARKUS = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  private JavaCommand() {}

  /** A Quarkus application, by its runnable jar. */
  static List<String> quarkus(Installation installation, Path jar, int heapMib) {
    String classPath = installation.jar() + File.pathSeparator + jar;
    return of(heapMib, classPath, List.of(), List.of(QUARKUS));
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
