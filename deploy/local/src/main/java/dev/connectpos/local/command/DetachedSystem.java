package dev.connectpos.local.command;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.Reason;
import dev.connectpos.local.process.Programs;
import dev.connectpos.local.system.HomeLock;
import dev.connectpos.local.system.SystemState;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code up} in a process of its own that outlives the shell; its output is shown until it is up.
 */
final class DetachedSystem {
  private static final long POLL_NANOS = 50_000_000L;

  private final Home home;
  private final int portOffset;
  private final boolean infrastructure;

  DetachedSystem(Home home, int portOffset, boolean infrastructure) {
    this.home = home;
    this.portOffset = portOffset;
    this.infrastructure = infrastructure;
  }

  /** Starts it and answers 0 when it is up, or its exit code if it ends before. */
  int start(PrintWriter out) {
    home.prepare();
    // The log belongs to the system that runs.
    HomeLock.take(home).close();
    Path log = home.log("connect");
    try {
      long logged = Files.exists(log) ? Files.size(log) : 0;
      Process process =
          new ProcessBuilder(command())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      var onSignal = new Thread(process::destroy, "stop");
      Runtime.getRuntime().addShutdownHook(onSignal);
      int code = follow(process, log, logged, out);
      Runtime.getRuntime().removeShutdownHook(onSignal);
      return code;
    } catch (IOException e) {
      throw new Failure("cannot start in the background: " + Reason.of(e), e);
    }
  }

  private int follow(Process process, Path log, long logged, PrintWriter out) throws IOException {
    long shown = logged;
    while (true) {
      boolean alive = process.isAlive();
      boolean up = alive && isUp(process);
      shown = copy(log, shown, out);
      if (!alive) {
        return process.exitValue();
      }
      if (up) {
        return 0;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private boolean isUp(Process process) {
    return SystemState.read(home)
        .filter(state -> state.supervisor() == process.pid())
        .filter(state -> state.phase().equals(SystemState.RUNNING))
        .isPresent();
  }

  private static long copy(Path log, long from, PrintWriter out) throws IOException {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(from);
      var bytes = new byte[(int) (file.length() - from)];
      file.readFully(bytes);
      out.print(new String(bytes, StandardCharsets.UTF_8));
      out.flush();
      return from + bytes.length;
    }
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    // The end of the shell's session must not reach it.
    if (Programs.isOnPath("setsid")) {
      command.add("setsid");
    } else if (Programs.isOnPath("nohup")) {
      command.add("nohup");
    }
    command.addAll(
        List.of(
            Installation.java(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-cp",
            Installation.find().classPath(),
            "dev.connectpos.local.Connect",
            "up",
            "--home",
            home.folder().toString(),
            "--port-offset",
            Integer.toString(portOffset)));
    if (infrastructure) {
      command.add("--infrastructure");
    }
    return command;
  }
}
