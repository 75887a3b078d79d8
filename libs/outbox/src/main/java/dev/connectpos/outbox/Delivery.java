package dev.connectpos.outbox;

import dev.connectpos.outbox.Parking.Parked;
import dev.connectpos.outbox.Parking.Reason;
import dev.connectpos.outbox.WireMessage.Aggregate;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a consumed message:
 *
 * <ol>
 *   <li>A message of its aggregate that comes before it waits already: it waits behind that one.
 *   <li>Else it is handled, again and again while patience lasts. Applied or a duplicate: done; if
 *       it was what parked messages of the aggregate waited for, those are applied now.
 *   <li>A gap before it, a failure that no retry mends, or one that outlasts patience (someone
 *       holds its row's lock, say) or will (a column's check is broken): it is parked, and with it
 *       every later message of its aggregate, and no other.
 * </ol>
 *
 * <p>Messages of one aggregate must come one at a time; those of different ones may come at once.
 */
final class Delivery {
  private static final Logger LOG = Logger.getLogger(Delivery.class);

  private final Parking parking;
  private final DeadLetters deadLetters;
  private final Retries retries;
  private final MeterRegistry metrics;

  Delivery(Parking parking, DeadLetters deadLetters, Retries retries, MeterRegistry metrics) {
    this.parking = parking;
    this.deadLetters = deadLetters;
    this.retries = retries;
    this.metrics = metrics;
  }

  /** The aggregates with these keys that wait, with the version of the first message that does. */
  Map<Aggregate, Long> heldFrom(String topic, List<String> keys) {
    return retries.call("reading parked messages", () -> parking.heldFrom(topic, keys));
  }

  /**
   * Applies a message, or parks it.
   *
   * @param held aggregates that wait, as {@link #heldFrom} answers; kept up to date
   */
  void deliver(WireMessage message, MessageHandler handler, Map<Aggregate, Long> held) {
    Aggregate aggregate = message.aggregate();
    Long heldFrom = held.get(aggregate);
    if (heldFrom != null && message.aggregateVersion() >= heldFrom) {
      park(message, Reason.BEHIND, "version " + heldFrom + " waits");
      return;
    }
    try {
      Optional<Verdict> verdict = attempt(message, handler, retries.patience());
      verdict.ifPresent(v -> count(message, v.name()));
      if (verdict.isEmpty()) {
        held.put(aggregate, message.aggregateVersion());
      } else if (verdict.get() == Verdict.GAP) {
        park(message, Reason.GAP, null);
        held.put(aggregate, message.aggregateVersion());
      } else if (heldFrom != null) {
        replay(aggregate, handler, new Effort(retries.patience(), false, Long.MAX_VALUE));
        Long left = heldFrom(aggregate.topic(), List.of(aggregate.id())).get(aggregate);
        if (left == null) {
          held.remove(aggregate);
        } else {
          held.put(aggregate, left);
        }
      }
    } catch (PermanentFailureException e) {
      LOG.errorf(e, "%s can never be applied as it is and is parked", name(message));
      park(message, Reason.FAILED, e.getMessage());
      deadLetters.send(message, String.valueOf(e.getMessage()));
      held.put(aggregate, message.aggregateVersion());
    }
  }

  /** Keeps what no outbox wrote. It holds nothing up. */
  void reject(WireMessage message, PermanentFailureException cause) {
    LOG.errorf("record %s is parked: %s", message.correlationId(), cause.getMessage());
    park(message, Reason.UNREADABLE, cause.getMessage());
    deadLetters.send(message, String.valueOf(cause.getMessage()));
  }

  /** How hard to try parked messages, and up to which version. */
  private record Effort(Duration patience, boolean failedToo, long lastVersion) {}

  /**
   * Applies, in order, what waits, up to the next gap or failed message. Each is tried once: others
   * wait for their turn.
   *
   * @return how many messages wait no more
   */
  int replay(Aggregate aggregate, MessageHandler handler) {
    return replay(aggregate, handler, new Effort(Duration.ZERO, false, Long.MAX_VALUE));
  }

  /** As {@link #replay(Aggregate, MessageHandler)}, and tries failed messages again too. */
  int replayFailed(Aggregate aggregate, MessageHandler handler, long lastVersion) {
    return replay(aggregate, handler, new Effort(Duration.ZERO, true, lastVersion));
  }

  private int replay(Aggregate aggregate, MessageHandler handler, Effort effort) {
    int applied = 0;
    List<Parked> page = waiting(aggregate);
    while (!page.isEmpty()) {
      for (Parked parked : page) {
        boolean failed = parked.reason() == Reason.FAILED && !effort.failedToo();
        if (failed
            || parked.message().aggregateVersion() > effort.lastVersion()
            || parked.reason() == Reason.UNREADABLE
            || !applies(parked.message(), handler, effort.patience())) {
          return applied;
        }
        retries.call(
            "resolving a parked message",
            () -> {
              parking.resolve(parked);
              return true;
            });
        applied++;
      }
      page = waiting(aggregate);
    }
    return applied;
  }

  private boolean applies(WireMessage message, MessageHandler handler, Duration patience) {
    try {
      return attempt(message, handler, patience).filter(v -> v != Verdict.GAP).isPresent();
    } catch (PermanentFailureException e) {
      LOG.errorf(e, "%s stays parked", name(message));
      return false;
    }
  }

  private List<Parked> waiting(Aggregate aggregate) {
    return retries.call("reading parked messages", () -> parking.waiting(aggregate));
  }

  /** Handles a message, or parks it once patience is of no use: then the answer is empty. */
  private Optional<Verdict> attempt(
      WireMessage message, MessageHandler handler, Duration patience) {
    return retries.call(
        name(message),
        () -> Optional.of(handle(message, handler)),
        patience,
        cause -> {
          parking.park(message, Reason.DELAYED, String.valueOf(cause));
          LOG.warnf(cause, "%s keeps failing and is parked", name(message));
          count(message, "parked_" + Reason.DELAYED);
          return Optional.empty();
        });
  }

  private static Verdict handle(WireMessage message, MessageHandler handler) {
    return DeliveryScope.within(message, () -> handler.handle(message.toInbound()));
  }

  private void park(WireMessage message, Reason reason, @Nullable String detail) {
    retries.call(
        "parking a message",
        () -> {
          parking.park(message, reason, detail);
          return true;
        });
    LOG.warnf("%s is parked: %s", name(message), reason);
    count(message, "parked_" + reason);
  }

  private void count(WireMessage message, String outcome) {
    metrics
        .counter(
            "inbox.messages", "topic", message.topic(), "outcome", outcome.toLowerCase(Locale.ROOT))
        .increment();
  }

  private static String name(WireMessage message) {
    return "%s %s of %s %s"
        .formatted(message.type(), message.eventId(), message.key(), message.aggregateVersion());
  }
}
