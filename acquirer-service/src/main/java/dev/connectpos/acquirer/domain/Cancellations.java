package dev.connectpos.acquirer.domain;

import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All cancellations of a payment, in the order they were asked for.
 *
 * @param all each request once
 */
public record Cancellations(List<Cancellation> all) {
  /** Nobody asked. */
  public static final Cancellations NONE = new Cancellations(List.of());

  /** Keeps a copy. */
  public Cancellations {
    all = List.copyOf(all);
  }

  /** The one of a request. */
  public Optional<Cancellation> of(RequestId request) {
    return all.stream().filter(one -> one.request().equals(request)).findFirst();
  }

  /** With one more, or with another status of one that is there. */
  public Cancellations with(Cancellation changed) {
    var next = new ArrayList<Cancellation>();
    for (Cancellation one : all) {
      next.add(one.request().equals(changed.request()) ? changed : one);
    }
    if (of(changed.request()).isEmpty()) {
      next.add(changed);
    }
    return new Cancellations(next);
  }

  /** Whether the network is being asked for any. */
  public boolean isAnyAsked() {
    return all.stream().anyMatch(Cancellation::isAsked);
  }

  /** Whether all of the payment is being undone. */
  boolean isVoidAsked() {
    return all.stream().anyMatch(one -> one.isAsked() && one.kind() == Kind.VOID);
  }

  /** What the network is being asked for. */
  public Money asked(Currency currency) {
    return sum(currency, Cancellation::isAsked);
  }

  /** What went back. */
  public Money done(Currency currency) {
    return sum(currency, Cancellation::isDone);
  }

  private Money sum(Currency currency, Predicate<Cancellation> which) {
    Money sum = Money.zero(currency);
    for (Cancellation one : all) {
      if (which.test(one)) {
        sum = sum.plus(one.amount());
      }
    }
    return sum;
  }
}
