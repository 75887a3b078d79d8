package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.acquirer.domain.PaymentCommand.Cancel;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelDone;
import dev.connectpos.acquirer.domain.PaymentCommand.Capture;
import dev.connectpos.acquirer.domain.PaymentCommand.CaptureDeadlinePassed;
import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentDecision.AlreadyDone;
import dev.connectpos.acquirer.domain.PaymentDecision.Rejected;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.PartiallyCaptured;
import dev.connectpos.acquirer.domain.PaymentState.Taken;
import dev.connectpos.acquirer.domain.PaymentState.Voided;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several captures of one authorization, to the second and to the centavo (docs/adr/0030). */
class PartialCaptureTest {
  private static final Instant AT = PaymentFixture.LATER;
  private static final Instant DEADLINE = PaymentFixture.CAPTURE_BY;

  /** 23:59:59 of the day of the sale where the merchant is, which is UTC-3. */
  private static final Instant LAST_SECOND = Instant.parse("2026-11-24T02:59:59Z");

  @ParameterizedTest
  @CsvSource({
    "-PT1S, PartiallyCaptured",
    "PT0S, PartiallyCaptured",
    "PT0.000001S, CAPTURE_WINDOW_OVER",
    "PT1S, CAPTURE_WINDOW_OVER"
  })
  void thePartsHaveSevenDaysToTheSecond(Duration fromDeadline, String expected) {
    var later = capture("later", 10_00L, false, DEADLINE.plus(fromDeadline));
    assertThat(outcome(PaymentFixture.partiallyCaptured(), later)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "-PT1S, DEADLINE_NOT_REACHED",
    "PT0S, DEADLINE_NOT_REACHED",
    "PT0.000001S, Captured",
    "PT1S, Captured"
  })
  void theRestExpiresAfterTheDeadline(Duration fromDeadline, String expected) {
    var passed = new CaptureDeadlinePassed(DEADLINE.plus(fromDeadline));
    assertThat(outcome(PaymentFixture.partiallyCaptured(), passed)).isEqualTo(expected);
  }

  @Test
  void whatExpiresIsTold() {
    var expired =
        (Accepted)
            decide(
                PaymentFixture.partiallyCaptured(),
                new CaptureDeadlinePassed(DEADLINE.plusSeconds(1)));
    assertThat(expired.events())
        .containsExactly(
            new PaymentEvent.RemainderExpired(Money.brl(40_00), Money.brl(60_00), DEADLINE));
    var late = capture("late", 1L, true, DEADLINE.plusSeconds(1));
    assertThat(outcome(expired.next(), late)).isEqualTo("CAPTURE_WINDOW_OVER");
  }

  @ParameterizedTest
  @CsvSource({
    "3999, false, PartiallyCaptured",
    "3999, true, Captured",
    "4000, false, Captured",
    "4001, false, AMOUNT_EXCEEDS_AUTHORIZED",
    "4001, true, AMOUNT_EXCEEDS_AUTHORIZED"
  })
  void takesWhatIsLeftAndNotACentavoMore(long amount, boolean isFinal, String expected) {
    assertThat(outcome(PaymentFixture.partiallyCaptured(), capture("second", amount, isFinal, AT)))
        .isEqualTo(expected);
  }

  @Test
  void nothingFollowsTheFinalOne() {
    PaymentState last = next(PaymentFixture.partiallyCaptured(), capture("last", 10_00L, true, AT));
    assertThat(outcome(last, capture("other", 1L, true, AT))).isEqualTo("ALREADY_CAPTURED");
    assertThat(outcome(last, capture("other", 1L, false, AT))).isEqualTo("ALREADY_CAPTURED");
  }

  @Test
  void aRequestIsCarriedOutOnce() {
    PaymentState open = PaymentFixture.partiallyCaptured();
    PaymentState more = next(open, capture("second", 10_00L, false, AT));
    for (PaymentState state : List.of(more, next(more, capture("third", null, true, AT)))) {
      assertThat(decide(state, capture("second", 10_00L, false, AT.plusSeconds(9))))
          .isInstanceOf(AlreadyDone.class);
      assertThat(outcome(state, capture("second", 10_01L, false, AT)))
          .isEqualTo("REQUEST_WITH_DIFFERENT_CONTENTS");
      assertThat(outcome(state, capture("second", 10_00L, true, AT)))
          .isEqualTo("REQUEST_WITH_DIFFERENT_CONTENTS");
    }
  }

