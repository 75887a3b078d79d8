package dev.connectpos.local.part;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, unpacked once from the jar that carries them. */
final class PostgresBinaries {
  private static final int EXECUTABLE = 0100;

  private final Path folder;

  private PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks if that was not done before. An interrupted unpacking leaves nothing that counts.
   *
   * @param runtime where unpacked things are kept
   */
  static PostgresBinaries in(Path runtime) {
    String resource = "/postgres-%s-%s.txz".formatted(system(), processor());
    URL archive = PostgresBinaries.class.getResource(resource);
    if (archive == null) {
      throw new Failure("there is no PostgreSQL for this machine (" + resource + ")");
    }
    Path folder = runtime.resolve(nameOf(archive));
    if (!Files.isDirectory(folder)) {
      try {
        unpack(archive, folder);
      } catch (IOException e) {
        throw new Failure("cannot unpack PostgreSQL: " + Reason.of(e), e);
      }
    }
    return new PostgresBinaries(folder);
  }

  /** Path of a program, for example {@code initdb}. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static String system() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return os.contains("mac") ? "darwin" : "linux";
  }

  private static String processor() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
  }

  /** The jar's own name, which tells the version. */
  private static String nameOf(URL archive) {
    String jar = archive.getPath().replaceAll("!.*$", "");
    return jar.substring(jar.lastIndexOf('/') + 1).replaceAll("\\.jar$", "");
  }

  private static void unpack(URL archive, Path folder) throws IOException {
    Path part = folder.resolveSibling(folder.getFileName() + "." + ProcessHandle.current().pid());
    Home.deleteTree(part);
    Files.createDirectories(part);
    try (InputStream in = archive.openStream();
        var tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, part);
      }
    }
    try {
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Home.deleteTree(part);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path file = root.resolve(entry.getName()).normalize();
    if (!file.startsWith(root)) {
      throw new IOException("an archive entry outside of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
    boolean executable = (entry.getMode() & EXECUTABLE) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
