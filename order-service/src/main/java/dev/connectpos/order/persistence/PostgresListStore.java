package dev.connectpos.order.persistence;

import dev.connectpos.order.application.ListStore;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.OrderId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;

/** Lists in PostgreSQL; {@link ListQuery} writes the statements. */
@ApplicationScoped
class PostgresListStore implements ListStore {
  private static final String CREATED =
      "INSERT INTO order_by_key (account_id, key_sha256, order_id) VALUES (:account, :key, :order)";

  private static final String ANY_ONLINE =
      "SELECT EXISTS (SELECT FROM charge WHERE account_id = :account AND means = 'online')";

  private final EntityManager entities;

  PostgresListStore(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public Found<OrderId> orders(AccountId account, OrderFilter filter, Slice slice) {
    return found(ListQuery.of(account, filter, slice)).as(row -> new OrderId((String) row[1]));
  }

  @Override
  public Found<ChargeOf> charges(AccountId account, ChargeFilter filter, Slice slice) {
    return found(ListQuery.of(account, allOthers(account, filter), slice))
        .as(row -> new ChargeOf(new ChargeId((String) row[1]), new OrderId((String) row[2])));
  }

  /** Where nothing is paid online, all others are all, and all are counted in blocks. */
  private ChargeFilter allOthers(AccountId account, ChargeFilter filter) {
    boolean others = Boolean.FALSE.equals(filter.online());
    return others && !anyOnline(account)
        ? new ChargeFilter(
            filter.code(),
            filter.status(),
            filter.customer(),
            filter.order(),
            null,
            filter.created())
        : filter;
  }

  private boolean anyOnline(AccountId account) {
    return (Boolean)
        entities
            .createNativeQuery(ANY_ONLINE)
            .setParameter("account", account.value())
            .getSingleResult();
  }

  @Override
  public void created(AccountId account, String keySha256, OrderId order) {
    entities
        .createNativeQuery(CREATED)
        .setParameter("account", account.value())
        .setParameter("key", keySha256)
        .setParameter("order", order.value())
        .executeUpdate();
  }

  private Found<Object[]> found(ListQuery asked) {
    var query = entities.createNativeQuery(asked.sql(), Object[].class);
    asked.parameters().forEach(query::setParameter);
    @SuppressWarnings("unchecked")
    List<Object[]> rows = query.getResultList();
    // There is always a row, for the total; of an empty page it is the only one, without an id.
    long total = ((Number) rows.getFirst()[0]).longValue();
    return new Found<>(rows.stream().filter(row -> Objects.nonNull(row[1])).toList(), total);
  }
}
