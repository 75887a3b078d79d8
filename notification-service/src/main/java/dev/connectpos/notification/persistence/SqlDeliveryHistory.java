package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.DeliveryHistory;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.HookId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Pages over delivery_of_account, newest first; each row joined to its body and address. */
@ApplicationScoped
class SqlDeliveryHistory implements DeliveryHistory {
  private static final String ITEMS =
      """
      select d, h.body, e.url from DeliveryRow d
      join HookRow h on h.id = d.hookId
      join EndpointRow e on e.id = d.endpointId
      where d.accountId = :account
      """;

  private static final String ATTEMPTS =
      """
      SELECT number, attempted_at, latency_ms, response_status, error
      FROM delivery_attempt WHERE delivery_id = :delivery ORDER BY number
      """;

  private final EntityManager entities;

  SqlDeliveryHistory(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public Page page(AccountId account, int page, int size) {
    long total =
        entities
            .createQuery("select count(*) from DeliveryRow where accountId = :account", Long.class)
            .setParameter("account", account.value())
            .getSingleResult();
    long skipped = (page - 1L) * size;
    if (skipped >= total) {
      return new Page(List.of(), total);
    }
    var query =
        items(" order by d.id desc", account)
            .setFirstResult(Math.toIntExact(skipped))
            .setMaxResults(size);
    return new Page(query.getResultStream().map(SqlDeliveryHistory::item).toList(), total);
  }

  @Override
  public Optional<Item> find(AccountId account, String id) {
    return items(" and (d.id = :id or d.hookId = :id) order by d.endpointId", account)
        .setParameter("id", id)
        .setMaxResults(1)
        .getResultStream()
        .map(SqlDeliveryHistory::item)
        .findFirst();
  }

  @Override
  public List<Try> attempts(AccountId account, String id) {
    return find(account, id).map(item -> attempts(item.delivery())).orElse(List.of());
  }

  private List<Try> attempts(DeliveryId delivery) {
    return entities
        .unwrap(Session.class)
        .createNativeQuery(ATTEMPTS, Object[].class)
        .setParameter("delivery", delivery.value())
        .getResultStream()
        .map(
            row ->
                new Try(
                    (Integer) row[0],
                    (Instant) row[1],
                    (Integer) row[2],
                    Optional.ofNullable((Integer) row[3]),
                    Optional.ofNullable((String) row[4])))
        .toList();
  }

  private TypedQuery<Object[]> items(String rest, AccountId account) {
    return entities
        .createQuery(ITEMS + rest, Object[].class)
        .setParameter("account", account.value());
  }

  private static Item item(Object[] columns) {
    var row = (DeliveryRow) columns[0];
    return new Item(
        new DeliveryId(row.id),
        new HookId(row.hookId),
        (String) columns[2],
        row.toState(),
        Optional.ofNullable(row.lastAttemptAt),
        Optional.ofNullable(row.responseStatus),
        row.createdAt,
        (byte[]) columns[1]);
  }
}
