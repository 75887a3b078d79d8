package dev.connectpos.local.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs another program's main class in this JVM, and ends the JVM in order when its standard input
 * ends: that is how a Java child of the launcher is stopped, and why it does not survive it.
 */
public final class Guarded {
  private static final long GRACE_NANOS = 20_000_000_000L;
  private static final int EXIT_STOPPED = 143;

  private Guarded() {}

  /**
   * @param arguments the main class, then its arguments
   */
  public static void main(String[] arguments) throws Exception {
    Thread.ofPlatform().daemon().name("guard").start(Guarded::endWithInput);
    try {
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static void endWithInput() {
    try {
      while (System.in.read() != -1) {
        // Nothing is ever sent; only the end matters.
      }
    } catch (IOException e) {
      // A broken pipe is an end as well.
    }
    Thread.ofPlatform().daemon().name("guard-limit").start(Guarded::haltAfterGrace);
    Runtime.getRuntime().exit(EXIT_STOPPED);
  }

  /** A shutdown that hangs must not keep the process. */
  private static void haltAfterGrace() {
    long end = System.nanoTime() + GRACE_NANOS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(GRACE_NANOS);
    }
    Runtime.getRuntime().halt(EXIT_STOPPED);
  }
}