  @ParameterizedTest
  @CsvSource({"PT0S, VOID", "PT0.999999S, VOID", "PT1S, REFUND"})
  void capturesOfOneDayAreVoidedUntilItsLastSecond(Duration fromLastSecond, Kind expected) {
    PaymentState two =
        next(PaymentFixture.partiallyCaptured(), capture("second", 10_00L, false, LAST_SECOND));
    var asked = asked(two, cancel(null, LAST_SECOND.plus(fromLastSecond)));
    assertThat(asked.kind()).isEqualTo(expected);
    assertThat(asked.amount()).isEqualTo(Money.brl(70_00));
  }

  /** The first one's day is over, and with it the void of all of them. */
  @Test
  void capturesOfSeveralDaysAreRefunded() {
    PaymentState two =
        next(
            PaymentFixture.partiallyCaptured(),
            capture("second", 10_00L, false, LAST_SECOND.plusSeconds(1)));
    assertThat(asked(two, cancel(1_00L, LAST_SECOND.plusSeconds(2))).kind()).isEqualTo(Kind.REFUND);
  }

  @ParameterizedTest
  @CsvSource({
    "-PT1S, Captured",
    "PT0S, Captured",
    "PT0.000001S, REFUND_WINDOW_OVER",
    "PT1S, REFUND_WINDOW_OVER"
  })
  void isRefundedFor180DaysAfterTheLastCapture(Duration fromEnd, String expected) {
    PaymentState two =
        next(PaymentFixture.partiallyCaptured(), capture("second", null, true, DEADLINE));
    Instant end = DEADLINE.plus(Duration.ofDays(180));
    assertThat(outcome(two, cancel(1L, end.plus(fromEnd)))).isEqualTo(expected);
  }

  @Test
  void aVoidTakesTheRestOfTheHoldWithIt() {
    PaymentState asked =
        next(PaymentFixture.partiallyCaptured(), cancel(null, PaymentFixture.SAME_DAY));
    assertThat(outcome(asked, capture("second", 1L, false, PaymentFixture.SAME_DAY)))
        .isEqualTo("BEING_CANCELED");
    var done = new CancelDone(new RequestId("cancel"), PaymentFixture.SAME_DAY, Money.brl(0));
    assertThat(next(asked, done)).isInstanceOf(Voided.class);
  }

  @Test
  void aRefundInPartLeavesTheRestToCaptureAndARefundOfAllClosesIt() {
    var done = new CancelDone(new RequestId("cancel"), AT, Money.brl(0));
    PaymentState part = next(next(PaymentFixture.partiallyCaptured(), cancel(59_99L, AT)), done);
    assertThat(part).isInstanceOf(PartiallyCaptured.class);
    assertThat(outcome(part, capture("second", null, true, AT))).isEqualTo("Captured");
    PaymentState all = next(next(PaymentFixture.partiallyCaptured(), cancel(null, AT)), done);
    assertThat(all).isInstanceOf(Captured.class);
    assertThat(outcome(all, capture("second", 1L, true, AT))).isEqualTo("ALREADY_CAPTURED");
  }

  /** Each sums up to its own fee; a capture that follows a refund changes nothing of it. */
  @Test
  void theOldestCaptureGoesBackFirst() {
    var first = Captures.NONE.with(PaymentFixture.PART);
    var both =
        first.with(
            new CapturedMoney(Money.brl(40_00), Money.brl(1_20), AT, new RequestId("2"), true));
    assertThat(both.feeBack(Money.brl(30_00))).isEqualTo(first.feeBack(Money.brl(30_00)));
    assertThat(both.feeBack(Money.brl(60_00))).isEqualTo(Money.brl(1_79));
    assertThat(both.feeBack(Money.brl(80_00))).isEqualTo(Money.brl(1_79 + 60));
    assertThat(both.feeBack(Money.brl(100_00))).isEqualTo(both.fee(Currency.BRL));
    assertThat(both.back(both.last(), Money.brl(59_99))).isEqualTo(Money.brl(0));
    assertThat(both.back(both.last(), Money.brl(60_01))).isEqualTo(Money.brl(1));
  }

  /**
   * Whatever is captured and given back in which order: never more than was authorized, each
   * capture has a balanced posting of its own, and its receivables are what it took less what went
   * back of it, gross and fee.
   */
  @Property(tries = 2000)
  void capturedNeverExceedsAuthorized(
      @ForAll @LongRange(min = 1, max = 1_000_00) long authorized,
      @ForAll @IntRange(min = 1, max = 24) int installments,
      @ForAll @Size(max = 30) List<@LongRange(min = -400_00, max = 400_00) Long> amounts) {
    var world = new World(authorized, installments);
    for (int i = 0; i < amounts.size(); i++) {
      world.step(i, amounts.get(i));
      world.agrees();
    }
  }

