package dev.connectpos.order.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Every payment the acquirer reported for an order, by payment id. */
public record Payments(SortedMap<PaymentId, PaymentStanding> standings) {

  public Payments {
    standings = Collections.unmodifiableSortedMap(new TreeMap<>(standings));
  }

  /** Of an order nobody tried to pay yet. */
  public static Payments none() {
    return new Payments(Collections.emptySortedMap());
  }

  /** What is known of a payment. */
  public Optional<PaymentStanding> of(PaymentId payment) {
    return Optional.ofNullable(standings.get(payment));
  }

  /** The same, with what is known now of one payment. */
  public Payments with(PaymentId payment, PaymentStanding standing) {
    var next = new TreeMap<>(standings);
    next.put(payment, standing);
    return new Payments(next);
  }

  /** The charges, in the order in which they came to be: their ids sort by time. */
  public List<Charge> charges() {
    return standings.values().stream()
        .filter(PaymentStanding.Charged.class::isInstance)
        .map(standing -> ((PaymentStanding.Charged) standing).charge())
        .sorted(Comparator.comparing(Charge::id))
        .toList();
  }

  /** The charge with the id. */
  public Optional<Charge> charge(ChargeId id) {
    return charges().stream().filter(charge -> charge.id().equals(id)).findFirst();
  }

  /** What was captured in all, given back or not; may be above the order's amount. */
  public Money captured(Currency currency) {
    return sum(currency, Charge::captured);
  }

  /** What of it was given back. */
  public Money givenBack(Currency currency) {
    return sum(currency, Charge::givenBack);
  }

  /** What is held and not captured. */
  public Money held(Currency currency) {
    return sum(currency, Charge::held);
  }

  /** What the charges count against what the order owes. */
  public Money covered(Currency currency) {
    return sum(currency, Charge::covers);
  }

  /** What was authorized of all that was ever captured, given back or not. */
  public Money settled(Currency currency) {
    return sum(
        currency,
        charge ->
            charge.state() instanceof ChargeState.Captured
                ? charge.amount()
                : Money.zero(currency));
  }

  /** What is asked for, with the outcome open. */
  public Money awaited(Currency currency) {
    return sum(currency, Charge::awaited);
  }

  /** Whether the outcome of a payment is open at the acquirer, so that money may still move. */
  public boolean inProgress() {
    return standings.values().stream()
        .anyMatch(
            standing ->
                switch (standing) {
                  case PaymentStanding.Live _ -> true;
                  case PaymentStanding.Charged(var charge) -> charge.isProcessing();
                  case PaymentStanding.Declined _ -> false;
                  case PaymentStanding.Reversed _ -> false;
                });
  }

  /** Whether every payment has come to its end: nothing is open, held, or yet to be confirmed. */
  boolean haveEnded() {
    return !inProgress()
        && charges().stream()
            .allMatch(
                charge ->
                    charge.state() instanceof ChargeState.Failed
                        || charge.state() instanceof ChargeState.Paid
                        || charge.state() instanceof ChargeState.Over);
  }

  /** Whether a charge over the API came to nothing. */
  boolean anyFailed() {
    return charges().stream().anyMatch(charge -> charge.state() instanceof ChargeState.Failed);
  }

  private Money sum(Currency currency, Function<Charge, Money> part) {
    return charges().stream().map(part).reduce(Money.zero(currency), Money::plus);
  }
}
