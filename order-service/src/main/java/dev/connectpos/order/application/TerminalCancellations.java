package dev.connectpos.order.application;

import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderMachine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Sales that operators at terminals want undone (T6), with the order's lock as a cancellation over
 * the API has it: of the two, one asks the acquirer, and the other is told no.
 *
 * <p>Each request is decided once, for ever: one that was refused stays so, for its operator was
 * told. A no is published in the order's stream. Where the account has no such order there is none,
 * and the request is a stream of its own, of one fact: the terminal waits for a word.
 */
@ApplicationScoped
class TerminalCancellations {
  private final OrderDesk desk;
  private final OrderJournal journal;
  private final OrderEvents events;
  private final TerminalCancellationStore store;
  private final Ids ids;
  private final Clock clock;

  TerminalCancellations(
      OrderDesk desk,
      OrderJournal journal,
      OrderEvents events,
      TerminalCancellationStore store,
      Ids ids,
      Clock clock) {
    this.desk = desk;
    this.journal = journal;
    this.events = events;
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /** Carries one out, or says why not. Runs in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  void hear(CancellationNews news) {
    var now = clock.instant();
    if (!store.add(news, now)) {
      return;
    }
    var found =
        desk.orders()
            .lock(news.order())
            .filter(kept -> kept.state().order().account().equals(news.account()));
    if (found.isEmpty()) {
      events.refuse(new OrderEvents.Unplaced(ids.event(), news, now));
      desk.noteUnplaced(news);
      return;
    }
    var kept = found.get();
    var command =
        new OrderCommand.CancelAtTerminal(
            news.payment(), news.request(), news.amount(), news.serialNumber(), now);
    switch (OrderMachine.decide(kept.state(), command)) {
      case Accepted accepted -> journal.record(kept, kept, accepted, news.origin());
      case AlreadyDone _ -> {
        // The acquirer is asked under this id already.
      }
      case Rejected(var reason) ->
          throw new IllegalStateException("a placed order refuses with an event, not " + reason);
    }
  }
}
