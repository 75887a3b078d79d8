package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentId;
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

  /**
   * Inserts a payment; the unique keys decide.
   *
   * @return false if the payment is there already
   * @throws AttemptReusedException if another payment has this attempt
   */
  boolean insert(StoredPayment payment, Timing timing);

  /** Reads a payment and locks it until the transaction ends. */
  Optional<StoredPayment> lock(PaymentId id);

  /** Writes a locked payment whose state changed; facts learnt in earlier states stay. */
  void save(StoredPayment payment, Timing timing);

  /** Writes only that a command was seen. */
  void saveSeen(StoredPayment payment, Instant at);

  /** The next NSU: {@code 100 + day of year}, then a sequence (A10). */
  String nextNsu(int dayOfYear);
}
