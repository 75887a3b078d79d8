package dev.connectpos.order.api;

import dev.connectpos.order.application.KeyHolder;
import dev.connectpos.order.domain.Environment;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a key may call, as with the incumbent: reads of orders and charges are limited for
 * every key, and all calls for a test key. Counted in memory, each replica for itself, so that a
 * key may call that much on each; and of the keys that called last only, so that memory is bounded.
 * A key that is forgotten begins anew, with nothing used up.
 *
 * <p>A limit is a bucket that holds as many calls as it allows in its period and fills evenly.
 */
final class RateLimits {
  private final Settings settings;
  private final TimeMeter time;
  private final Map<Limited, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  RateLimits(Settings settings, TimeMeter time) {
    this.settings = settings;
    this.time = time;
  }

  /**
   * The limits.
   *
   * @param maxKeys how many keys are remembered
   */
  record Settings(long readsPerMinute, long testCallsPerSecond, int maxKeys) {}

  private record Limited(String key, boolean reads) {}

  /**
   * Counts a call.
   *
   * @param read whether it reads orders or charges
   * @return how long to wait before the next try; zero if the call may go on
   */
  Duration count(KeyHolder caller, boolean read) {
    var key = caller.key().id().value();
    var wait = Duration.ZERO;
    if (caller.account().environment() == Environment.TEST) {
      wait = take(new Limited(key, false), settings.testCallsPerSecond(), Duration.ofSeconds(1));
    }
    return read && wait.isZero()
        ? take(new Limited(key, true), settings.readsPerMinute(), Duration.ofMinutes(1))
        : wait;
  }

  private Duration take(Limited limited, long calls, Duration period) {
    var probe = bucket(limited, calls, period).tryConsumeAndReturnRemaining(1);
    return Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private synchronized Bucket bucket(Limited limited, long calls, Duration period) {
    var known = buckets.get(limited);
    if (known != null) {
      return known;
    }
    if (buckets.size() >= settings.maxKeys()) {
      // In order of access: the first is the one that has not called for longest.
      Iterator<Limited> oldest = buckets.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    var bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(calls).refillGreedy(calls, period))
            .withCustomTimePrecision(time)
            .build();
    buckets.put(limited, bucket);
    return bucket;
  }

  /** How many keys are remembered now. */
  synchronized int remembered() {
    return buckets.size();
  }
}
