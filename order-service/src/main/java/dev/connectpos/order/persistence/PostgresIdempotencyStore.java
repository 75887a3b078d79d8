package dev.connectpos.order.persistence;

import dev.connectpos.order.application.IdempotencyStore;
import dev.connectpos.order.application.IdempotentCall;
import dev.connectpos.order.application.KeyInUseException;
import dev.connectpos.order.application.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes of calls in PostgreSQL, insert first.
 *
 * <p>The insert waits for a transaction that holds the same key, at most {@code lock_timeout} (set
 * on the connection). When that one commits, the insert finds the row; when it rolls back, the key
 * is ours. An expired row is taken over by the same statement.
 */
@ApplicationScoped
class PostgresIdempotencyStore implements IdempotencyStore {
  private static final String CLAIM =
      """
      INSERT INTO idempotency_key (scope, operation, key_sha256, request_sha256, expires_at)
      VALUES (:scope, :operation, :key, :request, :expires)
      ON CONFLICT (scope, operation, key_sha256) DO UPDATE
        SET request_sha256 = excluded.request_sha256, response_body = NULL,
            reference = NULL, expires_at = excluded.expires_at
        WHERE idempotency_key.expires_at <= :now
      """;
  private static final String READ =
      """
      SELECT request_sha256, response_body, reference FROM idempotency_key
      WHERE scope = :scope AND operation = :operation AND key_sha256 = :key
      """;
  private static final String FIND =
      """
      SELECT request_sha256, response_body, reference FROM idempotency_key
      WHERE scope = :scope AND operation = :operation AND key_sha256 = :key AND expires_at > :now
      """;
  private static final String KEEP =
      """
      UPDATE idempotency_key SET response_body = :body
      WHERE scope = :scope AND operation = :operation AND key_sha256 = :key
      """;
  private static final String AWAIT =
      """
      UPDATE idempotency_key SET reference = :reference
      WHERE scope = :scope AND operation = :operation AND key_sha256 = :key
      """;

  /**
   * The reference tells a key that waits, or waited, from one that was used anew after it expired.
   */
  private static final String COMPLETE =
      """
      UPDATE idempotency_key SET response_body = coalesce(response_body, :body)
      WHERE scope = :scope AND operation = :operation AND key_sha256 = :key
        AND reference = :reference
      RETURNING response_body
      """;

  private static final String REAP =
      """
      DELETE FROM idempotency_key WHERE (scope, operation, key_sha256) IN (
        SELECT scope, operation, key_sha256 FROM idempotency_key
        WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      """;

  private final EntityManager entities;

  PostgresIdempotencyStore(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public Optional<Earlier> claim(IdempotentCall call, Instant now) {
    var claim =
        keyed(CLAIM, call)
            .setParameter("request", call.requestSha256())
            .setParameter("expires", now.plus(call.kept()))
            .setParameter("now", now);
    int claimed;
    try {
      claimed = claim.executeUpdate();
    } catch (PessimisticLockException | LockTimeoutException e) {
      throw new KeyInUseException(e);
    }
    if (claimed == 1) {
      return Optional.empty();
    }
    var row = (Object[]) keyed(READ, call).getSingleResult();
    return Optional.of(new Earlier((String) row[0], reply((String) row[1], (String) row[2])));
  }

  @Override
  public Optional<Earlier> find(IdempotentCall call, Instant now) {
    List<?> found = keyed(FIND, call).setParameter("now", now).getResultList();
    return found.stream()
        .findFirst()
        .map(Object[].class::cast)
        .map(row -> new Earlier((String) row[0], reply((String) row[1], (String) row[2])));
  }

  private static Reply reply(@Nullable String body, @Nullable String reference) {
    if (body != null) {
      return new Reply.Done(body, true);
    }
    if (reference != null) {
      return new Reply.Asked(reference, true);
    }
    throw new IllegalStateException("a kept key has an outcome or waits for one");
  }

  @Override
  public void keep(IdempotentCall call, String body) {
    keyed(KEEP, call).setParameter("body", body).executeUpdate();
  }

  @Override
  public void await(IdempotentCall call, String reference) {
    keyed(AWAIT, call).setParameter("reference", reference).executeUpdate();
  }

  @Override
  public String complete(IdempotentCall call, String reference, String body) {
    List<?> kept =
        keyed(COMPLETE, call)
            .setParameter("reference", reference)
            .setParameter("body", body)
            .getResultList();
    return kept.isEmpty() ? body : (String) kept.getFirst();
  }

  @Override
  public int deleteExpired(Instant now, int limit) {
    return entities
        .createNativeQuery(REAP)
        .setParameter("now", now)
        .setParameter("limit", limit)
        .executeUpdate();
  }

  private Query keyed(String sql, IdempotentCall call) {
    return entities
        .createNativeQuery(sql)
        .setParameter("scope", call.scope())
        .setParameter("operation", call.operation())
        .setParameter("key", call.keySha256());
  }
}
