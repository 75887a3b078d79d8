package dev.connectpos.outbox;

import dev.connectpos.outbox.WireMessage.Aggregate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parked messages in memory. */
final class FakeParking implements Parking {
  private final List<Parked> waiting = new ArrayList<>();
  private long lastId;

  @Override
  public synchronized Map<Aggregate, Long> heldFrom(String topic, Collection<String> keys) {
    var held = new HashMap<Aggregate, Long>();
    for (Parked parked : waiting) {
      WireMessage message = parked.message();
      if (message.topic().equals(topic)
          && keys.contains(message.key())
          && parked.reason() != Reason.UNREADABLE) {
        held.merge(message.aggregate(), message.aggregateVersion(), Math::min);
      }
    }
    return held;
  }

  @Override
  public synchronized void park(WireMessage message, Reason reason, @Nullable String detail) {
    if (waiting.stream().noneMatch(p -> p.message().eventId().equals(message.eventId()))) {
      waiting.add(new Parked(++lastId, message, reason));
    }
  }

  @Override
  public synchronized List<Parked> waiting(Aggregate aggregate) {
    return waiting.stream()
        .filter(p -> p.message().aggregate().equals(aggregate))
        .sorted(Comparator.comparingLong(p -> p.message().aggregateVersion()))
        .toList();
  }

  @Override
  public synchronized List<Aggregate> hopeful() {
    return waiting.stream()
        .filter(p -> Set.of(Reason.GAP, Reason.DELAYED, Reason.BEHIND).contains(p.reason()))
        .map(p -> p.message().aggregate())
        .distinct()
        .toList();
  }

  @Override
  public synchronized void resolve(Parked parked) {
    waiting.removeIf(p -> p.id() == parked.id());
  }
}
