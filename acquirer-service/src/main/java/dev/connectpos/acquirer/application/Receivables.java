package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.ReceivableStore.Booking;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.Payment;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.ReceivableSchedule;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;

/** Keeps the merchant's schedule in step with the ledger, in the transaction of each posting. */
@ApplicationScoped
class Receivables {
  private final ReceivableStore store;
  private final AffiliationStore affiliations;
  private final PaymentSettings settings;

  Receivables(ReceivableStore store, AffiliationStore affiliations, PaymentSettings settings) {
    this.store = store;
    this.affiliations = affiliations;
    this.settings = settings;
  }

  /** Writes what follows from an event, if it moves money. */
  void book(Payment before, PaymentEvent event) {
    PaymentTerms terms = before.terms();
    switch (event) {
      case PaymentEvent.Captured(var card, _, var captures) -> {
        var money = captures.last();
        LocalDate day = day(terms, money.at());
        var credits = ReceivableSchedule.credits(terms.plan(), card.funding(), captures, day);
        store.add(new Booking(terms, "capture", money.request(), money.at(), day, credits));
      }
      case PaymentEvent.Voided(var request, var amount, var at) -> {
        if (before.state() instanceof PaymentState.Taken taken) {
          var given = new Given("void", request, Money.zero(amount.currency()), amount, at);
          store.add(back(terms, taken.captures(), given));
        }
      }
      case PaymentEvent.Refunded(var request, var amount, var refunded, var at) -> {
        if (before.state() instanceof PaymentState.Taken taken) {
          var given = new Given("refund", request, refunded.minus(amount), refunded, at);
          store.add(back(terms, taken.captures(), given));
        }
      }
      case PaymentEvent.Authorized _,
          PaymentEvent.Declined _,
          PaymentEvent.InDoubt _,
          PaymentEvent.Reversing _,
          PaymentEvent.Reversed _,
          PaymentEvent.Confirmed _,
          PaymentEvent.CaptureRefused _,
          PaymentEvent.CancelRefused _,
          PaymentEvent.CancelForbidden _,
          PaymentEvent.RemainderExpired _,
          PaymentEvent.Expired _ -> {
        // Moves no money.
      }
    }
  }

  /** What had gone back before, and what has now. */
  private record Given(String reason, RequestId request, Money before, Money now, Instant at) {}

  private Booking back(PaymentTerms terms, Captures captures, Given given) {
    LocalDate day = day(terms, given.at());
    var refunds =
        ReceivableSchedule.refunds(
            captures, given.before(), given.now(), store.creditsOf(terms.id()), day);
    return new Booking(terms, given.reason(), given.request(), given.at(), day, refunds);
  }

  private LocalDate day(PaymentTerms terms, Instant at) {
    var zone = affiliations.zoneOf(terms.accountId()).orElseGet(settings::acquirerZone);
    return LocalDate.ofInstant(at, zone);
  }
}
