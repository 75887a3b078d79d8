package dev.connectpos.notification.webhook;

import dev.connectpos.notification.application.SecretVault;
import dev.connectpos.notification.application.SigningKey;
import dev.connectpos.notification.application.SigningKeys;
import dev.connectpos.notification.application.SigningSettings;
import dev.connectpos.notification.domain.KeyAlgorithm;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Signs with the service's key pairs. They are read anew every so often: a successor is published
 * long before it signs, so no replica is late.
 */
@ApplicationScoped
class KeyRing implements AsymmetricSigner {
  private final SigningKeys keys;
  private final SecretVault vault;
  private final SigningSettings settings;
  private final Clock clock;
  private volatile Ring ring = new Ring(List.of(), Instant.EPOCH);

  KeyRing(SigningKeys keys, SecretVault vault, SigningSettings settings, Clock clock) {
    this.keys = keys;
    this.vault = vault;
    this.settings = settings;
    this.clock = clock;
  }

  private record Opened(SigningKey key, PrivateKey secret) {}

  /** Newest first. */
  private record Ring(List<Opened> opened, Instant readAt) {}

  @Override
  public String asymmetric(byte[] body) {
    Instant now = clock.instant();
    Opened newest =
        fresh(now).stream()
            .filter(it -> it.key.algorithm() == KeyAlgorithm.RS256 && it.key.signs(now))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no RSA key"));
    byte[] signature = sign("SHA256withRSA", newest.secret, new byte[0], body);
    return "alg=RS256; kid=%s; signature=%s"
        .formatted(
            newest.key.kid(), Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
  }

  @Override
  public String standard(String id, long timestamp, byte[] body) {
    Instant now = clock.instant();
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return fresh(now).stream()
        .filter(it -> it.key.algorithm() == KeyAlgorithm.EDDSA && it.key.signs(now))
        .map(it -> sign("Ed25519", it.secret, head, body))
        .map(signature -> "v1a," + Base64.getEncoder().encodeToString(signature))
        .collect(Collectors.joining(" "));
  }

  private List<Opened> fresh(Instant now) {
    Ring known = ring;
    if (Duration.between(known.readAt, now).compareTo(settings.refresh()) < 0) {
      return known.opened;
    }
    var read = new Ring(keys.published().stream().map(this::open).toList(), now);
    ring = read;
    return read.opened;
  }

  private Opened open(SigningKey key) {
    try {
      byte[] encoded = vault.open(key.sealedPrivate(), key.purpose());
      var factory = KeyFactory.getInstance(key.algorithm().pairs());
      return new Opened(key, factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot read the " + key.purpose(), e);
    }
  }

  private static byte[] sign(String algorithm, PrivateKey key, byte[] head, byte[] body) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(head);
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
