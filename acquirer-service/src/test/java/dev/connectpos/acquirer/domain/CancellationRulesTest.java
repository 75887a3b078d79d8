package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.acquirer.domain.PaymentCommand.Cancel;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelDone;
import dev.connectpos.acquirer.domain.PaymentCommand.CancelRefused;
import dev.connectpos.acquirer.domain.PaymentCommand.Capture;
import dev.connectpos.acquirer.domain.PaymentCommand.RetryCancel;
import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of captures and cancellations at their edges: to the microsecond, to the centavo. */
class CancellationRulesTest {
  private static final RequestId REQUEST = new RequestId("request_1");

  @ParameterizedTest
  @CsvSource({
    "-PT1S, captured",
    "PT0S, captured",
    "PT0.000001S, CAPTURE_WINDOW_OVER",
    "PT1S, CAPTURE_WINDOW_OVER"
  })
  void isCapturedWithinSevenDaysToTheSecond(Duration fromDeadline, String expected) {
    Instant deadline = PaymentFixture.APPROVAL.authorizedAt().plus(Duration.ofDays(7));
    assertThat(outcome(PaymentFixture.held(), capture(null, deadline.plus(fromDeadline))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, captured", "100_00, captured", "100_01, AMOUNT_EXCEEDS_AUTHORIZED"})
  void isCapturedUpToWhatWasAuthorized(String amount, String expected) {
    Money money = Money.brl(Long.parseLong(amount.replace("_", "")));
    assertThat(outcome(PaymentFixture.held(), capture(money, PaymentFixture.LATER)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // 23:59:59.999999 and midnight where the shop is. Noronha is UTC-2, Manaus UTC-4, and Sao Paulo
    // had summer time until 2019: its midnight of 4 November 2018 does not exist.
    "America/Sao_Paulo, 2026-11-23T12:00:05Z, 2026-11-24T02:59:59.999999Z, VOID",
    "America/Sao_Paulo, 2026-11-23T12:00:05Z, 2026-11-24T03:00:00Z, REFUND",
    "America/Noronha, 2026-11-23T12:00:05Z, 2026-11-24T01:59:59.999999Z, VOID",
    "America/Noronha, 2026-11-23T12:00:05Z, 2026-11-24T02:00:00Z, REFUND",
    "America/Manaus, 2026-11-24T03:30:00Z, 2026-11-24T03:59:59.999999Z, VOID",
    "America/Manaus, 2026-11-24T03:30:00Z, 2026-11-24T04:00:00Z, REFUND",
    "America/Sao_Paulo, 2018-11-03T12:00:00Z, 2018-11-04T02:59:59.999999Z, VOID",
    "America/Sao_Paulo, 2018-11-03T12:00:00Z, 2018-11-04T03:00:00Z, REFUND"
  })
  void isVoidedUntilMidnightOfTheMerchantAndRefundedFromThen(
      ZoneId zone, Instant capturedAt, Instant at, Kind expected) {
    var command = new Cancel(REQUEST, null, at, zone, PaymentFixture.PLENTY);
    assertThat(asked(captured(capturedAt), command).kind()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "-PT1S, asked",
    "PT0S, asked",
    "PT0.000001S, REFUND_WINDOW_OVER",
    "PT1S, REFUND_WINDOW_OVER"
  })
  void isRefundedWithin180Days(Duration fromEnd, String expected) {
    Instant end = PaymentFixture.CAPTURED_AT.plus(Duration.ofDays(180));
    assertThat(outcome(PaymentFixture.captured(), cancel(Money.brl(1), end.plus(fromEnd))))
        .isEqualTo(expected);
  }

  @Test
  void isNotVoidedInPart() {
    assertThat(
            outcome(PaymentFixture.captured(), cancel(Money.brl(99_99), PaymentFixture.SAME_DAY)))
        .isEqualTo("PARTIAL_VOID_NOT_ALLOWED");
    assertThat(outcome(PaymentFixture.held(), cancel(Money.brl(99_99), PaymentFixture.SAME_DAY)))
        .isEqualTo("PARTIAL_VOID_NOT_ALLOWED");
  }

  @ParameterizedTest
  @CsvSource({
    // R$ 100,00 with a fee of R$ 2,99: all of it costs R$ 97,01, R$ 40,00 cost R$ 38,81.
    "10000, 9701, asked",
    "10000, 9700, INSUFFICIENT_BALANCE",
    "4000, 3881, asked",
    "4000, 3880, INSUFFICIENT_BALANCE"
  })
  void needsTheBalanceForWhatItCosts(long amount, long available, String expected) {
    var command =
        new Cancel(
            REQUEST,
            Money.brl(amount),
            PaymentFixture.LATER,
            PaymentFixture.ZONE,
            Money.brl(available));
    assertThat(outcome(PaymentFixture.captured(), command)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"6000, asked", "6001, AMOUNT_EXCEEDS_LEFT"})
  void whatIsAskedForIsTakenAlready(long amount, String expected) {
    var forty = PaymentFixture.cancellation(Kind.REFUND, 40_00, new Cancellation.Asked());
    assertThat(
            outcome(
                PaymentFixture.captured(forty), cancel(Money.brl(amount), PaymentFixture.LATER)))
        .isEqualTo(expected);
  }

  @Test
  void theFeeGoesBackInProportionAndTheLastPartBringsTheRest() {
    var money = PaymentFixture.MONEY;
    assertThat(money.feeBack(Money.brl(33_33))).isEqualTo(Money.brl(99));
    assertThat(money.feeBack(Money.brl(66_66))).isEqualTo(Money.brl(1_99));
    assertThat(money.feeBack(Money.brl(100_00))).isEqualTo(Money.brl(2_99));
  }

  @Test
  void theLargestAmountsDoNotOverflow() {
    Money huge = Money.brl(Long.MAX_VALUE);
    var money = new CapturedMoney(huge, huge, PaymentFixture.NOW, null, true);
    assertThat(money.feeBack(huge)).isEqualTo(huge);
  }

  @ParameterizedTest
  @CsvSource({
    // The capture is at 12:00:05Z of 23 November, and Sao Paulo's day ends at 03:00Z.
    "VOID, 10000, 2026-11-24T02:59:59.999999Z, asked",
    "VOID, 10000, 2026-11-24T03:00:00Z, NEW_CANCELLATION_NEEDED",
    "REFUND, 4000, 2026-11-24T03:00:00Z, asked",
    "REFUND, 4000, 2026-11-24T02:59:59.999999Z, NEW_CANCELLATION_NEEDED",
    "REFUND, 4000, 2027-05-22T12:00:05Z, asked",
    "REFUND, 4000, 2027-05-22T12:00:05.000001Z, REFUND_WINDOW_OVER"
  })
  void aRetryIsAskedTheRulesOfDaysAnew(Kind kind, long minor, Instant at, String expected) {
    var refused = PaymentFixture.cancellation(kind, minor, PaymentFixture.REFUSED_BY_NETWORK);
    assertThat(outcome(PaymentFixture.captured(refused), retry(at, PaymentFixture.PLENTY)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"3881, asked", "3880, INSUFFICIENT_BALANCE"})
  void aRetryIsAskedForTheBalanceAnew(long available, String expected) {
    var refused =
        PaymentFixture.cancellation(Kind.REFUND, 40_00, PaymentFixture.REFUSED_BY_NETWORK);
    var retry = retry(PaymentFixture.LATER, Money.brl(available));
    assertThat(outcome(PaymentFixture.captured(refused), retry)).isEqualTo(expected);
  }

  @Test
  void theReleaseOfAHoldIsNotRetriedAsTheVoidOfASale() {
    var refused = PaymentFixture.release(PaymentFixture.REFUSED_BY_NETWORK);
    var retry = retry(PaymentFixture.SAME_DAY, PaymentFixture.PLENTY);
    assertThat(outcome(PaymentFixture.held(refused), retry)).isEqualTo("asked");
    assertThat(outcome(PaymentFixture.captured(refused), retry))
        .isEqualTo("NEW_CANCELLATION_NEEDED");
  }

  @Test
  void aRefusalOfAnEarlierTryDoesNotEndTheNewerOne() {
    var retried = PaymentFixture.captured(PaymentFixture.retried(new Cancellation.Asked()));
    assertThat(decide(retried, new CancelRefused(PaymentFixture.CANCEL, 1, "9112")))
        .isInstanceOf(PaymentDecision.AlreadyDone.class);
    assertThat(decide(retried, new CancelRefused(PaymentFixture.CANCEL, 2, "9112")))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void whatTheNetworkDidIsDoneAlsoAfterItRefused() {
    var refused = PaymentFixture.cancellation(Kind.REFUND, 40_00, new Cancellation.Refused("9112"));
    assertThat(decide(PaymentFixture.captured(refused), done(38_81))).isInstanceOf(Accepted.class);
  }

  /** It must not break the constraint that the balance covers what is reserved. */
  @Test
  void whatTheNetworkDidAfterItRefusedNeedsTheBalance() {
    var refused = PaymentFixture.cancellation(Kind.REFUND, 40_00, new Cancellation.Refused("9112"));
    assertThat(decide(PaymentFixture.captured(refused), done(38_80)))
        .isEqualTo(PaymentDecision.rejected(PaymentRejection.CONTRADICTS_REFUSAL));
    var asked = PaymentFixture.cancellation(Kind.REFUND, 40_00, new Cancellation.Asked());
    assertThat(decide(PaymentFixture.captured(asked), done(0))).isInstanceOf(Accepted.class);
  }

  private static CancelDone done(long available) {
    return new CancelDone(PaymentFixture.CANCEL, PaymentFixture.LATER, Money.brl(available));
  }

  private static RetryCancel retry(Instant at, Money available) {
    return new RetryCancel(REQUEST, PaymentFixture.CANCEL, at, PaymentFixture.ZONE, available);
  }

  private static Captured captured(Instant at) {
    var money = new CapturedMoney(Money.brl(100_00), Money.brl(0), at, null, true);
    return new Captured(
        PaymentFixture.CARD,
        PaymentFixture.APPROVAL,
        Captures.NONE.with(money),
        Cancellations.NONE);
  }

  private static Capture capture(@Nullable Money amount, Instant at) {
    return new Capture(REQUEST, amount, true, at, PaymentFixture.FEES);
  }

  private static Cancel cancel(Money amount, Instant at) {
    return new Cancel(REQUEST, amount, at, PaymentFixture.ZONE, PaymentFixture.PLENTY);
  }

  private static PaymentDecision decide(PaymentState state, PaymentCommand command) {
    return PaymentFixture.payment("", state).decide(command);
  }

  private static Cancellation asked(PaymentState state, Cancel command) {
    var accepted = (Accepted) decide(state, command);
    return accepted.next().cancellations().of(command.request()).orElseThrow();
  }

  private static String outcome(PaymentState state, PaymentCommand command) {
    return switch (decide(state, command)) {
      case Accepted(var next, _) -> next.cancellations().isAnyAsked() ? "asked" : "captured";
      case PaymentDecision.AlreadyDone _ -> "already done";
      case PaymentDecision.Rejected(var reason) -> reason.name();
    };
  }
}
