package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.IgnoredOrders;
import dev.connectpos.terminal.domain.OrderId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Table {@code ignored_order}; nothing is ever shown of it, so it has no row class. */
@ApplicationScoped
class SqlIgnoredOrders implements IgnoredOrders {
  private final EntityManager entities;

  SqlIgnoredOrders(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public boolean add(OrderId id, long version, Instant heardAt) {
    return entities
            .createNativeQuery(
                """
                insert into ignored_order (id, last_order_version, heard_at) values (?1, ?2, ?3)
                on conflict (id) do nothing
                """)
            .setParameter(1, id.value())
            .setParameter(2, version)
            .setParameter(3, heardAt)
            .executeUpdate()
        == 1;
  }

  @Override
  public OptionalLong lock(OrderId id) {
    List<?> version =
        entities
            .createNativeQuery(
                "select last_order_version from ignored_order where id = ?1 for update", Long.class)
            .setParameter(1, id.value())
            .getResultList();
    return version.isEmpty() ? OptionalLong.empty() : OptionalLong.of((Long) version.getFirst());
  }

  @Override
  public void save(OrderId id, long version, Instant heardAt) {
    entities
        .createNativeQuery(
            "update ignored_order set last_order_version = ?2, heard_at = ?3 where id = ?1")
        .setParameter(1, id.value())
        .setParameter(2, version)
        .setParameter(3, heardAt)
        .executeUpdate();
  }

  @Override
  public int forget(Instant heardBefore, int limit) {
    return entities
        .createNativeQuery(
            """
            delete from ignored_order where id in (
              select id from ignored_order where heard_at < ?1
              order by heard_at limit ?2 for update skip locked)
            """)
        .setParameter(1, heardBefore)
        .setParameter(2, limit)
        .executeUpdate();
  }
}
