package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.IdempotencyStore;
import dev.connectpos.notification.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.Session;

/** Idempotency keys in PostgreSQL; the primary key lets one of many requests through. */
@ApplicationScoped
class SqlIdempotencyStore implements IdempotencyStore {

  /**
   * Waits for a transaction that inserts the same key, and then inserts if that one rolled back.
   */
  private static final String CLAIM =
      """
      INSERT INTO idempotency_key (account_id, key, request_hash, created_at)
      VALUES (:account, :key, :hash, :at)
      ON CONFLICT DO NOTHING
      """;

  private final Session session;

  @Inject
  SqlIdempotencyStore(Session session) {
    this.session = session;
  }

  @Override
  public boolean claim(AccountId account, String key, byte[] requestHash, Instant at) {
    return session
            .createNativeMutationQuery(CLAIM)
            .setParameter("account", account.value())
            .setParameter("key", key)
            .setParameter("hash", requestHash)
            .setParameter("at", at)
            .executeUpdate()
        == 1;
  }

  @Override
  public void complete(AccountId account, String key, byte[] sealedReply) {
    session
        .createNativeMutationQuery(
            "UPDATE idempotency_key SET sealed_reply = :reply"
                + " WHERE account_id = :account AND key = :key")
        .setParameter("reply", sealedReply)
        .setParameter("account", account.value())
        .setParameter("key", key)
        .executeUpdate();
  }

  @Override
  public Kept get(AccountId account, String key) {
    Object[] row =
        session
            .createNativeQuery(
                "SELECT request_hash, sealed_reply FROM idempotency_key"
                    + " WHERE account_id = :account AND key = :key",
                Object[].class)
            .setParameter("account", account.value())
            .setParameter("key", key)
            .getSingleResult();
    return new Kept((byte[]) row[0], Optional.ofNullable((byte[]) row[1]));
  }

  @Override
  public void forgetBefore(AccountId account, Instant instant) {
    session
        .createNativeMutationQuery(
            "DELETE FROM idempotency_key WHERE account_id = :account AND created_at < :instant")
        .setParameter("account", account.value())
        .setParameter("instant", instant)
        .executeUpdate();
  }
}
