package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import java.time.Instant;
import java.util.Optional;

/** Keys of requests, and what was answered to each. */
public interface IdempotencyStore {

  /**
   * Takes the key for this transaction; waits for another transaction that is taking it.
   *
   * @return false if it is taken for good
   */
  boolean claim(AccountId account, String key, byte[] requestHash, Instant at);

  void complete(AccountId account, String key, byte[] sealedReply);

  /** What a taken key stands for. */
  Kept get(AccountId account, String key);

  /** Forgets the account's keys from before this instant. */
  void forgetBefore(AccountId account, Instant instant);

  /**
   * A request seen before.
   *
   * @param sealedReply nothing only inside the transaction that claimed it
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared in constant time, by us alone.
  record Kept(byte[] requestHash, Optional<byte[]> sealedReply) {}
}
