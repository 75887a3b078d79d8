package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.PaymentReports.Overdue;
import dev.connectpos.acquirer.application.PaymentReports.PaymentView;
import dev.connectpos.acquirer.application.PaymentReports.Place;
import dev.connectpos.acquirer.application.PaymentReports.Search;
import dev.connectpos.acquirer.application.PaymentReports.Totals;
import dev.connectpos.acquirer.application.PaymentReports.Vitals;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads for operators and for monitoring. */
@ApplicationScoped
public class Inquiries {
  /** A payment due for longer than this is stuck, whatever the reason. */
  private static final Duration OVERDUE = Duration.ofSeconds(30);

  /** A settlement waits for those of all other affiliations, at most this long. */
  private static final Duration SETTLEMENT_OVERDUE = Duration.ofMinutes(30);

  /** Money older than this was looked at many times, and the ledger does not change. */
  private static final Duration WINDOW = Duration.ofHours(1);

  private final PaymentReports reports;
  private final PaymentSettings settings;
  private final Clock clock;

  Inquiries(PaymentReports reports, PaymentSettings settings, Clock clock) {
    this.reports = reports;
    this.settings = settings;
    this.clock = clock;
  }

  /** One payment. */
  @Transactional
  public Optional<PaymentView> payment(PaymentId id) {
    return reports.payment(id);
  }

  /** The payments of an order, oldest first. */
  @Transactional
  public List<PaymentView> ofOrder(OrderId id) {
    return reports.ofOrder(id);
  }

  /** Payments that are looked for, newest first. */
  @Transactional
  public List<PaymentView> search(Search search, @Nullable Place behind, int limit) {
    return reports.search(search, behind, limit);
  }

  /** All payments and the whole ledger, in one snapshot. */
  @Transactional
  public Totals totals() {
    return reports.totals();
  }

  /** The money invariants over the last hour, and what is stuck. */
  @Transactional
  public Vitals vitals() {
    Instant now = clock.instant();
    var overdue = new Overdue(now.minus(OVERDUE), now.minus(SETTLEMENT_OVERDUE));
    return reports.vitals(overdue, now.minus(WINDOW), settings.limits().adviceAlarm());
  }
}
