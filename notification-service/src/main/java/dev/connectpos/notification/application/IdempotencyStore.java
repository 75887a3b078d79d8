package dev.connectpos.notification.application;

import dev.connectpos.notification.application.Idempotency.Request;
import java.time.Instant;

/** Keys of requests, and what was answered to each. */
public interface IdempotencyStore {

  /**
   * Takes the key for this transaction; waits for another transaction that is taking it.
   *
   * @return false if it is taken for good
   */
  boolean claim(Request request, Instant at);

  void complete(Request request, byte[] sealedReply);

  /** What was answered to the request that took the key. */
  byte[] reply(Request request);
}
