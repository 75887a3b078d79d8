package dev.connectpos.order.persistence;

import dev.connectpos.order.application.PrintNews;
import dev.connectpos.order.application.PrintStore;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PrintId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How documents stand, in PostgreSQL. Ids sort by time. */
@ApplicationScoped
class PostgresPrintStore implements PrintStore {
  private static final int KEPT = 10;

  private static final String KEEP =
      """
      INSERT INTO print_job (id, account_id, order_id, status, reason)
      VALUES (:id, :account, :order, :status, nullif(:reason, ''))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, reason = excluded.reason
      """;
  private static final String FORGET =
      """
      DELETE FROM print_job WHERE order_id = :order AND id NOT IN (
        SELECT id FROM print_job WHERE order_id = :order ORDER BY id DESC LIMIT :kept)
      """;
  private static final String READ =
      """
      SELECT id, account_id, order_id, status, reason FROM print_job
      WHERE order_id = :order ORDER BY id
      """;

  private final EntityManager entities;

  PostgresPrintStore(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public void keep(PrintNews news) {
    var reason = news.reason();
    entities
        .createNativeQuery(KEEP)
        .setParameter("id", news.id().value())
        .setParameter("account", news.account().value())
        .setParameter("order", news.order().value())
        .setParameter("status", news.status())
        .setParameter("reason", reason == null ? "" : reason)
        .executeUpdate();
    entities
        .createNativeQuery(FORGET)
        .setParameter("order", news.order().value())
        .setParameter("kept", KEPT)
        .executeUpdate();
  }

  @Override
  public List<PrintNews> of(OrderId order) {
    @SuppressWarnings("unchecked")
    List<@Nullable Object[]> rows =
        entities
            .createNativeQuery(READ, Object[].class)
            .setParameter("order", order.value())
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new PrintNews(
                    new PrintId((String) row[0]),
                    new AccountId((String) row[1]),
                    new OrderId((String) row[2]),
                    (String) row[3],
                    (String) row[4]))
        .toList();
  }
}
