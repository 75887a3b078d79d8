package dev.connectpos.terminal.bootstrap;

import dev.connectpos.terminal.application.PrintDocuments;
import dev.connectpos.terminal.application.TakeOrders;
import dev.connectpos.terminal.domain.PrintId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * What ends and goes by time. Every replica does it, in small transactions; an end that another
 * replica was first with is none, and rows that are being deleted are skipped.
 */
@ApplicationScoped
class Reaper {
  private static final Logger LOG = Logger.getLogger(Reaper.class);
  private static final int MAX_BATCHES = 20;

  private final PrintDocuments prints;
  private final TakeOrders orders;

  Reaper(PrintDocuments prints, TakeOrders orders) {
    this.prints = prints;
    this.orders = orders;
  }

  /** Documents that no terminal took or answered for. */
  @Scheduled(
      every = "{connect.print.expire-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void expirePrints() {
    for (PrintId id : prints.overdue()) {
      try {
        prints.expire(id);
      } catch (RuntimeException e) {
        LOG.warnf(e, "print %s did not expire; tried again", id);
      }
    }
  }

  @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void forget() {
    for (int batch = 0; batch < MAX_BATCHES && prints.forget(); batch++) {
      // Each batch is a transaction of its own; what is left waits for the next turn.
    }
    for (int batch = 0; batch < MAX_BATCHES && orders.forgetIgnored(); batch++) {
      // As above.
    }
  }
}
