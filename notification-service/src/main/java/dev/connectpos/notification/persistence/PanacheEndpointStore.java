package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.EndpointStore;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
      WHERE NOT (e.paused AND e.active)
      """;

  private static final String NEXT_SEQUENCE =
      "UPDATE endpoint SET told = told + 1 WHERE id = :id RETURNING told";

  @Override
  public void add(Endpoint endpoint, byte[] sealedSecret) {
    persist(EndpointRow.of(endpoint, sealedSecret));
  }

  @Override
  public List<Endpoint> of(AccountId account) {
    return find("accountId = ?1 and deletedAt is null order by id", account.value()).stream()
        .map(EndpointRow::toEndpoint)
        .toList();
  }

  @Override
  public Optional<Endpoint> lock(EndpointId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
        .filter(row -> row.deletedAt == null)
        .map(EndpointRow::toEndpoint);
  }

  @Override
  public Target target(EndpointId id) {
    return row(id).toTarget();
  }

  @Override
  public void save(Endpoint endpoint) {
    row(endpoint.id()).take(endpoint);
  }

  @Override
  public void rotate(EndpointId id, byte[] sealedSecret, Instant previousUntil) {
    EndpointRow row = row(id);
    row.previousSecret = row.sealedSecret;
    row.previousUntil = previousUntil;
    row.sealedSecret = sealedSecret;
  }

  @Override
  public void setBasic(EndpointId id, byte[] sealedCredentials) {
    row(id).sealedBasic = sealedCredentials;
  }

  @Override
  public void removeBasic(EndpointId id) {
    row(id).sealedBasic = null;
  }

  @Override
  public boolean disable(EndpointId id) {
    return update("active = false where id = ?1 and active", id.value()) == 1;
  }

  @Override
  public long nextSequence(EndpointId id) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(NEXT_SEQUENCE, Long.class)
        .setParameter("id", id.value())
        .getSingleResult();
  }

  @Override
  public void delete(EndpointId id, Instant at) {
    EndpointRow row = row(id);
    row.deletedAt = at;
    row.active = false;
    row.sealedSecret = new byte[0];
    row.previousSecret = null;
    row.previousUntil = null;
    row.sealedBasic = null;
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

  private EndpointRow row(EndpointId id) {
    EndpointRow row = findById(id.value());
    if (row == null) {
      throw new IllegalStateException("no endpoint " + id);
    }
    return row;
  }
}
