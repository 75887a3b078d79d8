package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.Attempt;
import dev.connectpos.notification.application.Attempted;
import dev.connectpos.notification.application.DeliveryStore;
import dev.connectpos.notification.application.Ranges.Range;
import dev.connectpos.notification.application.Ranges.Which;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.EndpointId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/** Deliveries in PostgreSQL. Claims pass over rows that another replica has locked. */
@ApplicationScoped
class PanacheDeliveryStore implements DeliveryStore, PanacheRepositoryBase<DeliveryRow, String> {
  private static final String LOCK_DUE =
      """
      SELECT * FROM delivery
      WHERE endpoint_id = :endpoint AND wake_at <= :at
      ORDER BY wake_at LIMIT :max
      FOR NO KEY UPDATE SKIP LOCKED
      """;
  private static final String LOCK_UNDELIVERABLE =
      """
      SELECT * FROM delivery
      WHERE endpoint_id = :endpoint AND wake_at IS NOT NULL
        AND (state = 'scheduled' OR wake_at <= :at)
      ORDER BY wake_at LIMIT :max
      FOR NO KEY UPDATE SKIP LOCKED
      """;
  private static final String LOCK_ENDED =
      """
      SELECT * FROM delivery
      WHERE endpoint_id = :endpoint AND id > :after
        AND created_at >= :since AND created_at < :until
        AND (state IN ('exhausted', 'discarded') OR (state = 'delivered' AND :all))
      ORDER BY id LIMIT :max
      FOR NO KEY UPDATE
      """;
  private static final String LOCK_DUE_SINCE =
      """
      SELECT * FROM delivery
      WHERE wake_at < :before AND created_at < :before
      ORDER BY created_at LIMIT :max
      FOR NO KEY UPDATE SKIP LOCKED
      """;
  private static final String LOG =
      """
      INSERT INTO delivery_attempt
        (delivery_id, number, attempted_at, latency_ms, response_status, error, response_excerpt)
      VALUES (:delivery, :number, :at, :latency, :status, :error, :excerpt)
      ON CONFLICT DO NOTHING
      """;

  @Override
  public void add(List<Delivery> deliveries, Instant at) {
    persist(deliveries.stream().map(delivery -> DeliveryRow.of(delivery, at)));
  }

  @Override
  public List<Delivery> lockDue(EndpointId endpoint, Instant at, int max) {
    return locked(LOCK_DUE, endpoint, at, max);
  }

  @Override
  public List<Delivery> lockUndeliverable(EndpointId endpoint, Instant at, int max) {
    return locked(LOCK_UNDELIVERABLE, endpoint, at, max);
  }

  @Override
  public List<Delivery> lockEnded(EndpointId endpoint, Range range, int max) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(LOCK_ENDED, DeliveryRow.class)
        .setParameter("endpoint", endpoint.value())
        .setParameter("after", range.after())
        .setParameter("since", range.since())
        .setParameter("until", range.until())
        .setParameter("all", range.which() == Which.ALL)
        .setParameter("max", max)
        .getResultStream()
        .map(DeliveryRow::toDelivery)
        .toList();
  }

  @Override
  public List<Delivery> lockDueSince(Instant before, int max) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(LOCK_DUE_SINCE, DeliveryRow.class)
        .setParameter("before", before)
        .setParameter("max", max)
        .getResultStream()
        .map(DeliveryRow::toDelivery)
        .toList();
  }

  private List<Delivery> locked(String sql, EndpointId endpoint, Instant at, int max) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(sql, DeliveryRow.class)
        .setParameter("endpoint", endpoint.value())
        .setParameter("at", at)
        .setParameter("max", max)
        .getResultStream()
        .map(DeliveryRow::toDelivery)
        .toList();
  }

  @Override
  public Optional<Delivery> lock(AccountId account, String id) {
    return find(
            "accountId = ?1 and (id = ?2 or hookId = ?2) order by endpointId", account.value(), id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .<DeliveryRow>firstResultOptional()
        .map(DeliveryRow::toDelivery);
  }

  @Override
  public Delivery lock(DeliveryId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(() -> new IllegalStateException("no delivery " + id))
        .toDelivery();
  }

  @Override
  public void save(Delivery delivery) {
    row(delivery.id()).take(delivery);
  }

  @Override
  public void log(Attempt attempt, Attempted attempted) {
    @Nullable Integer status = attempted.answer().responseStatus().orElse(null);
    @Nullable String error = attempted.answer().failure().orElse(null);
    DeliveryRow row = row(attempt.delivery());
    boolean current = row.wakeAt != null && row.attempts == attempt.number();
    if (current) {
      row.lastAttemptAt = attempted.at();
      row.responseStatus = status;
      row.lastError = error;
    }
    getEntityManager()
        .createNativeQuery(LOG)
        .setParameter("delivery", attempt.delivery().value())
        .setParameter("number", attempt.number())
        .setParameter("at", attempted.at())
        .setParameter("latency", (int) attempted.latency().toMillis())
        .setParameter("status", TypedParameterValue.of(StandardBasicTypes.INTEGER, status))
        .setParameter("error", TypedParameterValue.of(StandardBasicTypes.STRING, error))
        .setParameter("excerpt", attempted.excerpt())
        .executeUpdate();
  }

  private DeliveryRow row(DeliveryId id) {
    DeliveryRow row = findById(id.value());
    if (row == null) {
      throw new IllegalStateException("no delivery " + id);
    }
    return row;
  }
}
