package dev.connectpos.order.application;

import java.time.Instant;

/** Where it is kept which cancellations terminals asked for. Needs a running transaction. */
public interface TerminalCancellationStore {

  /** Keeps one; false if its request was kept before. */
  boolean add(CancellationNews news, Instant at);
}
