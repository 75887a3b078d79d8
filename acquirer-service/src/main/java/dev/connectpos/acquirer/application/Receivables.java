package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.ReceivableStore.Booking;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.Payment;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.Posting;
import dev.connectpos.acquirer.domain.ReceivableSchedule;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the merchant's schedule in step with the ledger, in the transaction of each posting. */
@ApplicationScoped
class Receivables {
  private final ReceivableStore store;
  private final Function<AccountId, Optional<ZoneId>> zones;
  private final PaymentSettings settings;

  @Inject
  Receivables(ReceivableStore store, AffiliationStore affiliations, PaymentSettings settings) {
    this(store, affiliations::zoneOf, settings);
  }

  /** For receivables that are kept elsewhere. */
  Receivables(
      ReceivableStore store,
      Function<AccountId, Optional<ZoneId>> zones,
      PaymentSettings settings) {
    this.store = store;
    this.zones = zones;
    this.settings = settings;
  }

  /**
   * Writes what follows from an event, if it moves money; answers the merchant's day on which it
   * did.
   */
  Optional<LocalDate> book(Payment before, PaymentEvent event) {
    Optional<LocalDate> day =
        Posting.of(before, event).map(posting -> day(posting.accountId(), posting.at()));
    day.ifPresent(found -> book(before, event, found));
    return day;
  }

  /** The same of an event of a day that is known. */
  void book(Payment before, PaymentEvent event, LocalDate day) {
    PaymentTerms terms = before.terms();
    switch (event) {
      case PaymentEvent.Captured(var card, _, var captures) -> {
        var money = captures.last();
        var credits = ReceivableSchedule.credits(terms.plan(), card.funding(), captures, day);
        store.add(new Booking(terms, "capture", money.request(), money.at(), day, credits));
      }
      case PaymentEvent.Voided(var request, var amount, var at) -> {
        if (before.state() instanceof PaymentState.Taken taken) {
          var given = new Given("void", request, Money.zero(amount.currency()), amount, at);
          store.add(back(terms, taken.captures(), given, day));
        }
      }
      case PaymentEvent.Refunded(var request, var amount, var refunded, var at) -> {
        if (before.state() instanceof PaymentState.Taken taken) {
          var given = new Given("refund", request, refunded.minus(amount), refunded, at);
          store.add(back(terms, taken.captures(), given, day));
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

  private Booking back(PaymentTerms terms, Captures captures, Given given, LocalDate day) {
    var refunds =
        ReceivableSchedule.refunds(
            captures, given.before(), given.now(), store.creditsOf(terms.id()), day);
    return new Booking(terms, given.reason(), given.request(), given.at(), day, refunds);
  }

  /** The merchant's day of an instant; ours where no merchant's is known. */
  LocalDate day(AccountId accountId, Instant at) {
    var zone = zones.apply(accountId).orElseGet(settings::acquirerZone);
    return LocalDate.ofInstant(at, zone);
  }
}
