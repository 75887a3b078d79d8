package dev.connectpos.acquirer.domain;

import dev.connectpos.acquirer.domain.Posting.Entry;
import dev.connectpos.acquirer.domain.Receivable.Kind;
import dev.connectpos.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a settlement pays to a merchant: the receivables it settles and their sums.
 *
 * @param settled at least one
 * @param gross of all of them
 * @param fee of all of them
 */
public record Payout(List<Due> settled, Money gross, Money fee) {
  private static final Comparator<Due> OLDEST_FIRST =
      Comparator.comparing((Due due) -> due.receivable().dueOn()).thenComparingLong(Due::number);

  /**
   * A receivable that is due.
   *
   * @param number ascending with its age
   */
  public record Due(long number, Receivable receivable) {}

  /**
   * Decides what to settle. What goes back is settled first, from the credits that are due; the
   * oldest credits follow as far as the budget reaches. If the credits do not cover what goes back,
   * nothing is settled: all of it waits for the next day's credits, and nobody is paid who owes.
   *
   * @param due all that is due, in any order
   * @param budget what may leave the balance: neither reserved, nor of a sale that can be voided
   */
  public static Optional<Payout> of(List<Due> due, Money budget) {
    var settled = new ArrayList<Due>();
    Money net = Money.zero(budget.currency());
    for (Due one : ofKind(due, Kind.REFUND)) {
      settled.add(one);
      net = net.plus(one.receivable().net());
    }
    for (Due one : ofKind(due, Kind.CREDIT)) {
      Money with = net.plus(one.receivable().net());
      if (with.compareTo(budget) > 0) {
        break;
      }
      settled.add(one);
      net = with;
    }
    return settled.isEmpty() || net.minor() < 0 ? Optional.empty() : Optional.of(sum(settled, net));
  }

  /** What the merchant gets. */
  public Money net() {
    return gross.minus(fee);
  }

  /** In the ledger: what we owed the merchant, less the fees, has left. Empty if nothing did. */
  public List<Entry> entries() {
    var entries = new ArrayList<Entry>();
    entries.add(new Entry(LedgerAccount.MERCHANT_RECEIVABLE, gross));
    entries.add(new Entry(LedgerAccount.MERCHANT_FEE, fee.negated()));
    entries.add(new Entry(LedgerAccount.MERCHANT_PAYOUT, net().negated()));
    entries.removeIf(entry -> entry.amount().isZero());
    return List.copyOf(entries);
  }

  private static List<Due> ofKind(List<Due> due, Kind kind) {
    return due.stream()
        .filter(one -> one.receivable().kind() == kind)
        .sorted(OLDEST_FIRST)
        .toList();
  }

  private static Payout sum(List<Due> settled, Money net) {
    Money gross = Money.zero(net.currency());
    for (Due one : settled) {
      gross = gross.plus(one.receivable().amount());
    }
    return new Payout(List.copyOf(settled), gross, gross.minus(net));
  }
}
