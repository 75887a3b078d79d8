package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.Idempotency.Request;
import dev.connectpos.notification.application.IdempotencyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.Session;

/** Idempotency keys in PostgreSQL; the primary key lets one of many requests through. */
@ApplicationScoped
class SqlIdempotencyStore implements IdempotencyStore {

  /**
   * Waits for a transaction that inserts the same key, and then inserts if that one rolled back.
   */
  private static final String CLAIM =
      """
      INSERT INTO idempotency_key (account_id, operation, key, request_hash, created_at)
      VALUES (:account, :operation, :key, :hash, :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String COMPLETE =
      """
      UPDATE idempotency_key SET sealed_reply = :reply
      WHERE account_id = :account AND operation = :operation AND key = :key
      """;
  private static final String REPLY =
      """
      SELECT sealed_reply FROM idempotency_key
      WHERE account_id = :account AND operation = :operation AND key = :key
      """;

  private final Session session;

  SqlIdempotencyStore(Session session) {
    this.session = session;
  }

  @Override
  public boolean claim(Request request, Instant at) {
    return session
            .createNativeMutationQuery(CLAIM)
            .setParameter("account", request.account().value())
            .setParameter("operation", request.operation())
            .setParameter("key", request.key())
            .setParameter("hash", request.hash())
            .setParameter("at", at)
            .executeUpdate()
        == 1;
  }

  @Override
  public void complete(Request request, byte[] sealedReply) {
    session
        .createNativeMutationQuery(COMPLETE)
        .setParameter("reply", sealedReply)
        .setParameter("account", request.account().value())
        .setParameter("operation", request.operation())
        .setParameter("key", request.key())
        .executeUpdate();
  }

  @Override
  public byte[] reply(Request request) {
    return session
        .createNativeQuery(REPLY, byte[].class)
        .setParameter("account", request.account().value())
        .setParameter("operation", request.operation())
        .setParameter("key", request.key())
        .getSingleResult();
  }
}
