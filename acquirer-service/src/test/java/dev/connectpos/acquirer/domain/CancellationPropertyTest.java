package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.PaymentCommand.Cancel;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelDone;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelRefused;
import dev.connectpos.acquirer.domain.PaymentCommand.Capture;
import dev.connectpos.acquirer.domain.PaymentCommand.CaptureDeadlinePassed;
import dev.connectpos.acquirer.domain.PaymentCommand.RetryCancel;
import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentState.Taken;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * Captures, cancellations, the network's answers and all of them again, in any order: no centavo is
 * made or lost, and ledger and balance agree with the payment after every step.
 */
class CancellationPropertyTest {
  private static final int REQUESTS = 5;

  /** What may happen next, to one of a few requests. */
  enum What {
    CAPTURE,
    CAPTURE_PART,
    CANCEL,
    CANCEL_ALL,
    DONE,
    REFUSED,
    RETRY,
    DEADLINE
  }

  record Step(What what, int request, long amount, int hours) {}

  @Property(tries = 3000)
  void noCentavoIsMadeOrLost(
      @ForAll @LongRange(min = 1, max = 10_000_00) long authorized,
      @ForAll @IntRange(max = 10_000) int fee,
      @ForAll("steps") List<Step> steps) {
    var world = new World(authorized, fee);
    for (Step step : steps) {
      world.step(step);
      world.agrees();
    }
  }

  @Property
  void thePartsOfAFeeNeverShrinkAndSumUpToIt(
      @ForAll @LongRange(min = 1, max = 1_000_000_00) long amount,
      @ForAll @LongRange(max = 1_000_000_00) long anyFee,
      @ForAll @LongRange(max = 1_000_000_00) long anyPart) {
    Money fee = Money.brl(anyFee % (amount + 1));
    var money =
        Captures.NONE.with(
            new CapturedMoney(Money.brl(amount), fee, PaymentFixture.NOW, null, true));
    Money part = Money.brl(anyPart % amount);
    Money more = part.plus(Money.brl(1));
    assertThat(money.feeBack(more)).isGreaterThanOrEqualTo(money.feeBack(part));
    assertThat(money.cost(more)).isGreaterThanOrEqualTo(money.cost(part));
    assertThat(money.feeBack(Money.brl(amount))).isEqualTo(fee);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(What.class),
            Arbitraries.integers().between(0, REQUESTS - 1),
            Arbitraries.longs().between(1, 10_000_00),
            Arbitraries.integers().between(0, 60))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static final class World {
    private final FeeSchedule fees;
    private final List<Posting> ledger = new ArrayList<>();
    private Money balance = Money.brl(0);
    private Money reserved = Money.brl(0);
    private Payment payment;
    private int retries;
    private Instant clock = PaymentFixture.NOW;

    World(long authorized, int fee) {
      this.fees = new FeeSchedule(fee, 0, 0);
      this.payment =
          new Payment(
              PaymentFixture.terms(
                  Money.brl(authorized), PaymentType.CREDIT, OperationType.AUTH_ONLY),
              PaymentFixture.held());
    }

    void step(Step step) {
      clock = clock.plus(Duration.ofHours(step.hours));
      var request = new RequestId("request_" + step.request);
      Money amount = Money.brl(step.amount % payment.terms().amount().minor() + 1);
      Money available = balance.minus(reserved);
      PaymentCommand command =
          switch (step.what) {
            case CAPTURE -> new Capture(request, amount, true, clock, fees);
            case CAPTURE_PART -> new Capture(request, amount, false, clock, fees);
            case CANCEL -> new Cancel(request, amount, clock, PaymentFixture.ZONE, available);
            case CANCEL_ALL -> new Cancel(request, null, clock, PaymentFixture.ZONE, available);
            case DONE -> new CancelDone(request, clock, available);
            case REFUSED -> new CancelRefused(request, 1 + step.hours % 3, "9112");
            case RETRY ->
                new RetryCancel(
                    new RequestId("retry_" + retries++),
                    request,
                    clock,
                    PaymentFixture.ZONE,
                    available);
            case DEADLINE -> new CaptureDeadlinePassed(clock);
          };
      apply(command);
    }

    private void apply(PaymentCommand command) {
      if (payment.decide(command) instanceof Accepted(var next, var events)) {
        for (PaymentEvent event : events) {
          Posting.of(payment, event).ifPresent(ledger::add);
        }
        var moved = Exposure.of(payment.state(), Currency.BRL).to(Exposure.of(next, Currency.BRL));
        balance = balance.plus(moved.balance());
        reserved = reserved.plus(moved.reserved());
        payment = payment.in(next);
        PaymentDecision again = payment.decide(command);
        assertThat(again).as("%s twice", command).isNotInstanceOf(Accepted.class);
      }
    }

    void agrees() {
      assertThat(reserved.minor()).isBetween(0L, balance.minor());
      Money captured = Money.brl(0);
      Money given = Money.brl(0);
      if (payment.state() instanceof Taken state) {
        captured = state.captures().amount(Currency.BRL);
        given = state.cancellations().done(Currency.BRL);
        Money all = given.plus(state.cancellations().asked(Currency.BRL));
        assertThat(captured).isLessThanOrEqualTo(payment.terms().amount());
        assertThat(all).isLessThanOrEqualTo(captured);
      }
      assertThat(owed(LedgerAccount.MERCHANT_RECEIVABLE)).isEqualTo(captured.minus(given));
      assertThat(owed(LedgerAccount.MERCHANT_RECEIVABLE).plus(owed(LedgerAccount.MERCHANT_FEE)))
          .isEqualTo(balance);
      assertThat(owed(LedgerAccount.NETWORK_CLEARING).negated())
          .isEqualTo(owed(LedgerAccount.MERCHANT_RECEIVABLE));
    }

    private Money owed(LedgerAccount account) {
      Money sum = Money.brl(0);
      for (Posting posting : ledger) {
        for (Posting.Entry entry : posting.entries()) {
          if (entry.account() == account) {
            sum = sum.minus(entry.amount());
          }
        }
      }
      return sum;
    }
  }
}
