package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.EndpointStore;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** Endpoints in PostgreSQL. */
@ApplicationScoped
class PanacheEndpointStore implements EndpointStore, PanacheRepositoryBase<EndpointRow, String> {

  /** One probe of delivery_to_wake per endpoint, however many deliveries wait in it. */
  private static final String WAKE_UPS =
      """
      SELECT e.id, first.wake_at
      FROM endpoint e
      CROSS JOIN LATERAL (
        SELECT d.wake_at FROM delivery d
        WHERE d.endpoint_id = e.id AND d.wake_at IS NOT NULL
        ORDER BY d.wake_at LIMIT 1) first
      """;

  @Override
  public void add(Endpoint endpoint, byte[] sealedSecret) {
    persist(EndpointRow.of(endpoint, sealedSecret));
  }

  @Override
  public List<Endpoint> of(AccountId account) {
    return find("accountId = ?1 order by id", account.value()).stream()
        .map(EndpointRow::toEndpoint)
        .toList();
  }

  @Override
  public Target target(EndpointId id) {
    EndpointRow row = findById(id.value());
    if (row == null) {
      throw new IllegalStateException("no endpoint " + id);
    }
    return new Target(row.toEndpoint(), row.sealedSecret);
  }

  @Override
  public void disable(EndpointId id) {
    update("active = false where id = ?1 and active", id.value());
  }

  @Override
  public List<WakeUp> wakeUps() {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(WAKE_UPS, Object[].class)
        .getResultStream()
        .map(row -> new WakeUp(new EndpointId((String) row[0]), (Instant) row[1]))
        .toList();
  }
}
