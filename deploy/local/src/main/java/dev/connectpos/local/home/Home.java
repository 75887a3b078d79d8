package dev.connectpos.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The data folder, {@code .connect} by default: all that survives a restart, and nothing else.
 *
 * @param folder absolute
 */
public record Home(Path folder) {
  private static final long LEAST_FREE_BYTES = 1L << 30;

  /** Makes the path absolute, so that children in other folders mean the same. */
  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /** Logs of all parts. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** Log of a part. */
  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  /** Process id of a part, while it runs. */
  public Path pid(String part) {
    return folder.resolve("run").resolve(part + ".pid");
  }

  /** Asks the supervisor to take the next death of the part as wanted. */
  public Path restartRequest(String part) {
    return folder.resolve("run").resolve(part + ".restart");
  }

  /** Process ids and requests. */
  public Path run() {
    return folder.resolve("run");
  }

  /** Held by the supervisor as long as it lives. */
  public Path lock() {
    return folder.resolve("lock");
  }

  /** What the supervisor last said about its parts. */
  public Path state() {
    return folder.resolve("run/state.json");
  }

  /** Generated once; readable by the owner alone. */
  public Path secrets() {
    return folder.resolve("secrets.env");
  }

  /** For scripts and people; readable by the owner alone. */
  public Path demoEnv() {
    return folder.resolve("demo.env");
  }

  /** What seeding has done so far. */
  public Path seeds() {
    return folder.resolve("seeds.env");
  }

  /** State of an emulated terminal: its credential and its keys. */
  public Path terminal(String serial) {
    return folder.resolve("terminals").resolve(serial + ".json");
  }

  /** PostgreSQL's cluster. */
  public Path postgres() {
    return folder.resolve("postgres");
  }

  /** The broker's log segments and settings. */
  public Path kafka() {
    return folder.resolve("kafka");
  }

  /**
   * Creates the folders, for the owner's eyes only.
   *
   * @throws Failure if that is impossible, or the disk is almost full
   */
  public void prepare() {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      for (String sub : new String[] {"logs", "run", "terminals"}) {
        Files.createDirectories(folder.resolve(sub));
      }
      checkSpace(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      throw new Failure("cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * @param usableBytes what the file system has left for us
   * @throws Failure if that is less than 1 GiB
   */
  void checkSpace(long usableBytes) {
    if (usableBytes < LEAST_FREE_BYTES) {
      throw new Failure(
          "the disk is full: %d MiB free at %s, 1024 MiB needed; free some or use --home DIR"
              .formatted(usableBytes >> 20, folder));
    }
  }

  /** The text of a file, or null if there is none. */
  public static @Nullable String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Replaces a file so that a reader, or a crash, sees the old text or the new one and nothing
   * between. Readable by the owner alone.
   */
  public static void write(Path file, String text) {
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(part, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Deletes a folder and all in it; nothing happens if there is none. Links are not followed. */
  public static void deleteTree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Deleter());
    } catch (IOException e) {
      throw new Failure("cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
