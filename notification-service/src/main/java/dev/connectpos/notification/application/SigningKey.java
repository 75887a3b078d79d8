package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.KeyAlgorithm;
import java.time.Instant;
import java.util.Optional;

/**
 * A key pair of the service.
 *
 * @param kid its name in the published set and beside each signature
 * @param sealedPrivate PKCS #8, sealed
 * @param publicKey X.509
 * @param activeFrom signs from this instant on; published before
 * @param expiresAt not published from this instant on; nothing while it has no successor
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, compared by no one.
public record SigningKey(
    String kid,
    KeyAlgorithm algorithm,
    byte[] sealedPrivate,
    byte[] publicKey,
    Instant activeFrom,
    Optional<Instant> expiresAt) {

  /** Whether it signs at this instant, alone or beside its successor. */
  public boolean signs(Instant at) {
    return !at.isBefore(activeFrom) && expiresAt.map(at::isBefore).orElse(true);
  }

  /** What its private half is sealed for. */
  public String purpose() {
    return "signing key " + kid;
  }
}
