package dev.connectpos.local.home;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data folder, {@code .connect} by default: all that survives a restart, and nothing else.
 *
 * @param folder absolute
 */
public record Home(Path folder) {
  private static final long LEAST_FREE_BYTES = 1L << 30;

  /** What a half-written file, or a half-made cluster, is called. */
  private static final String PART = ".part";

  /** Everything we put into the folder, but the marker. The secrets go last. */
  private static final List<String> ENTRIES =
      List.of(
          "run",
          "logs",
          "terminals",
          "postgres",
          "postgres.password",
          "kafka",
          "demo.env",
          "seeds.env",
          "lock",
          "secrets.env");

  private static final Pattern OUR_SECRETS =
      Pattern.compile("^DB_PASSWORD_REGISTRY=[0-9a-f]{48}$", Pattern.MULTILINE);

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

  /** Says whose the folder is. Written first, deleted last. */
  public Path marker() {
    return folder.resolve("connect.home");
  }

  /**
   * Whether there is a data folder of ours. Homes from before there was a marker are known by their
   * secrets.
   *
   * @throws Failure if there is something that cannot be read, or is no folder
   */
  public boolean isOurs() {
    if (read(marker()) != null) {
      return true;
    }
    @Nullable String known = read(secrets());
    return known != null && OUR_SECRETS.matcher(known).find();
  }

  /**
   * Creates the folders, for the owner's eyes only.
   *
   * @throws Failure if that is impossible, the disk is almost full, or the folder belongs to
   *     somebody else; nothing was changed in it then
   */
  public void prepare() {
    if (!isOurs() && !isEmpty()) {
      throw new Failure(
          folder + " is not empty and not a data folder of Connect; name another with --home DIR");
    }
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      if (Files.notExists(marker())) {
        write(marker(), "A data folder of Connect; ./connect reset deletes it.\n");
      }
      for (String sub : new String[] {"logs", "run", "terminals"}) {
        Files.createDirectories(folder.resolve(sub));
      }
      checkSpace(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      throw new Failure("cannot write to " + folder + ": " + Reason.of(e), e);
    }
  }

  /** Nothing at all counts as empty. */
  private boolean isEmpty() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      throw new Failure("cannot read " + folder + ": " + Reason.of(e), e);
    }
  }

  /**
   * Deletes what we have made, and the folder if nothing else is in it.
   *
   * @return what is left, because it is not ours
   */
  public List<Path> delete() {
    for (String entry : ENTRIES) {
      deleteTree(folder.resolve(entry));
      deleteTree(folder.resolve(entry + PART));
    }
    // From here on nobody takes the folder for ours.
    deleteTree(marker());
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> left = entries.sorted().toList();
      if (left.isEmpty()) {
        Files.delete(folder);
      }
      return left;
    } catch (IOException e) {
      throw new Failure("cannot delete " + folder + ": " + Reason.of(e), e);
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
      throw new Failure("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  /**
   * Replaces a file so that a reader, or a crash, sees the old text or the new one and nothing
   * between. Readable by the owner alone.
   */
  public static void write(Path file, String text) {
    try {
      Path part = file.resolveSibling(file.getFileName() + PART);
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(part, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure("cannot write " + file + ": " + Reason.of(e), e);
    }
  }

  /** Deletes a folder and all in it; nothing happens if there is none. Links are not followed. */
  public static void deleteTree(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Deleter());
    } catch (IOException e) {
      throw new Failure("cannot delete " + folder + ": " + Reason.of(e), e);
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
