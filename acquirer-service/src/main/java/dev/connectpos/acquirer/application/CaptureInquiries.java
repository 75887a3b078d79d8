package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.InvariantReports.Captured;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What was captured, for order-service to hold its charges against (invariant 3). */
@ApplicationScoped
public class CaptureInquiries {
  /** How many payments a page has, and may be asked for at once. */
  public static final int PAGE = 1000;

  /** What is captured is a charge by then, or the log has an alarm of its own. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final InvariantReports reports;
  private final Clock clock;

  CaptureInquiries(InvariantReports reports, Clock clock) {
    this.reports = reports;
    this.clock = clock;
  }

  /** Those whose money moved last. */
  @Transactional
  public List<String> newest() {
    return reports.newestPayments(PAGE);
  }

  /** A page of all payments, by id. */
  @Transactional
  public List<String> after(String paymentId) {
    return reports.paymentsAfter(paymentId, PAGE);
  }

  /** What was captured of these. */
  @Transactional
  public List<Captured> captured(Collection<String> paymentIds) {
    return reports.captured(paymentIds, clock.instant().minus(FRESH));
  }
}
