package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.Fact;
import dev.connectpos.notification.application.Hook;
import dev.connectpos.notification.application.HookStore;
import dev.connectpos.notification.application.Ranges.Range;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.notification.domain.HookType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.type.StandardBasicTypes;

/** Notifications in PostgreSQL. */
@ApplicationScoped
class PanacheHookStore implements HookStore, PanacheRepositoryBase<HookRow, String> {

  /** The unique key decides, not a look beforehand: two replicas may have the same message. */
  private static final String ADD =
      """
      INSERT INTO hook (id, source_event_id, account_id, type, order_id, sequence, body,
                        occurred_at, correlation_id, trace_parent)
      VALUES (:id, :source, :account, :type, :order, :sequence, :body,
              :occurred, :correlation, :trace)
      ON CONFLICT (source_event_id, type) DO NOTHING
      """;

  /** Along the account's feed, whose types are indexed. */
  private static final String MISSING =
      """
      SELECT f.hook_id FROM feed f JOIN hook h ON h.id = f.hook_id
      WHERE f.account_id = :account AND f.type IN (:types)
        AND h.occurred_at >= :since AND h.occurred_at < :until
        AND NOT EXISTS (
          SELECT FROM delivery d WHERE d.hook_id = f.hook_id AND d.endpoint_id = :endpoint)
      ORDER BY f.place LIMIT :max
      """;

  @Override
  public boolean add(Fact fact, byte[] body) {
    int inserted =
        getEntityManager()
            .createNativeQuery(ADD)
            .setParameter("id", fact.hook().value())
            .setParameter("source", fact.eventId())
            .setParameter("account", fact.account().value())
            .setParameter("type", fact.type().wireName())
            .setParameter(
                "order",
                TypedParameterValue.of(StandardBasicTypes.STRING, fact.orderId().orElse(null)))
            .setParameter("sequence", fact.sequence())
            .setParameter("body", body)
            .setParameter("occurred", fact.occurredAt())
            .setParameter("correlation", fact.correlationId())
            .setParameter(
                "trace", TypedParameterValue.of(StandardBasicTypes.STRING, fact.traceParent()))
            .executeUpdate();
    return inserted == 1;
  }

  @Override
  public List<HookId> missing(Endpoint endpoint, Range range, int max) {
    var types =
        Arrays.stream(HookType.values())
            .filter(type -> endpoint.filter().admits(type) && !type.aboutEndpoints())
            .map(HookType::wireName)
            .toList();
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(MISSING, String.class)
        .setParameter("account", endpoint.account().value())
        .setParameterList("types", types)
        .setParameter("since", range.since())
        .setParameter("until", range.until())
        .setParameter("endpoint", endpoint.id().value())
        .setParameter("max", max)
        .getResultStream()
        .map(HookId::new)
        .toList();
  }

  @Override
  public Hook get(HookId id) {
    HookRow row = findById(id.value());
    if (row == null) {
      throw new IllegalStateException("no notification " + id);
    }
    return row.toHook();
  }
}
