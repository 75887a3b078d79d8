package dev.connectpos.order.application;

import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderMachine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Closes orders whose time is over (O6), each in a transaction of its own. */
@ApplicationScoped
public class Expiry {
  private final OrderDesk desk;
  private final OrderJournal journal;
  private final Ids ids;
  private final Clock clock;

  Expiry(OrderDesk desk, OrderJournal journal, Ids ids, Clock clock) {
    this.desk = desk;
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  /** An order that is due, and which no other replica is about to close. */
  @Transactional
  public Optional<OrderId> due(Collection<OrderId> exceptFor) {
    return desk.orders().due(clock.instant(), exceptFor);
  }

  /**
   * Closes an order that is due. Several replicas may do so at once: none waits for another.
   *
   * @return whether it was still due, and nobody else had it
   */
  @Transactional
  public boolean close(OrderId id) {
    Instant now = clock.instant();
    var due = desk.orders().lockDue(id, now);
    if (due.isEmpty()) {
      return false;
    }
    var kept = due.get();
    var origin = new Origin(ids.event().toString(), null);
    switch (OrderMachine.decide(kept.state(), new OrderCommand.ExpireOrder(now))) {
      case Accepted accepted -> journal.record(kept, kept, accepted, origin);
      case AlreadyDone _ -> throw new IllegalStateException("a closed order is not due");
      case Rejected(var reason) -> throw new IllegalStateException("a due order says " + reason);
    }
    return true;
  }

  /** The nearest instant at which an order is due. */
  @Transactional
  public Optional<Instant> nearest(Collection<OrderId> exceptFor) {
    return desk.orders().nearestDue(exceptFor);
  }
}