  private static final class World {
    private final FeeSchedule fees = new FeeSchedule(299, 149, 0);
    private final List<Receivable> receivables = new ArrayList<>();
    private final PaymentTerms terms;
    private Payment payment;
    private int captures;

    World(long authorized, int installments) {
      var ordinary = PaymentFixture.terms();
      this.terms =
          new PaymentTerms(
              ordinary.id(),
              ordinary.orderId(),
              ordinary.accountId(),
              ordinary.attemptId(),
              ordinary.channel(),
              Money.brl(authorized),
              new PaymentPlan(PaymentType.CREDIT, installments, InstallmentType.MERCHANT),
              OperationType.AUTH_ONLY,
              null);
      this.payment = new Payment(terms, PaymentFixture.held());
    }

    /** Captures for amounts above zero, every fifth one final; gives back for those below. */
    void step(int number, long amount) {
      var request = new RequestId("request_" + number);
      Instant at = PaymentFixture.LATER.plus(Duration.ofHours(4L * number));
      if (amount > 0) {
        apply(new Capture(request, Money.brl(amount), number % 5 == 4, at, fees));
      } else if (amount < 0) {
        Money back = Money.brl(-amount);
        apply(new Cancel(request, back, at, PaymentFixture.ZONE, PaymentFixture.PLENTY));
        apply(new CancelDone(request, at, PaymentFixture.PLENTY));
      }
    }

    private void apply(PaymentCommand command) {
      if (!(payment.decide(command) instanceof Accepted(var next, var events))) {
        return;
      }
      for (PaymentEvent event : events) {
        switch (event) {
          case PaymentEvent.Captured captured -> {
            captures++;
            assertThat(Posting.of(payment, event)).isPresent();
            LocalDate day = LocalDate.ofInstant(captured.money().at(), PaymentFixture.ZONE);
            receivables.addAll(
                ReceivableSchedule.credits(
                    terms.plan(), CardFunding.CREDIT, captured.captures(), day));
          }
          case PaymentEvent.Refunded(_, var amount, var refunded, var at) -> {
            assertThat(Posting.of(payment, event)).isPresent();
            receivables.addAll(
                ReceivableSchedule.refunds(
                    payment.state().captures(),
                    refunded.minus(amount),
                    refunded,
                    receivables.stream().filter(r -> r.kind() == Receivable.Kind.CREDIT).toList(),
                    LocalDate.ofInstant(at, PaymentFixture.ZONE)));
          }
          default -> {
            // Moves no money.
          }
        }
      }
      payment = payment.in(next);
    }

    void agrees() {
      if (!(payment.state() instanceof Taken taken)) {
        return;
      }
      Captures all = taken.captures();
      assertThat(all.all()).hasSize(captures);
      assertThat(all.amount(Currency.BRL)).isLessThanOrEqualTo(terms.amount());
      Money given = taken.cancellations().done(Currency.BRL);
      for (int i = 1; i <= captures; i++) {
        CapturedMoney one = all.all().get(i - 1);
        Money back = all.back(one, given);
        Money gross = Money.brl(0);
        Money fee = Money.brl(0);
        for (Receivable receivable : receivables) {
          if (receivable.capture() == i) {
            gross = gross.plus(receivable.amount());
            fee = fee.plus(receivable.fee());
          }
        }
        assertThat(gross).isEqualTo(one.amount().minus(back));
        assertThat(fee).isEqualTo(one.fee().minus(one.feeBack(back)));
      }
    }
  }

  private static Capture capture(
      String request, @Nullable Long minor, boolean isFinal, Instant at) {
    Money amount = minor == null ? null : Money.brl(minor);
    return new Capture(new RequestId(request), amount, isFinal, at, PaymentFixture.FEES);
  }

  private static Cancel cancel(@Nullable Long minor, Instant at) {
    Money amount = minor == null ? null : Money.brl(minor);
    return new Cancel(
        new RequestId("cancel"), amount, at, PaymentFixture.ZONE, PaymentFixture.PLENTY);
  }

  private static Cancellation asked(PaymentState state, Cancel command) {
    return next(state, command).cancellations().of(command.request()).orElseThrow();
  }

  private static PaymentState next(PaymentState state, PaymentCommand command) {
    return ((Accepted) decide(state, command)).next();
  }

  private static String outcome(PaymentState state, PaymentCommand command) {
    return switch (decide(state, command)) {
      case Accepted(var next, _) -> next.getClass().getSimpleName();
      case AlreadyDone _ -> "already done";
      case Rejected(var reason) -> reason.name();
    };
  }

  private static PaymentDecision decide(PaymentState state, PaymentCommand command) {
    return PaymentFixture.payment("", state).decide(command);
  }
}
