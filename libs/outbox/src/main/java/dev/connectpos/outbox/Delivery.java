package dev.connectpos.outbox;

import dev.connectpos.outbox.Parking.Parked;
import dev.connectpos.outbox.Parking.Reason;
import dev.connectpos.outbox.WireMessage.Aggregate;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a consumed message:
 *
 * <ol>
 *   <li>A message of its aggregate that comes before it waits already: it waits behind that one.
 *   <li>Else it is handled, as often as it takes. Applied or a duplicate: done; if it was what
 *       parked messages of the aggregate waited for, those are applied now.
 *   <li>A gap before it, or a failure that no retry mends: it is parked, and with it every later
 *       message of its aggregate, and no other.
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
      Verdict verdict = retries.call(name(message), () -> handle(message, handler));
      count(message, verdict.name());
      if (verdict == Verdict.GAP) {
        park(message, Reason.GAP, null);
        held.put(aggregate, message.aggregateVersion());
      } else if (heldFrom != null) {
        replay(aggregate, handler);
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

  /**
   * Applies, in order, what waited for a gap to close, up to the next gap or failed message.
   *
   * @return how many messages wait no more
   */
  int replay(Aggregate aggregate, MessageHandler handler) {
    return replay(aggregate, handler, false);
  }

  /** As {@link #replay(Aggregate, MessageHandler)}, and tries failed messages again too. */
  int replayFailed(Aggregate aggregate, MessageHandler handler) {
    return replay(aggregate, handler, true);
  }

  private int replay(Aggregate aggregate, MessageHandler handler, boolean failedToo) {
    int applied = 0;
    List<Parked> page = waiting(aggregate);
    while (!page.isEmpty()) {
      for (Parked parked : page) {
        boolean failed = parked.reason() == Reason.FAILED && !failedToo;
        if (failed || parked.reason() == Reason.UNREADABLE || !applies(parked, handler)) {
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

  private boolean applies(Parked parked, MessageHandler handler) {
    WireMessage message = parked.message();
    try {
      return retries.call(name(message), () -> handle(message, handler)) != Verdict.GAP;
    } catch (PermanentFailureException e) {
      LOG.errorf(e, "%s stays parked", name(message));
      return false;
    }
  }

  private List<Parked> waiting(Aggregate aggregate) {
    return retries.call("reading parked messages", () -> parking.waiting(aggregate));
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
