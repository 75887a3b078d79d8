package dev.connectpos.order.application;

import java.time.Instant;
import java.util.Optional;

/** Where the outcomes of calls are kept. Needs a running transaction. */
public interface IdempotencyStore {

  /**
   * Claims the call's key by inserting it. Waits while another transaction holds the same key, and
   * takes over one that has expired.
   *
   * @return empty if the key is ours now; else what the earlier call left
   * @throws KeyInUseException if the other transaction takes too long
   */
  Optional<Earlier> claim(IdempotentCall call, Instant now);

  /** What an earlier call left. */
  record Earlier(String requestSha256, String body) {}

  /** Keeps the outcome beside the effect. */
  void keep(IdempotentCall call, String body);

  /**
   * Deletes keys that have expired.
   *
   * @param limit how many at most, so that no transaction is long
   * @return how many
   */
  int deleteExpired(Instant now, int limit);
}
