package dev.connectpos.emulator.state;

import dev.connectpos.emulator.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state in one JSON file that only its owner may read. A step is:
 *
 * <ol>
 *   <li>write the whole state beside the file, and force it to the disk;
 *   <li>rename it over the file, which is atomic;
 *   <li>force the directory, so that the rename itself survives.
 * </ol>
 *
 * A lock file keeps a second emulator away: two terminals with one state would use every key twice.
 */
public final class FileTerminalStore implements TerminalStore {

  private final Path file;
  private final FileChannel lockChannel;
  private volatile TerminalState state;

  private FileTerminalStore(Path file, FileChannel lockChannel, TerminalState state) {
    this.file = file;
    this.lockChannel = lockChannel;
    this.state = state;
  }

  /**
   * Opens an existing state.
   *
   * @throws StateNotStoredException if it is missing, unreadable, or in use
   */
  public static FileTerminalStore open(Path file) {
    if (!Files.exists(file)) {
      throw new StateNotStoredException("there is no terminal in " + file);
    }
    FileChannel lock = lock(file);
    try {
      return new FileTerminalStore(file, lock, read(file));
    } catch (RuntimeException e) {
      closeQuietly(lock, e);
      throw e;
    }
  }

  /**
   * Stores a new terminal.
   *
   * @throws StateNotStoredException if there is one already, or it cannot be stored
   */
  public static FileTerminalStore create(Path file, TerminalState state) {
    FileChannel lock = lock(file);
    try {
      if (Files.exists(file)) {
        throw new StateNotStoredException("there is a terminal in " + file + " already");
      }
      var store = new FileTerminalStore(file, lock, state);
      store.write(state);
      return store;
    } catch (RuntimeException e) {
      closeQuietly(lock, e);
      throw e;
    }
  }

  @Override
  public TerminalState state() {
    return state;
  }

  @Override
  public synchronized TerminalState update(UnaryOperator<TerminalState> step) {
    TerminalState next = step.apply(state);
    write(next);
    state = next;
    return next;
  }

  @Override
  public void close() {
    try {
      lockChannel.close();
    } catch (IOException e) {
      throw new StateNotStoredException("cannot release " + file, e);
    }
  }

  private void write(TerminalState next) {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    try {
      byte[] bytes = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(next);
      Files.deleteIfExists(written);
      try (var channel = createPrivate(written)) {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      try (var directory = FileChannel.open(directoryOf(file), StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw new StateNotStoredException("cannot store the terminal's state in " + file, e);
    }
  }

  private static FileChannel createPrivate(Path path) throws IOException {
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return FileChannel.open(path, options);
    }
    return FileChannel.open(
        path,
        Set.copyOf(options),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static TerminalState read(Path file) {
    try {
      return Json.MAPPER.readValue(file.toFile(), TerminalState.class);
    } catch (IOException e) {
      // The parser's message may quote the file, and the file holds keys.
      throw new StateNotStoredException(file + " is not a terminal's state");
    }
  }

  private static FileChannel lock(Path file) {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    try {
      Files.createDirectories(directoryOf(file));
      var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new StateNotStoredException(file + " is in use by another emulator");
      }
      return channel;
    } catch (IOException e) {
      throw new StateNotStoredException("cannot use " + lockFile, e);
    }
  }

  /** Null when another process, or another store of this one, has it. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static Path directoryOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new StateNotStoredException(file + " is not a file");
    }
    return parent;
  }

  private static void closeQuietly(FileChannel lock, RuntimeException reason) {
    try {
      lock.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
