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

  /** What an earlier call left that is not over, if it is committed. */
  Optional<Earlier> find(IdempotentCall call, Instant now);

  /** What an earlier call left: the reply to its repeats. */
  record Earlier(String requestSha256, Reply reply) {}

  /** Keeps the outcome beside the effect. */
  void keep(IdempotentCall call, String body);

  /** Keeps, beside the effect, what the outcome is to be looked for by. */
  void await(IdempotentCall call, String reference);

  /**
   * Keeps the outcome of what the reference names if the key waits for it; answers the one that is
   * kept, or this one if the key waits for something else by now.
   */
  String complete(IdempotentCall call, String reference, String body);

  /**
   * Deletes keys that have expired.
   *
   * @param limit how many at most, so that no transaction is long
   * @return how many
   */
  int deleteExpired(Instant now, int limit);
}
