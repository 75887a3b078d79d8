package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.DuePayments;
import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.acquirer.domain.Cancellations;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/** By the partial indexes on {@code due_at}: their size is what is unsettled. */
@ApplicationScoped
class NativeDuePayments implements DuePayments {
  private static final Logger LOG = Logger.getLogger(NativeDuePayments.class);

  private final Session session;

  NativeDuePayments(Session session) {
    this.session = session;
  }

  @Override
  public List<Due> claim(Instant now, Instant leaseUntil, int limit) {
    List<PaymentRow> payments =
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
    var due = new ArrayList<Due>();
    payments.forEach(row -> read(row, due));
    if (payments.size() < limit) {
      due.addAll(cancellations(now, leaseUntil, limit - payments.size()));
    }
    return due;
  }

  /**
   * What is due says nothing of captures. A row that cannot be read is left due, for people to see;
   * it must not hold up the others.
   */
  private static void read(PaymentRow row, List<Due> due) {
    try {
      var payment = PaymentRowMapping.read(row, Captures.NONE, Cancellations.NONE).payment();
      due.add(new DuePayment(payment.terms().id(), payment.state(), row.attempts));
    } catch (RuntimeException e) {
      LOG.errorf(e, "payment %s is due and its row makes no sense", row.paymentId);
    }
  }

  private List<DueCancellation> cancellations(Instant now, Instant leaseUntil, int limit) {
    List<Tuple> rows =
        session
            .createNativeQuery(
                """
                UPDATE cancellation c SET due_at = :lease, attempts = c.attempts + 1
                  FROM payment p
                 WHERE p.payment_id = c.payment_id AND c.cancellation_id IN (
                   SELECT cancellation_id FROM cancellation WHERE due_at <= :now
                    ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING c.payment_id, c.request_id, c.kind, c.amount_minor, c.try_number,
                          CAST(p.currency AS text) AS currency, c.attempts""",
                Tuple.class)
            .setParameter("lease", leaseUntil)
            .setParameter("now", now)
            .setParameter("limit", limit)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new DueCancellation(
                    new PaymentId(row.get("payment_id", String.class)),
                    new RequestId(row.get("request_id", String.class)),
                    Kind.valueOf(row.get("kind", String.class)),
                    new Money(
                        row.get("amount_minor", Long.class),
                        Currency.of(row.get("currency", String.class))),
                    row.get("try_number", Integer.class),
                    row.get("attempts", Integer.class)))
        .toList();
  }

  @Override
  public Optional<Instant> nearest() {
    return Optional.ofNullable(
        session
            .createNativeQuery(
                """
                SELECT least((SELECT min(due_at) FROM payment WHERE due_at IS NOT NULL),
                             (SELECT min(due_at) FROM cancellation WHERE due_at IS NOT NULL))""",
                Instant.class)
            .getSingleResult());
  }

  @Override
  public void postpone(Due due, Instant until) {
    switch (due) {
      case DuePayment payment -> postpone(payment, until);
      case DueCancellation cancellation -> postpone(cancellation, until);
    }
  }

  private void postpone(DuePayment due, Instant until) {
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

  private void postpone(DueCancellation due, Instant until) {
    session
        .createNativeMutationQuery(
            """
            UPDATE cancellation SET due_at = :until
             WHERE payment_id = :id AND request_id = :request AND status = 'asked'
               AND try_number = :tried AND attempts = :attempts""")
        .setParameter("until", until)
        .setParameter("tried", due.tried())
        .setParameter("id", due.id().value())
        .setParameter("request", due.request().value())
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
