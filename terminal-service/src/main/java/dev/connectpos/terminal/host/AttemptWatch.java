package dev.connectpos.terminal.host;

import dev.connectpos.terminal.application.OpenOutcomes;
import dev.connectpos.terminal.domain.PaymentAttempt;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Raises an alarm when the acquirer owes an outcome for too long (money invariant 4). It decides
 * nothing: every outcome comes from the acquirer, and what is missing is for people to find.
 *
 * <ol>
 *   <li>Look for attempts that have been open for longer than the limit; name each in the log, and
 *       keep their number and the age of the oldest for the metrics.
 *   <li>Sleep until the next open attempt is due. Whatever begins meanwhile is due a whole limit
 *       later, so one limit is the longest sleep and nothing needs to wake the sleeper.
 * </ol>
 *
 * <p>Every replica watches: an alarm twice is better than none.
 */
@ApplicationScoped
class AttemptWatch {
  private static final Logger LOG = Logger.getLogger(AttemptWatch.class);

  private final OpenOutcomes outcomes;
  private final Duration limit;
  private final Clock clock;
  private final ExecutorService virtualThreads;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile int overdue;
  private volatile Duration oldest = Duration.ZERO;

  AttemptWatch(
      OpenOutcomes outcomes,
      @ConfigProperty(name = "connect.acquirer.overdue-after") Duration limit,
      Clock clock,
      @VirtualThreads ExecutorService virtualThreads,
      MeterRegistry meters) {
    this.outcomes = outcomes;
    this.limit = limit;
    this.clock = clock;
    this.virtualThreads = virtualThreads;
    Gauge.builder("connect.terminal.attempts.overdue", this, watch -> watch.overdue)
        .description("Payments whose outcome the acquirer owes for too long, 100 at most")
        .register(meters);
    Gauge.builder(
            "connect.terminal.attempts.overdue.oldest", this, watch -> watch.oldest.toSeconds())
        .description("How long the oldest of them has been open")
        .baseUnit("seconds")
        .register(meters);
  }

  void start(@Observes StartupEvent event) {
    virtualThreads.execute(this::watch);
  }

  void stop(@Observes ShutdownEvent event) {
    stopped.countDown();
  }

  private void watch() {
    try {
      Duration sleep = look();
      while (!stopped.await(sleep.toMillis(), TimeUnit.MILLISECONDS)) {
        sleep = look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look; answers how long to sleep after it. */
  private Duration look() {
    try {
      Instant now = clock.instant();
      OpenOutcomes.Look found = outcomes.look(now.minus(limit));
      overdue = found.overdue().size();
      oldest = found.overdue().isEmpty() ? Duration.ZERO : age(found.overdue().getFirst(), now);
      for (PaymentAttempt attempt : found.overdue()) {
        LOG.errorf(
            "payment %s has had no outcome for %s: %s",
            attempt.id(), age(attempt, now), attempt.state().result());
      }
      return found
          .nextStartedAt()
          .map(started -> Duration.between(now, started.plus(limit)))
          .filter(due -> due.compareTo(limit) < 0)
          // An attempt is due when it is older than the limit, not as old.
          .map(due -> due.plusMillis(1))
          .orElse(limit);
    } catch (RuntimeException e) {
      LOG.warn("looking for overdue payments failed; trying again", e);
      return limit;
    }
  }

  private static Duration age(PaymentAttempt attempt, Instant now) {
    return Duration.between(attempt.startedAt(), now);
  }
}
