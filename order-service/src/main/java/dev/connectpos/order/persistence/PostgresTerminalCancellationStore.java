package dev.connectpos.order.persistence;

import dev.connectpos.order.application.CancellationNews;
import dev.connectpos.order.application.TerminalCancellationStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/** What terminals asked to cancel, in PostgreSQL; the primary key lets each request in once. */
@ApplicationScoped
class PostgresTerminalCancellationStore implements TerminalCancellationStore {
  private static final String ADD =
      """
      INSERT INTO terminal_cancellation (request_id, order_id, payment_id, serial_number, asked_at)
      VALUES (:request, :order, :payment, :serial, :at)
      ON CONFLICT (request_id) DO NOTHING
      """;

  private final EntityManager entities;

  PostgresTerminalCancellationStore(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public boolean add(CancellationNews news, Instant at) {
    return entities
            .createNativeQuery(ADD)
            .setParameter("request", news.request().value())
            .setParameter("order", news.order().value())
            .setParameter("payment", news.payment().value())
            .setParameter("serial", news.serialNumber())
            .setParameter("at", at)
            .executeUpdate()
        == 1;
  }
}
