package dev.connectpos.outbox;

import dev.connectpos.outbox.WireMessage.Aggregate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where consumed messages wait that cannot be applied now. */
interface Parking {

  /** Why a message waits; the names in the database are in lower case. */
  enum Reason {
    /** A message of the aggregate that comes before it is missing. */
    GAP,
    /** The handler said that no retry can help. */
    FAILED,
    /** The handler kept failing for a reason that may pass; it is tried again from time to time. */
    DELAYED,
    /** A message of the aggregate that comes before it waits. */
    BEHIND,
    /** It was not written by an outbox. */
    UNREADABLE,
    /** Kafka can never take it as it is. */
    REFUSED
  }

  /** One message that waits. */
  record Parked(long id, WireMessage message, Reason reason) {}

  /**
   * Of the aggregates with these keys, those that wait, each with the version of its first message
   * that does.
   */
  Map<Aggregate, Long> heldFrom(String topic, Collection<String> keys);

  /** Keeps a message; durable when this returns, and harmless if repeated. */
  void park(WireMessage message, Reason reason, @Nullable String detail);

  /** The aggregate's messages that wait, in the order of their versions; the first ones only. */
  List<Parked> waiting(Aggregate aggregate);

  /** The aggregates that wait for something that may come by itself. */
  List<Aggregate> hopeful();

  /** It was applied, or turned out to be a duplicate. */
  void resolve(Parked parked);
}
