package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.ContradictionStore;
import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.Session;

/** Few rows, or the network is broken. */
@ApplicationScoped
class NativeContradictionStore implements ContradictionStore {
  private final Session session;

  NativeContradictionStore(Session session) {
    this.session = session;
  }

  @Override
  public boolean note(PaymentId payment, Cancellation refused, Instant at) {
    int noted =
        session
            .createNativeMutationQuery(
                """
                INSERT INTO contradiction (payment_id, request_id, amount_minor, currency, told_at)
                VALUES (:payment, :request, :amount, :currency, :at)
                ON CONFLICT (payment_id, request_id) DO NOTHING""")
            .setParameter("payment", payment.value())
            .setParameter("request", refused.request().value())
            .setParameter("amount", refused.amount().minor())
            .setParameter("currency", refused.amount().currency().name())
            .setParameter("at", at)
            .executeUpdate();
    return noted == 1;
  }

  @Override
  public boolean clear(PaymentId payment, RequestId request, Instant at, String because) {
    int cleared =
        session
            .createNativeMutationQuery(
                """
                UPDATE contradiction k SET cleared_at = greatest(:at, told_at),
                    cleared_because = :because
                  FROM cancellation c
                 WHERE k.payment_id = :payment AND k.request_id = :request
                   AND c.payment_id = k.payment_id AND c.request_id = k.request_id
                   AND k.cleared_at IS NULL AND c.status <> 'done'""")
            .setParameter("payment", payment.value())
            .setParameter("request", request.value())
            .setParameter("at", at)
            .setParameter("because", because)
            .executeUpdate();
    return cleared == 1;
  }

  @Override
  public long open() {
    return session
        .createNativeQuery(
            """
            SELECT count(*) FROM contradiction k JOIN cancellation c USING (payment_id, request_id)
             WHERE k.cleared_at IS NULL AND c.status <> 'done'""",
            Long.class)
        .getSingleResult();
  }
}
