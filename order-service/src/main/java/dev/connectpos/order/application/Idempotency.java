package dev.connectpos.order.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
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
 *
 * <p>An effect whose outcome others decide has two phases. It answers {@link Reply.Asked} with a
 * reference to what was asked for, which is kept in its transaction. A repeat is answered the
 * reference too, and so waits for the same outcome instead of asking again. Whoever learns the
 * outcome pins it with {@link #complete}; from then on repeats are answered that body. An outcome
 * that is a refusal is not pinned: the key keeps its reference, and repeats are told what became of
 * the request, which may have been tried again.
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
      return repeated(call, earlier.get());
    }
    var reply = effect.get();
    switch (reply) {
      case Reply.Done(var body, _) -> store.keep(call, body);
      case Reply.Asked(var reference, _) -> store.await(call, reference);
      case Reply.Refused _,
          Reply.BelowMinimum _,
          Reply.TerminalInactive _,
          Reply.NoSuchCustomer _,
          Reply.EmailTaken _,
          Reply.Declined _,
          Reply.KeyReused _,
          Reply.NoSuchAccount _,
          Reply.NoSuchApiKey _,
          Reply.ApiKeyEnds _ -> {
        // Rolled back below.
      }
    }
    return rollingBackRefusals(reply);
  }

  /**
   * What an earlier call left, for effects that have to be prepared outside of the transaction: who
   * was here before need not prepare. Nothing is claimed by it.
   */
  @Transactional
  public Optional<Reply> earlier(IdempotentCall call) {
    return call.keySha256() == null
        ? Optional.empty()
        : store.find(call, clock.instant()).map(kept -> repeated(call, kept));
  }

  /**
   * Pins the outcome of what an earlier transaction asked for, unless one is pinned already. A key
   * that expired meanwhile and was used anew is another's: nothing is pinned to it.
   *
   * @param reference that of {@link Reply.Asked}
   * @return the outcome that is pinned: of several that waited, all answer what the first saw
   */
  @Transactional
  public String complete(IdempotentCall call, String reference, String body) {
    return call.keySha256() == null ? body : store.complete(call, reference, body);
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

  private static Reply repeated(IdempotentCall call, IdempotencyStore.Earlier kept) {
    boolean other = !kept.requestSha256().equals(call.requestSha256());
    return other && call.refusesOtherBody() ? new Reply.KeyReused() : kept.reply();
  }

  private Reply rollingBackRefusals(Reply reply) {
    if (!(reply instanceof Reply.Done || reply instanceof Reply.Asked)) {
      transaction.setRollbackOnly();
    }
    return reply;
  }
}
