package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.KeyAlgorithm;
import java.time.Instant;
import java.util.List;

/** The service's key pairs. */
public interface SigningKeyStore {

  /** Lets one replica at a time make keys, until the transaction ends. */
  void lock();

  /** All of them, the last to become active first. */
  List<SigningKey> all();

  void add(SigningKey key);

  /** Ends those of an algorithm that have no end yet. */
  void expire(KeyAlgorithm algorithm, Instant at);

  /** Destroys those that ended before. */
  void deleteExpired(Instant before);
}
