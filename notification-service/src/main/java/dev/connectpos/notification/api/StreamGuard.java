package dev.connectpos.notification.api;

import dev.connectpos.clock.ShiftableClock;
import dev.connectpos.notification.application.FeedWatch;
import dev.connectpos.notification.application.StreamSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks after open streams: wakes those whose client has gone, and cuts off those whose client
 * takes nothing although its buffer is full. Counts both.
 */
@ApplicationScoped
class StreamGuard {
  private static final Logger LOG = Logger.getLogger(StreamGuard.class);
  private static final int BUFFER_BYTES = 64 * 1024;

  private final StreamSettings settings;
  private final FeedWatch watches;
  private final ShiftableClock businessTime;
  private final MeterRegistry meters;
  private final Set<Guarded> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("stream-guard").factory());

  StreamGuard(
      StreamSettings settings,
      FeedWatch watches,
      ShiftableClock businessTime,
      MeterRegistry meters) {
    this.settings = settings;
    this.watches = watches;
    this.businessTime = businessTime;
    this.meters = meters;
  }

  void register(@Observes StartupEvent started) {
    Gauge.builder("connect.stream.open", watches, FeedWatch::size)
        .description("Event streams that are open")
        .register(meters);
    long everyMs = Math.max(50, Math.min(1000, settings.patience().toMillis() / 4));
    var _ = rounds.scheduleWithFixedDelay(this::round, everyMs, everyMs, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void close() {
    rounds.shutdownNow();
  }

  Guarded guard(HttpServerResponse response, FeedWatch.Watch watch) {
    response.setWriteQueueMaxSize(BUFFER_BYTES);
    var stream = new Guarded(response, watch);
    streams.add(stream);
    return stream;
  }

  private void round() {
    for (Guarded stream : streams) {
      try {
        stream.look();
      } catch (RuntimeException e) {
        LOG.warn("cannot look after a stream", e);
      }
    }
  }

  /** One stream and its client. */
  final class Guarded implements AutoCloseable {
    private final HttpServerResponse response;
    private final FeedWatch.Watch watch;
    private volatile boolean begun;
    private volatile long writingSince;

    private Guarded(HttpServerResponse response, FeedWatch.Watch watch) {
      this.response = response;
      this.watch = watch;
    }

    /** From here on whoever writes also closes. */
    void begin() {
      begun = true;
    }

    boolean gone() {
      return response.closed();
    }

    /** To be called before a write that may block. */
    void writing() {
      writingSince = System.nanoTime() | 1;
    }

    void written() {
      writingSince = 0;
    }

    /** A fact has been written. */
    void told(Instant occurredAt) {
      Timer.builder("connect.stream.delay")
          .description("From the fact to its frame")
          .publishPercentileHistogram()
          .minimumExpectedValue(Duration.ofMillis(1))
          .maximumExpectedValue(Duration.ofMinutes(1))
          .register(meters)
          .record(Duration.between(occurredAt, businessTime.instant()));
    }

    @Override
    public void close() {
      streams.remove(this);
      watch.close();
    }

    private void look() {
      long since = writingSince;
      if (since != 0 && System.nanoTime() - since > settings.patience().toNanos()) {
        Counter.builder("connect.stream.cut.off")
            .description("Streams that were ended since their clients took nothing")
            .register(meters)
            .increment();
        streams.remove(this);
        response.reset();
      } else if (gone() && !begun) {
        // It went before its first byte, and nobody else will close.
        close();
      } else if (gone()) {
        watch.wake();
      }
    }
  }
}
