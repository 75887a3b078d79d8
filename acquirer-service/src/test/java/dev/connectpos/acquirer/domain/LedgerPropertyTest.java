package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.PaymentCommand.Cancel;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelDone;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelRefused;
import dev.connectpos.acquirer.domain.PaymentCommand.Capture;
import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentDecision.Rejected;
import dev.connectpos.acquirer.domain.PaymentState.Taken;
import dev.connectpos.acquirer.domain.Payout.Due;
import dev.connectpos.acquirer.domain.Posting.Entry;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * An affiliation with sales, partial captures, voids, refunds, the network's answers to them and
 * daily settlements, in any order: the ledger sums to zero, the schedule is what was captured less
 * what went back, gross and net, and what was paid out never has to be asked back.
 */
class LedgerPropertyTest {
  private static final FeeSchedule FEES = new FeeSchedule(299, 149, 349);

  /** What may happen next. */
  enum What {
    SELL,
    CAPTURE_MORE,
    CANCEL,
    CANCEL_ALL,
    DONE,
    REFUSED,
    SETTLE,
    TIME
  }

  record Step(What what, int which, long amount, int number) {}

  @Property(tries = 3000)
  void noCentavoIsMadeOrLost(@ForAll("steps") List<Step> steps) {
    var world = new World();
    for (Step step : steps) {
      world.step(step);
      world.agrees();
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(What.class),
            Arbitraries.integers().between(0, 9),
            Arbitraries.longs().between(1, 1_000_00),
            Arbitraries.integers().between(1, 24))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  /** A receivable as it is stored. */
  private record Row(long number, Instant at, Receivable receivable) {}

  private static final class World {
    private final List<Payment> payments = new ArrayList<>();
    private final List<List<Receivable>> credits = new ArrayList<>();
    private final List<Row> waiting = new ArrayList<>();
    private final List<Entry> ledger = new ArrayList<>();
    private Money scheduled = Money.brl(0);
    private Money balance = Money.brl(0);
    private Money reserved = Money.brl(0);
    private Money paid = Money.brl(0);
    private LocalDate settledOn = LocalDate.EPOCH;
    private Instant clock = PaymentFixture.NOW;
    private long rows;

    void step(Step step) {
      switch (step.what) {
        case SELL -> sell(step);
        case SETTLE -> settle();
        case TIME -> clock = clock.plus(Duration.ofHours(3L * step.number * step.number));
        case CAPTURE_MORE, CANCEL, CANCEL_ALL, DONE, REFUSED -> {
          if (!payments.isEmpty()) {
            change(step, step.which % payments.size());
          }
        }
      }
    }

    private void sell(Step step) {
      boolean debit = step.which == 0;
      var plan =
          new PaymentPlan(
              debit ? PaymentType.DEBIT : PaymentType.CREDIT,
              debit ? 1 : step.number,
              step.which == 1 ? InstallmentType.ISSUER : InstallmentType.MERCHANT);
      var terms = PaymentFixture.terms(Money.brl(1_000_00), plan.type(), OperationType.AUTH_ONLY);
      terms =
          new PaymentTerms(
              terms.id(),
              terms.orderId(),
              terms.accountId(),
              terms.attemptId(),
              terms.channel(),
              terms.amount(),
              plan,
              terms.operation(),
              null);
      var held =
          new PaymentState.Held(
              PaymentFixture.CARD,
              PaymentFixture.APPROVAL,
              clock.plus(Duration.ofDays(7)),
              Cancellations.NONE);
      payments.add(new Payment(terms, held));
      credits.add(List.of());
      var request = new RequestId("capture_" + payments.size());
      boolean isFinal = step.amount % 2 == 0;
      apply(
          payments.size() - 1, new Capture(request, Money.brl(step.amount), isFinal, clock, FEES));
    }

    private void change(Step step, int which) {
      var request = new RequestId("request_" + step.number % 4);
      Money available = available(payments.get(which));
      apply(
          which,
          switch (step.what) {
            case CAPTURE_MORE ->
                new Capture(
                    new RequestId("more_" + clock),
                    Money.brl(step.amount),
                    step.number == 1,
                    clock,
                    FEES);
            case CANCEL ->
                new Cancel(request, Money.brl(step.amount), clock, PaymentFixture.ZONE, available);
            case CANCEL_ALL -> new Cancel(request, null, clock, PaymentFixture.ZONE, available);
            case DONE -> new CancelDone(request, clock, available);
            case REFUSED -> new CancelRefused(request, tries(payments.get(which), request), "9112");
            case SELL, SETTLE, TIME -> throw new IllegalStateException("not of one payment");
          });
    }

    private void apply(int which, PaymentCommand command) {
      Payment before = payments.get(which);
      switch (before.decide(command)) {
        case Accepted(var next, var events) -> {
          for (PaymentEvent event : events) {
            Posting.of(before, event).ifPresent(posting -> ledger.addAll(posting.entries()));
            book(which, before, event);
          }
          var moved = Exposure.of(before.state(), Currency.BRL).to(exposure(next));
          balance = balance.plus(moved.balance());
          reserved = reserved.plus(moved.reserved());
          payments.set(which, before.in(next));
        }
        case Rejected(var reason) -> {
          // A sale that can be voided is always covered, whatever was refunded and paid out.
          if (reason == PaymentRejection.INSUFFICIENT_BALANCE) {
            assertThat(isOfToday(before)).as("a void was refused").isFalse();
          }
        }
        case PaymentDecision.AlreadyDone _ -> {
          // Nothing moves.
        }
      }
    }

    /** The number of the try that is under way; 1 of what was never asked. */
    private static int tries(Payment payment, RequestId request) {
      return payment
          .state()
          .cancellations()
          .of(request)
          .map(one -> one.latest().number())
          .orElse(1);
    }

    private static Exposure exposure(PaymentState state) {
      return Exposure.of(state, Currency.BRL);
    }

    private void book(int which, Payment before, PaymentEvent event) {
      LocalDate day = day(clock);
      switch (event) {
        case PaymentEvent.Captured captured -> {
          var made =
              ReceivableSchedule.credits(
                  before.terms().plan(), captured.card().funding(), captured.captures(), day);
          var all = new ArrayList<>(credits.get(which));
          all.addAll(made);
          credits.set(which, all);
          made.forEach(this::add);
        }
        case PaymentEvent.Voided(_, var amount, _) when before.state() instanceof Taken taken ->
            ReceivableSchedule.refunds(
                    taken.captures(), Money.brl(0), amount, credits.get(which), day)
                .forEach(this::add);
        case PaymentEvent.Refunded(_, var amount, var refunded, _)
            when before.state() instanceof Taken taken ->
            ReceivableSchedule.refunds(
                    taken.captures(), refunded.minus(amount), refunded, credits.get(which), day)
                .forEach(this::add);
        default -> {
          // Moves no money.
        }
      }
    }

    private void add(Receivable receivable) {
      scheduled = scheduled.plus(receivable.amount());
      waiting.add(new Row(++rows, clock, receivable));
    }

    /** As Settlements does. */
    private void settle() {
      LocalDate today = day(clock);
      if (!BankingCalendar.isBusinessDay(today) || !settledOn.isBefore(today)) {
        return;
      }
      Instant midnight = today.atStartOfDay(PaymentFixture.ZONE).toInstant();
      var due =
          waiting.stream()
              .filter(row -> !row.receivable.dueOn().isAfter(today) && row.at.isBefore(midnight))
              .map(row -> new Due(row.number, row.receivable))
              .toList();
      Payout.of(due, balance.minus(reserved).minus(voidable()))
          .ifPresent(
              payout -> {
                assertThat(payout.net().minor()).isNotNegative();
                settledOn = today;
                var numbers = payout.settled().stream().map(Due::number).toList();
                waiting.removeIf(row -> numbers.contains(row.number));
                ledger.addAll(payout.entries());
                balance = balance.minus(payout.net());
                paid = paid.plus(payout.net());
              });
    }

    private Money available(Payment payment) {
      Money unreserved = balance.minus(reserved);
      return isOfToday(payment) ? unreserved : unreserved.minus(voidable());
    }

    private Money voidable() {
      Money sum = Money.brl(0);
      for (Payment payment : payments) {
        if (isOfToday(payment)
            && payment.state() instanceof Taken taken
            && taken.cancellations().asked(Currency.BRL).isZero()) {
          sum = sum.plus(taken.captures().net(Currency.BRL));
        }
      }
      return sum;
    }

    private boolean isOfToday(Payment payment) {
      return payment.state() instanceof Taken taken
          && day(taken.captures().first().at()).equals(day(clock));
    }

    private static LocalDate day(Instant at) {
      return LocalDate.ofInstant(at, PaymentFixture.ZONE);
    }

    void agrees() {
      Money captured = Money.brl(0);
      Money net = Money.brl(0);
      for (Payment payment : payments) {
        if (payment.state() instanceof Taken state) {
          Money done = state.cancellations().done(Currency.BRL);
          captured = captured.plus(state.captures().amount(Currency.BRL)).minus(done);
          net = net.plus(state.captures().net(Currency.BRL)).minus(state.captures().cost(done));
        }
      }
      // Receivables are what was captured less what went back; net of fees, less what was paid.
      assertThat(scheduled).isEqualTo(captured);
      Money waits = Money.brl(0);
      for (Row row : waiting) {
        waits = waits.plus(row.receivable.net());
      }
      assertThat(waits).isEqualTo(balance).isEqualTo(net.minus(paid));
      assertThat(balance.minus(reserved)).isGreaterThanOrEqualTo(voidable());
      assertThat(reserved.minor()).isNotNegative();
      // And so says the ledger, which sums to zero.
      assertThat(credit(LedgerAccount.NETWORK_CLEARING).negated()).isEqualTo(captured);
      assertThat(credit(LedgerAccount.MERCHANT_RECEIVABLE).plus(credit(LedgerAccount.MERCHANT_FEE)))
          .isEqualTo(balance);
      assertThat(credit(LedgerAccount.MERCHANT_PAYOUT)).isEqualTo(paid);
      Money all = Money.brl(0);
      for (LedgerAccount account : LedgerAccount.values()) {
        all = all.plus(credit(account));
      }
      assertThat(all).isEqualTo(Money.brl(0));
    }

    private Money credit(LedgerAccount account) {
      Money sum = Money.brl(0);
      for (Entry entry : ledger) {
        if (entry.account() == account) {
          sum = sum.minus(entry.amount());
        }
      }
      return sum;
    }
  }
}
