package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.RequestId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where payments are kept. Every method runs in the caller's transaction. */
public interface PaymentStore {

  /**
   * When to look after a payment again.
   *
   * @param at now
   * @param due null if never
   */
  record Timing(Instant at, @Nullable Instant due) {}

  /** Whether a payment can be inserted. */
  enum Vacancy {
    FREE,
    /** It is there already. */
    PAYMENT_EXISTS,
    /** Another payment has its attempt. */
    ATTEMPT_TAKEN
  }

  /**
   * Looks, for a clear answer only; the unique keys decide. Two that look at once meet there: the
   * transaction that loses fails, is retried by the inbox, and finds its answer here.
   */
  Vacancy vacancy(PaymentTerms terms);

  /** Inserts a payment; fails if it, or its attempt, is there already. */
  void insert(StoredPayment payment, Timing timing);

  /** Reads a payment with its cancellations, and locks it until the transaction ends. */
  Optional<StoredPayment> lock(PaymentId id);

  /**
   * Writes a locked payment whose state changed; facts learnt in earlier states stay. A
   * cancellation that is newly asked for is due at once.
   */
  void save(StoredPayment payment, Timing timing);

  /** Writes only the trail: a command was seen, a fact stated. */
  void saveSeen(StoredPayment payment, Instant at);

  /**
   * How often the network was asked in vain about a locked payment.
   *
   * @param request of a cancellation; null for the payment itself
   */
  int attempts(PaymentId id, @Nullable RequestId request);

  /** The next NSU: {@code 100 + day of year}, then a sequence (A10). */
  String nextNsu(int dayOfYear);
}
