package dev.connectpos.outbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.postgresql.util.PSQLException;

/**
 * Repeats what fails for a transient reason, in place, with growing pauses: for ever, or until
 * patience ends and something else can be done that loses nothing. Health turns red when it takes
 * too long.
 */
final class Retries {
  private static final Logger LOG = Logger.getLogger(Retries.class);
  private static final int MAX_DOUBLINGS = 8;

  private static final int LOG_EVERY = 20;

  /** SQLSTATE: a class, and two codes of class 23, whose others (a key, say) another may mend. */
  private static final String DATA_EXCEPTION = "22";

  private static final String NOT_NULL_VIOLATION = "23502";
  private static final String CHECK_VIOLATION = "23514";

  /** The service stops before the attempt succeeded; the message will come again. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException(Throwable cause) {
      super("stopped while retrying", cause);
    }
  }

  private final Clock clock;
  private final Duration firstPause;
  private final Duration patience;
  private final Stop stop = new Stop();
  private final Map<Thread, Instant> retrying = new ConcurrentHashMap<>();

  /**
   * @param firstPause before the second attempt; doubles up to 256 times as long
   * @param patience how long others may be kept waiting for one message
   */
  Retries(Clock clock, Duration firstPause, Duration patience) {
    this.clock = clock;
    this.firstPause = firstPause;
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }

  /**
   * Answers what the action answers, as soon as it does. Once patience has ended, and at once where
   * the database refuses the values themselves, a failure is followed by {@code instead}, which
   * answers in its place or fails too: so that when neither can be done, both are tried until one
   * can.
   *
   * @throws PermanentFailureException as the action does
   * @throws StoppedException if {@link #stop} was called while both were failing
   */
  <T> T call(
      String what, Supplier<T> action, Duration patience, Function<RuntimeException, T> instead) {
    Instant end = clock.instant().plus(patience);
    return call(
        what,
        () -> {
          try {
            return action.get();
          } catch (PermanentFailureException e) {
            throw e;
          } catch (RuntimeException e) {
            if (clock.instant().isBefore(end) && !refusesValues(e)) {
              throw e;
            }
            return instead.apply(e);
          }
        });
  }

  /**
   * A value out of range, a column left empty, a check broken: the next moment changes nothing, and
   * others need not wait for it. A newer release may.
   */
  private static boolean refusesValues(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return state.startsWith(DATA_EXCEPTION)
            || state.equals(NOT_NULL_VIOLATION)
            || (state.equals(CHECK_VIOLATION) && namesConstraint(refused));
      }
    }
    return false;
  }

  /** A partition that is attached just then breaks one without a name, for a moment. */
  private static boolean namesConstraint(SQLException refused) {
    return refused instanceof PSQLException said
        && said.getServerErrorMessage() != null
        && said.getServerErrorMessage().getConstraint() != null;
  }

  /**
   * Answers what the action answers, as soon as it does.
   *
   * @throws PermanentFailureException as the action does
   * @throws StoppedException if {@link #stop} was called while the action was failing
   */
  <T> T call(String what, Supplier<T> action) {
    try {
      for (int failures = 0; ; failures++) {
        try {
          return action.get();
        } catch (PermanentFailureException e) {
          throw e;
        } catch (RuntimeException e) {
          retrying.putIfAbsent(Thread.currentThread(), clock.instant());
          tell(what, failures + 1, e);
          pause(failures, e);
        }
      }
    } finally {
      retrying.remove(Thread.currentThread());
    }
  }

  /** Ends every retry, now and later. */
  void stop() {
    stop.request();
  }

  /** For how long the most stubborn action has been failing. */
  Duration longest() {
    return retrying.values().stream()
        .min(Instant::compareTo)
        .map(since -> Duration.between(since, clock.instant()))
        .orElse(Duration.ZERO);
  }

  private static void tell(String what, int failures, RuntimeException cause) {
    if (failures == 1) {
      LOG.warnf("%s failed and is retried: %s", what, cause);
    } else if (failures % LOG_EVERY == 0) {
      LOG.errorf(cause, "%s failed %d times and is retried", what, failures);
    }
  }

  private void pause(int failures, RuntimeException cause) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    // Half to full, so that lanes that failed together do not come back together.
    double share = ThreadLocalRandom.current().nextDouble(0.5, 1);
    try {
      if (stop.pause(Duration.ofNanos((long) (pause.toNanos() * share)))) {
        throw new StoppedException(cause);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StoppedException(cause);
    }
  }
}
