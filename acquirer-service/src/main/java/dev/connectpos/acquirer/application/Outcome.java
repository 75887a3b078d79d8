package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.PaymentStore.Timing;
import dev.connectpos.acquirer.domain.Exposure;
import dev.connectpos.acquirer.domain.Payment;
import dev.connectpos.acquirer.domain.PaymentDecision;
import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentDecision.AlreadyDone;
import dev.connectpos.acquirer.domain.PaymentDecision.Rejected;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.Posting;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a decision, in the caller's transaction: the row, the ledger and the
 * receivables, the affiliation's balance, the facts, and the alarm for what is due next.
 */
@ApplicationScoped
class Outcome {
  private static final Logger LOG = Logger.getLogger(Outcome.class);

  private final PaymentStore store;
  private final Ledger ledger;
  private final Receivables receivables;
  private final Balances balances;
  private final Events events;
  private final AfterCommit afterCommit;
  private final PaymentSettings settings;

  Outcome(
      PaymentStore store,
      Ledger ledger,
      Receivables receivables,
      Balances balances,
      Events events,
      AfterCommit afterCommit,
      PaymentSettings settings) {
    this.store = store;
    this.ledger = ledger;
    this.receivables = receivables;
    this.balances = balances;
    this.events = events;
    this.afterCommit = afterCommit;
    this.settings = settings;
  }

  /** The first decision about a payment. */
  void insert(StoredPayment before, Accepted accepted, Instant now) {
    store.insert(after(before, accepted), timing(accepted, now));
    follow(before, accepted, now);
  }

  /** A later one; false if it changes nothing. */
  boolean commit(StoredPayment before, PaymentDecision decision, Instant now) {
    return switch (decision) {
      case Accepted accepted -> {
        store.save(after(before, accepted), timing(accepted, now));
        follow(before, accepted, now);
        yield true;
      }
      case AlreadyDone _, Rejected _ -> false;
    };
  }

  /** States a fact that changes nothing but its place in the stream. */
  void tell(StoredPayment before, PaymentEvent event, Instant now) {
    store.saveSeen(before.with(before.trail().stated(1)), now);
    var accepted = new Accepted(before.payment().state(), List.of(event));
    state(before, List.of(new Fact(event, null)), now);
    afterCommit.run(accepted, Optional.empty());
  }

  /** Logs and counts a command without effect. */
  void noteRejection(PaymentId id, String command, PaymentDecision decision) {
    if (decision instanceof Rejected(var reason)) {
      LOG.infof("payment %s: %s refused, %s", id, command, reason);
      afterCommit.rejected(command, reason);
    }
  }

  private void follow(StoredPayment before, Accepted accepted, Instant now) {
    Payment payment = before.payment();
    var facts = new ArrayList<Fact>();
    for (PaymentEvent event : accepted.events()) {
      Posting.of(payment, event).ifPresent(ledger::post);
      facts.add(new Fact(event, receivables.book(payment, event).orElse(null)));
    }
    var currency = payment.terms().amount().currency();
    var share = Exposure.of(payment.state(), currency);
    var moved = share.to(Exposure.of(accepted.next(), currency));
    if (!moved.isNothing()) {
      balances.move(payment.terms().accountId(), moved);
    }
    state(before, facts, now);
    afterCommit.run(accepted, alarm(accepted.next(), now));
  }

  /** What happened, and the merchant's day on which it was posted, if it was. */
  private record Fact(PaymentEvent event, @Nullable LocalDate bookedOn) {}

  private void state(StoredPayment before, List<Fact> facts, Instant now) {
    var stated = new ArrayList<Events.Stated>();
    for (Fact fact : facts) {
      long version = before.trail().eventVersion() + stated.size() + 1;
      stated.add(new Events.Stated(before, fact.event(), version, now, fact.bookedOn()));
    }
    if (!stated.isEmpty()) {
      events.state(stated);
    }
  }

  private static StoredPayment after(StoredPayment before, Accepted accepted) {
    return new StoredPayment(
        before.payment().in(accepted.next()),
        before.nsu(),
        before.trail().stated(accepted.events().size()));
  }

  private Timing timing(Accepted accepted, Instant now) {
    return new Timing(now, settings.followUp().due(accepted.next(), now).orElse(null));
  }

  /** A cancellation that is asked for is due at once, the payment when its state is. */
  private Optional<Instant> alarm(PaymentState next, Instant now) {
    return next.cancellations().isAnyAsked()
        ? Optional.of(now)
        : settings.followUp().due(next, now);
  }
}
