package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.OrderId;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Orders that no terminal is ever offered: paid over the API (feature O12), or typed on a terminal
 * and mirrored by order-service (T5). All that is kept is how far the stream of each was read, so
 * that a fact that is missing in between is noticed still.
 */
public interface IgnoredOrders {

  /** Adds one after its first fact; false if it is there already. */
  boolean add(OrderId id, long version, Instant heardAt);

  /** Locks it, and answers the version of its last fact; empty if there is no such order. */
  OptionalLong lock(OrderId id);

  /** After one more fact. */
  void save(OrderId id, long version, Instant heardAt);

  /** Forgets orders that were not heard of since an instant, so many at most; how many it were. */
  int forget(Instant heardBefore, int limit);
}
