package dev.connectpos.local.system;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Reason;
import dev.connectpos.local.process.PidFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The right to run a home. The kernel takes it back when the holder dies, however that happens, so
 * whoever has it may clean up after the one before.
 */
public final class HomeLock implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(25);

  /** PostgreSQL last: the others have their connections open. */
  private static final List<String> LAST =
      List.of("kafka", "registry", "postgres-server", "postgres");

  private final Home home;
  private final FileChannel channel;

  private HomeLock(Home home, FileChannel channel) {
    this.home = home;
    this.channel = channel;
  }

  /** Takes the lock, or answers null if another process, or another part of this one, has it. */
  public static @Nullable HomeLock tryTake(Home home) {
    try {
      FileChannel channel =
          FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return null;
      }
      return new HomeLock(home, channel);
    } catch (IOException e) {
      throw new Failure("cannot lock " + home.lock() + ": " + Reason.of(e), e);
    }
  }

  /**
   * Takes the lock.
   *
   * @throws Failure if another has it: the system runs
   */
  public static HomeLock take(Home home) {
    HomeLock lock = tryTake(home);
    if (lock == null) {
      String pid =
          PidFile.alive(home.pid("supervisor")).map(p -> " (process " + p.pid() + ")").orElse("");
      throw new Failure("already running" + pid + "; see ./connect status");
    }
    return lock;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /**
   * Ends what an earlier supervisor left running when it was killed. Its children end by themselves
   * when their pipe does; this waits for them, and presses those that hang.
   *
   * @return the names of the parts that were still there
   */
  public List<String> cleanUp() {
    var found = new ArrayList<String>();
    for (Path file : pidFiles()) {
      if (PidFile.alive(file).isPresent()) {
        found.add(nameOf(file));
      }
      PidFile.terminate(file, GRACE);
    }
    PidFile.delete(home.state());
    return found;
  }

  private List<Path> pidFiles() {
    if (!Files.isDirectory(home.run())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(home.run())) {
      return files
          .filter(file -> file.toString().endsWith(".pid"))
          .filter(file -> !file.equals(home.pid("supervisor")))
          .sorted(Comparator.comparingInt(file -> LAST.indexOf(nameOf(file))))
          .toList();
    } catch (IOException e) {
      throw new Failure("cannot read " + home.run() + ": " + Reason.of(e), e);
    }
  }

  private static String nameOf(Path pidFile) {
    return pidFile.getFileName().toString().replaceAll("\\.pid$", "");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new Failure("cannot unlock " + home.lock() + ": " + Reason.of(e), e);
    }
  }
}
