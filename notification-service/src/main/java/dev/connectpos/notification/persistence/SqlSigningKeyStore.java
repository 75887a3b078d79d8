package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.SigningKey;
import dev.connectpos.notification.application.SigningKeyStore;
import dev.connectpos.notification.domain.KeyAlgorithm;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Key pairs in PostgreSQL. */
@ApplicationScoped
class SqlSigningKeyStore implements SigningKeyStore {
  private static final String LOCK =
      "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext('signing_key'))) locked";
  private static final String ALL =
      """
      SELECT kid, algorithm, sealed_private, public_key, active_from, expires_at
      FROM signing_key ORDER BY active_from DESC, kid DESC
      """;
  private static final String ADD =
      """
      INSERT INTO signing_key (kid, algorithm, sealed_private, public_key, active_from)
      VALUES (:kid, :algorithm, :private, :public, :from)
      """;

  private final Session session;

  SqlSigningKeyStore(Session session) {
    this.session = session;
  }

  @Override
  public void lock() {
    var _ = session.createNativeQuery(LOCK, Integer.class).getSingleResult();
  }

  @Override
  public List<SigningKey> all() {
    return session
        .createNativeQuery(ALL, Object[].class)
        .getResultStream()
        .map(
            row ->
                new SigningKey(
                    (String) row[0],
                    algorithm((String) row[1]),
                    (byte[]) row[2],
                    (byte[]) row[3],
                    (Instant) row[4],
                    Optional.ofNullable((Instant) row[5])))
        .toList();
  }

  @Override
  public void add(SigningKey key) {
    session
        .createNativeMutationQuery(ADD)
        .setParameter("kid", key.kid())
        .setParameter("algorithm", name(key.algorithm()))
        .setParameter("private", key.sealedPrivate())
        .setParameter("public", key.publicKey())
        .setParameter("from", key.activeFrom())
        .executeUpdate();
  }

  @Override
  public void expire(KeyAlgorithm algorithm, Instant at) {
    session
        .createNativeMutationQuery(
            "UPDATE signing_key SET expires_at = :at"
                + " WHERE algorithm = :algorithm AND expires_at IS NULL")
        .setParameter("at", at)
        .setParameter("algorithm", name(algorithm))
        .executeUpdate();
  }

  @Override
  public void deleteExpired(Instant before) {
    session
        .createNativeMutationQuery("DELETE FROM signing_key WHERE expires_at < :before")
        .setParameter("before", before)
        .executeUpdate();
  }

  private static String name(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case RS256 -> "RS256";
      case EDDSA -> "EdDSA";
    };
  }

  private static KeyAlgorithm algorithm(String name) {
    return switch (name) {
      case "RS256" -> KeyAlgorithm.RS256;
      case "EdDSA" -> KeyAlgorithm.EDDSA;
      default -> throw new IllegalStateException("no such algorithm: " + name);
    };
  }
}
