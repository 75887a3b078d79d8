package dev.connectpos.outbox;

import java.util.HashSet;
import java.util.Set;

/**
 * Which transactions had ended for everyone when it was taken, as {@code pg_current_snapshot}
 * tells. Only top-level transactions are in it, and only their ids are in the log's {@code Begin}.
 *
 * @param xmin every transaction below has ended
 * @param xmax no transaction from here on had ended
 * @param running those in between that had not
 */
record Snapshot(long xmin, long xmax, Set<Long> running) {

  /** Nothing has ended. */
  static final Snapshot NONE = new Snapshot(0, 0, Set.of());

  /** Reads {@code xmin:xmax:running,running,…}. */
  static Snapshot parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalStateException("not a snapshot: " + text);
    }
    var running = new HashSet<Long>();
    if (!parts[2].isEmpty()) {
      for (String xid : parts[2].split(",", -1)) {
        running.add(Long.parseLong(xid));
      }
    }
    return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
  }

  /**
   * Whether a transaction has ended.
   *
   * @param xid its id as the log has it, without the epoch: the one nearest to the snapshot is
   *     meant, since the slot keeps the server from giving out ids further away
   */
  boolean hasEnded(int xid) {
    int distance = xid - (int) xmax; // Wraps around on purpose, as ids do.
    long whole = xmax + distance;
    return whole < xmin || (whole < xmax && !running.contains(whole));
  }
}
