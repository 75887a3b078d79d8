package dev.connectpos.order.application;

import dev.connectpos.clock.ClockPutForward;
import dev.connectpos.order.domain.OrderId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import org.jboss.logging.Logger;

/**
 * Leaves no order open beyond its time: one thread that sleeps until the nearest due instant.
 *
 * <ol>
 *   <li>Forget alarms, then close orders that are due, one after the other.
 *   <li>Sleep until the nearest due instant in the table, an alarm, or the scan interval.
 * </ol>
 *
 * <p>One that cannot be closed is passed over until the next round, so that it stops no other.
 *
 * <p>An order with a payment in progress is not due; it is again when the outcome is known.
 */
@ApplicationScoped
public class ExpiryWatch {
  private static final Logger LOG = Logger.getLogger(ExpiryWatch.class);

  private final Expiry expiry;
  private final NextDue nextDue;
  private final OrderLimits limits;
  private final Clock clock;
  private volatile boolean stopped;

  ExpiryWatch(Expiry expiry, NextDue nextDue, OrderLimits limits, Clock clock) {
    this.expiry = expiry;
    this.nextDue = nextDue;
    this.limits = limits;
    this.clock = clock;
  }

  void start(@Observes Startup event) {
    Thread.ofVirtual().name("order-expiry").start(this::watch);
  }

  void stop(@Observes Shutdown event) {
    stopped = true;
    nextDue.set(Instant.MIN);
  }

  void look(@Observes ClockPutForward jump) {
    nextDue.set(Instant.MIN);
  }

  private void watch() {
    while (!stopped) {
      try {
        nextDue.clear();
        round();
        nextDue.sleep();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void round() {
    Instant next = clock.instant().plus(limits.scanInterval());
    var passedOver = new HashSet<OrderId>();
    try {
      for (var due = expiry.due(passedOver);
          due.isPresent() && !stopped;
          due = expiry.due(passedOver)) {
        if (!closes(due.get())) {
          passedOver.add(due.get());
        }
      }
      next = expiry.nearest(passedOver).filter(next::isAfter).orElse(next);
    } catch (RuntimeException e) {
      if (!stopped) {
        LOG.error("looking for orders that are due failed; trying again", e);
      }
    }
    nextDue.set(next);
  }

  private boolean closes(OrderId order) {
    try {
      return expiry.close(order);
    } catch (RuntimeException e) {
      if (!stopped) {
        LOG.errorf(e, "order %s is due and cannot be closed; trying again later", order);
      }
      return false;
    }
  }
}
