package dev.connectpos.local.home;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The build's output that runs: found from where this class was loaded, or told by the system
 * property {@code connect.root.dir}.
 *
 * @param root the folder with the parent pom
 */
public record Installation(Path root) {

  /** The installation this class belongs to. */
  public static Installation find() {
    String told = System.getProperty("connect.root.dir");
    return new Installation(told == null ? fromCodeSource() : Path.of(told).toAbsolutePath());
  }

  private static Path fromCodeSource() {
    try {
      Path self =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      // <root>/deploy/local/target/{classes,connect-local.jar}
      return self.resolve("../../../..").toAbsolutePath().normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a code source that is no path", e);
    }
  }

  /** Output of the launcher's own build. */
  public Path target() {
    return root.resolve("deploy/local/target");
  }

  /** The launcher's jar, for children that run one of its classes beside a class path of theirs. */
  public Path jar() {
    return built(target().resolve("connect-local.jar"));
  }

  /** The launcher and all it needs. */
  public String classPath() {
    return jar() + File.pathSeparator + target().resolve("lib") + File.separator + "*";
  }

  /** The runnable jar of Apicurio Registry. */
  public Path registryJar() {
    return built(target().resolve("registry/quarkus-run.jar"));
  }

  /** The runnable jar of a service. */
  public Path serviceJar(ServiceName service) {
    return built(root.resolve(service.partName()).resolve("target/quarkus-app/quarkus-run.jar"));
  }

  /** Where what is unpacked once for all data folders goes. */
  public Path runtime() {
    return target().resolve("runtime");
  }

  /** The {@code java} that runs us. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Path built(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new Failure("not built: " + file + "; ./connect up builds what is missing");
    }
    return file;
  }
}
