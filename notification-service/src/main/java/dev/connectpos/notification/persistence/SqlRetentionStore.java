package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.RetentionStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.Session;

/** Deletes by age, each statement along the index that is made for it. */
@ApplicationScoped
class SqlRetentionStore implements RetentionStore {
  private static final String DELIVERIES =
      """
      WITH old AS (
        SELECT id FROM delivery WHERE wake_at IS NULL AND created_at < :before
        ORDER BY created_at LIMIT :limit FOR UPDATE SKIP LOCKED),
      attempts AS (
        DELETE FROM delivery_attempt WHERE delivery_id IN (SELECT id FROM old))
      DELETE FROM delivery WHERE id IN (SELECT id FROM old)
      """;
  private static final String HOOKS =
      """
      DELETE FROM hook WHERE id IN (
        SELECT h.id FROM hook h
        WHERE h.occurred_at < :before
          AND NOT EXISTS (SELECT FROM delivery d WHERE d.hook_id = h.id)
        ORDER BY h.occurred_at LIMIT :limit FOR UPDATE OF h SKIP LOCKED)
      """;
  private static final String KEYS =
      """
      DELETE FROM idempotency_key WHERE (account_id, operation, key) IN (
        SELECT account_id, operation, key FROM idempotency_key
        WHERE created_at < :before ORDER BY created_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      """;

  private final Session session;

  SqlRetentionStore(Session session) {
    this.session = session;
  }

  @Override
  public int deleteEndedDeliveries(Instant before, int limit) {
    return delete(DELIVERIES, before, limit);
  }

  @Override
  public int deleteHooks(Instant before, int limit) {
    return delete(HOOKS, before, limit);
  }

  @Override
  public int deleteKeys(Instant before, int limit) {
    return delete(KEYS, before, limit);
  }

  private int delete(String sql, Instant before, int limit) {
    return session
        .createNativeMutationQuery(sql)
        .setParameter("before", before)
        .setParameter("limit", limit)
        .executeUpdate();
  }
}
