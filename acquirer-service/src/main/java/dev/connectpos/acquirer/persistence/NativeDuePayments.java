package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.DuePayments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/** Due payments by the partial index on {@code due_at}: its size is what is unsettled. */
@ApplicationScoped
class NativeDuePayments implements DuePayments {
  private static final Logger LOG = Logger.getLogger(NativeDuePayments.class);

  private final Session session;

  NativeDuePayments(Session session) {
    this.session = session;
  }

  @Override
  public List<Due> claim(Instant now, Instant leaseUntil, int limit) {
    List<PaymentRow> rows =
        session
            .createNativeQuery(
                """
                UPDATE payment SET due_at = :lease, attempts = attempts + 1
                 WHERE payment_id IN (
                   SELECT payment_id FROM payment WHERE due_at <= :now
                    ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING *""",
                PaymentRow.class)
            .setParameter("lease", leaseUntil)
            .setParameter("now", now)
            .setParameter("limit", limit)
            .getResultList();
    return rows.stream().flatMap(row -> due(row).stream()).toList();
  }

  /** A row that cannot be read is left due, for people to see; it must not hold up the others. */
  private static Optional<Due> due(PaymentRow row) {
    try {
      var payment = PaymentRowMapping.read(row).payment();
      return Optional.of(new Due(payment.terms().id(), payment.state(), row.attempts));
    } catch (RuntimeException e) {
      LOG.errorf(e, "payment %s is due and its row makes no sense", row.paymentId);
      return Optional.empty();
    }
  }

  @Override
  public Optional<Instant> nearest() {
    return Optional.ofNullable(
        session
            .createNativeQuery(
                "SELECT min(due_at) FROM payment WHERE due_at IS NOT NULL", Instant.class)
            .getSingleResult());
  }

  @Override
  public void postpone(Due due, Instant until) {
    session
        .createNativeMutationQuery(
            """
            UPDATE payment SET due_at = :until
             WHERE payment_id = :id AND state = :state AND attempts = :attempts""")
        .setParameter("until", until)
        .setParameter("id", due.id().value())
        .setParameter("state", PaymentRowMapping.name(due.state()))
        .setParameter("attempts", due.attempts())
        .executeUpdate();
  }

  @Override
  public int takeOver(String instance, Instant startedAt) {
    return session
        .createNativeMutationQuery(
            """
            UPDATE payment SET due_at = :now
             WHERE instance = :instance AND created_at < :now AND due_at IS NOT NULL
               AND state IN ('authorizing', 'withdrawing')""")
        .setParameter("now", startedAt)
        .setParameter("instance", instance)
        .executeUpdate();
  }
}
