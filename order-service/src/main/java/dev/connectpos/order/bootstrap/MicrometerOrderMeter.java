package dev.connectpos.order.bootstrap;

import dev.connectpos.order.application.OrderMeter;
import dev.connectpos.order.domain.ClosedAs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Locale;

/** Counts for Prometheus, after the commit of what is counted. */
@Startup
@ApplicationScoped
class MicrometerOrderMeter implements OrderMeter {
  private static final String PLACED = "connect.orders.placed";
  private static final String CHARGES_PAID = "connect.charges.paid";
  private static final String OVERPAID = "connect.orders.overpaid";
  private static final String CANCELLATIONS = "connect.charges.canceled";
  private static final String TERMINAL_REFUSED = "connect.charges.terminal.refused";
  private static final String UNDO_REFUSED = "connect.charges.undo.refused";
  private static final String CHARGES_EXPIRED = "connect.charges.expired";
  private static final String PAYMENTS_FAILED = "connect.payments.failed";

  private final TransactionSynchronizationRegistry transaction;
  private final MeterRegistry meters;

  MicrometerOrderMeter(MeterRegistry meters, TransactionSynchronizationRegistry transaction) {
    this.transaction = transaction;
    this.meters = meters;
    // Made now, so that a scrape shows zero and not nothing.
    meters.counter(PLACED);
    meters.counter(CHARGES_PAID);
    meters.counter(OVERPAID);
    meters.counter(CANCELLATIONS);
    meters.counter(TERMINAL_REFUSED);
    meters.counter(UNDO_REFUSED);
    meters.counter(CHARGES_EXPIRED);
    meters.counter(PAYMENTS_FAILED);
    for (ClosedAs as : ClosedAs.values()) {
      closing(as);
    }
  }

  @Override
  public void placed() {
    onCommit(meters.counter(PLACED));
  }

  @Override
  public void closed(ClosedAs as) {
    onCommit(closing(as));
  }

  @Override
  public void chargePaid() {
    onCommit(meters.counter(CHARGES_PAID));
  }

  @Override
  public void overpaid() {
    onCommit(meters.counter(OVERPAID));
  }

  @Override
  public void terminalRefused() {
    onCommit(meters.counter(TERMINAL_REFUSED));
  }

  @Override
  public void canceled() {
    onCommit(meters.counter(CANCELLATIONS));
  }

  @Override
  public void undoRefused() {
    onCommit(meters.counter(UNDO_REFUSED));
  }

  @Override
  public void chargeExpired() {
    onCommit(meters.counter(CHARGES_EXPIRED));
  }

  @Override
  public void paymentFailed() {
    onCommit(meters.counter(PAYMENTS_FAILED));
  }

  private Counter closing(ClosedAs as) {
    return meters.counter("connect.orders.closed", "status", as.name().toLowerCase(Locale.ROOT));
  }

  private void onCommit(Counter counter) {
    transaction.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing is known yet.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              counter.increment();
            }
          }
        });
  }
}
