package dev.connectpos.order.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every payment the acquirer reported for an order, by payment id; ids sort by time. */
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

  /** The charges, in the order of their payments. */
  public List<Charge> charges() {
    return standings.values().stream()
        .filter(PaymentStanding.Captured.class::isInstance)
        .map(standing -> ((PaymentStanding.Captured) standing).charge())
        .toList();
  }

  /** What was captured in all; may be above the order's amount, never below the truth. */
  public Money paid(Currency currency) {
    return charges().stream()
        .map(charge -> charge.capture().amount())
        .reduce(Money.zero(currency), Money::plus);
  }

  /** Whether the outcome of a payment is open, so that money may still move. */
  public boolean inProgress() {
    return standings.values().stream().anyMatch(PaymentStanding.Live.class::isInstance);
  }
}
