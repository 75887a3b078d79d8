package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.KeyAlgorithm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The key pairs that webhooks are signed with, the same for every replica.
 *
 * <ol>
 *   <li>The first of each kind is made at the first start, and signs at once.
 *   <li>A key that has signed for its time gets a successor, which is published before it signs.
 *   <li>The predecessor stays published while receivers may still hold what it signed, and is
 *       destroyed then.
 * </ol>
 */
@ApplicationScoped
public class SigningKeys {
  private static final int RSA_BITS = 2048;

  private final SigningKeyStore store;
  private final SecretVault vault;
  private final SigningSettings settings;
  private final Ids ids;
  private final Clock clock;

  SigningKeys(
      SigningKeyStore store, SecretVault vault, SigningSettings settings, Ids ids, Clock clock) {
    this.store = store;
    this.vault = vault;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  /** Every key that is published, the last to become active first. */
  @Transactional
  public List<SigningKey> published() {
    Instant now = clock.instant();
    return store.all().stream()
        .filter(key -> key.expiresAt().map(now::isBefore).orElse(true))
        .toList();
  }

  /** Makes the keys that are missing, successors of those that are due, and destroys the old. */
  @Transactional
  public void rotate() {
    store.lock();
    Instant now = clock.instant();
    List<SigningKey> all = store.all();
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      var newest = all.stream().filter(key -> key.algorithm() == algorithm).findFirst();
      if (newest.isEmpty()) {
        store.add(fresh(algorithm, now));
      } else if (!newest.get().activeFrom().plus(settings.rotateAfter()).isAfter(now)) {
        Instant from = now.plus(settings.lead());
        store.expire(algorithm, from.plus(settings.overlap()));
        store.add(fresh(algorithm, from));
      }
    }
    store.deleteExpired(now);
  }

  private SigningKey fresh(KeyAlgorithm algorithm, Instant activeFrom) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm.pairs());
      if (algorithm == KeyAlgorithm.RS256) {
        generator.initialize(RSA_BITS);
      }
      KeyPair pair = generator.generateKeyPair();
      var key =
          new SigningKey(
              ids.event().toString(),
              algorithm,
              new byte[0],
              pair.getPublic().getEncoded(),
              activeFrom,
              Optional.empty());
      byte[] sealed = vault.seal(pair.getPrivate().getEncoded(), key.purpose());
      return new SigningKey(
          key.kid(), algorithm, sealed, key.publicKey(), activeFrom, Optional.empty());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm.pairs(), e);
    }
  }
}
