package dev.connectpos.order.persistence;

import dev.connectpos.order.application.Captures.Captured;
import dev.connectpos.order.application.InvariantReports;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/** Pages by primary and unique keys, and by when charges were captured. */
@ApplicationScoped
class PostgresInvariantReports implements InvariantReports {
  private static final String NEWEST =
      """
      SELECT %s FROM charge WHERE captured_at IS NOT NULL
       ORDER BY captured_at DESC LIMIT :limit""";

  private static final String OVERPAID =
      """
      SELECT o.id FROM orders o
       WHERE o.id = ANY (CAST(:orders AS text[]))
         AND ((NOT o.overpayment_allowed AND o.paid_minor - o.canceled_minor > o.amount_minor)
              OR (o.paid_minor, o.canceled_minor) <> (
                   SELECT coalesce(sum(c.captured_minor), 0), coalesce(sum(c.refunded_minor), 0)
                     FROM charge c WHERE c.order_id = o.id))""";

  /**
   * What was told of is in the journal, which is kept for longer than a day. Times are the
   * business's: it may be ahead of the database's.
   */
  private static final String DISAGREEING =
      """
      SELECT asked.payment_id
        FROM unnest(CAST(:payments AS text[]), CAST(:captured AS bigint[]))
               AS asked (payment_id, minor)
        LEFT JOIN charge c ON c.payment_id = asked.payment_id COLLATE "C" AND c.means <> 'cash'
       WHERE coalesce(c.captured_minor, 0) <> asked.minor
          OR (c.captured_minor > 0
              AND greatest(c.created_at, c.captured_at) > CAST(:now AS timestamptz) - interval '1 day'
              AND (SELECT count(*) FROM outbox
                    WHERE aggregate_id = c.order_id AND type = 'charge.paid'
                      AND occurred_at > CAST(:now AS timestamptz) - interval '1 day')
                < (SELECT count(*) FROM charge o
                    WHERE o.order_id = c.order_id AND o.captured_minor > 0
                      AND greatest(o.created_at, o.captured_at)
                        > CAST(:now AS timestamptz) - interval '1 day'))""";

  private final Session session;

  PostgresInvariantReports(Session session) {
    this.session = session;
  }

  @Override
  public List<String> newestOrders(int limit) {
    return page(NEWEST.formatted("order_id"), limit);
  }

  @Override
  public List<String> newestPayments(int limit) {
    return page(
        NEWEST.formatted("payment_id").replace("WHERE", "WHERE means <> 'cash' AND"), limit);
  }

  @Override
  public List<String> ordersAfter(String orderId, int limit) {
    return page("SELECT id FROM orders WHERE id > :after ORDER BY id LIMIT :limit", orderId, limit);
  }

  @Override
  public List<String> paymentsAfter(String paymentId, int limit) {
    return page(
        """
        SELECT payment_id FROM charge WHERE payment_id > :after AND means <> 'cash'
         ORDER BY payment_id LIMIT :limit""",
        paymentId,
        limit);
  }

  @Override
  public List<String> overpaid(Collection<String> orderIds) {
    return session
        .createNativeQuery(OVERPAID, String.class)
        .setParameter("orders", orderIds.toArray(String[]::new))
        .getResultList();
  }

  @Override
  public List<String> disagreeing(Collection<Captured> captured, Instant now) {
    return session
        .createNativeQuery(DISAGREEING, String.class)
        .setParameter("payments", captured.stream().map(Captured::paymentId).toArray(String[]::new))
        .setParameter("captured", captured.stream().map(Captured::minor).toArray(Long[]::new))
        .setParameter("now", now)
        .getResultList();
  }

  private List<String> page(String sql, int limit) {
    return session
        .createNativeQuery(sql, String.class)
        .setParameter("limit", limit)
        .getResultList();
  }

  private List<String> page(String sql, String after, int limit) {
    return session
        .createNativeQuery(sql, String.class)
        .setParameter("after", after)
        .setParameter("limit", limit)
        .getResultList();
  }
}
