package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.DeliveryHistory;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.HookId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;

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
