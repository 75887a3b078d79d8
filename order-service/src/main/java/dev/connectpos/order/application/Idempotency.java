package dev.connectpos.order.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Runs a call's effect once per Idempotency-Key.
 *
 * <ol>
 *   <li>The key is inserted first; the unique index makes concurrent calls wait for each other.
 *   <li>Whoever inserted it runs the effect and keeps its outcome in the same transaction.
 *   <li>Everyone else answers with the outcome that is kept.
 *   <li>A refusal rolls everything back, the key included: nothing is pinned but success.
 * </ol>
 */
@ApplicationScoped
public class Idempotency {
  private static final int REAP_BATCH = 500;

  private final IdempotencyStore store;
  private final TransactionSynchronizationRegistry transaction;
  private final Clock clock;

  Idempotency(IdempotencyStore store, TransactionSynchronizationRegistry transaction, Clock clock) {
    this.store = store;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The effect's reply, or an earlier one. Runs in the caller's transaction. */
  Reply once(IdempotentCall call, Supplier<Reply> effect) {
    if (call.keySha256() == null) {
      return rollingBackRefusals(effect.get());
    }
    var earlier = store.claim(call, clock.instant());
    if (earlier.isPresent()) {
      var kept = earlier.get();
      boolean other = !kept.requestSha256().equals(call.requestSha256());
      return other && call.refusesOtherBody()
          ? new Reply.KeyReused()
          : new Reply.Done(kept.body(), true);
    }
    var reply = effect.get();
    if (reply instanceof Reply.Done done) {
      store.keep(call, done.body());
    }
    return rollingBackRefusals(reply);
  }

  /**
   * Deletes a bounded number of expired keys.
   *
   * @return whether there may be more
   */
  @Transactional
  public boolean reap() {
    return store.deleteExpired(clock.instant(), REAP_BATCH) == REAP_BATCH;
  }

  private Reply rollingBackRefusals(Reply reply) {
    if (!(reply instanceof Reply.Done)) {
      transaction.setRollbackOnly();
    }
    return reply;
  }
}
