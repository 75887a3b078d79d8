package dev.connectpos.notification.bootstrap;

import dev.connectpos.notification.application.Ids;
import dev.connectpos.notification.domain.Base62;
import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.EndpointId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * A prefix, eight base-62 digits of the millisecond, eight of chance: the incumbent's shape, and
 * sorted by time in an index that compares bytes.
 */
@ApplicationScoped
class TimeOrderedIds implements Ids {
  private static final int HALF = 8;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TimeOrderedIds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public DeliveryId delivery() {
    return new DeliveryId(next("del_"));
  }

  @Override
  public EndpointId endpoint() {
    return new EndpointId(next("we_"));
  }

  /** UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance around version and variant. */
  @Override
  public UUID event() {
    long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private String next(String prefix) {
    return prefix + Base62.of(clock.millis(), HALF) + Base62.of(random.nextLong(), HALF);
  }
}
