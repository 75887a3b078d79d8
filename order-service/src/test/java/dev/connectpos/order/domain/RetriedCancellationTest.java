package dev.connectpos.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is answered what when a cancellation is tried more than once (A6, docs/adr/0016). */
final class RetriedCancellationTest {
  private static final ChargeRequestId FIRST = OrderWords.REQUEST;
  private static final ChargeRequestId RETRY = OrderWords.RETRY;
  private static final ChargeRequestId SECOND = new ChargeRequestId("req_0000000000000004");

  @Test
  void aLateRefusalOfTheFirstTryAnswersNobodysRetry() {
    var state = after(refusedByNetwork("open"), retry(RETRY));
    state = after(state, refused(FIRST, null, RefusedBy.NETWORK, "9112"));
    assertThat(standing(state, RETRY)).isInstanceOf(ChargeRequest.Asked.class);
    assertThat(request(state).isOpen()).isTrue();
    state = after(state, refused(FIRST, RETRY, RefusedBy.NETWORK, "1024"));
    assertThat(code(state, RETRY)).isEqualTo("1024");
    assertThat(request(state).isOpen()).isFalse();
  }

  @Test
  void aRuleThatRefusesARetryLeavesItRetriable() {
    var state = after(refusedByNetwork("open"), retry(RETRY));
    state = after(state, refused(FIRST, RETRY, RefusedBy.RULE, "insufficient_balance"));
    assertThat(code(state, RETRY)).isEqualTo("insufficient_balance");
    assertThat(asked(state, retry(SECOND))).isInstanceOf(ChargeAsk.RetryCancellation.class);
  }

  @Test
  void whatNeedsANewCancellationIsNotRetried() {
    var state = after(refusedByNetwork("open"), retry(RETRY));
    state = after(state, refused(FIRST, RETRY, RefusedBy.RULE, "new_cancellation_needed"));
    assertThat(OrderMachine.decide(state, retry(SECOND)))
        .isEqualTo(new Decision.Rejected(OrderRejection.NOTHING_TO_RETRY));
  }

  @Test
  void everyRetryKeepsItsOwnOutcome() {
    var state = after(refusedByNetwork("open"), retry(RETRY));
    state = after(state, refused(FIRST, RETRY, RefusedBy.NETWORK, "1024"));
    state = after(state, retry(SECOND));
    assertThat(code(state, RETRY)).isEqualTo("1024");
    assertThat(standing(state, SECOND)).isInstanceOf(ChargeRequest.Asked.class);
    state = after(state, voided(SECOND));
    assertThat(code(state, RETRY)).isEqualTo("1024");
    assertThat(standing(state, SECOND)).isInstanceOf(ChargeRequest.Done.class);
    assertThat(standing(state, FIRST)).isInstanceOf(ChargeRequest.Done.class);
  }

  /** The network did what it had refused: whoever waits for the retry has it. */
  @Test
  void aDoneOfAnyTryAnswersTheRetryThatIsOpen() {
    var state = after(refusedByNetwork("open"), retry(RETRY));
    assertThat(standing(after(state, voided(null)), RETRY)).isInstanceOf(ChargeRequest.Done.class);
  }

  @Test
  void moneyThatNobodyIsToHaveIsTriedAgainHoweverItWasRefused() {
    var byNetwork = refusedByNetwork("closed canceled");
    assertThat(LateMoney.isLeft(byNetwork, OrderFixture.PAYMENT)).isTrue();
    assertThat(asked(byNetwork, retry(RETRY))).isInstanceOf(ChargeAsk.RetryCancellation.class);

    // A rule refused it at once: the acquirer keeps nothing that could be tried again.
    var byRule = (OrderState.Placed) OrderWords.state("closed canceled, captured, refused by rule");
    assertThat(asked(byRule, retry(RETRY)))
        .isEqualTo(new ChargeAsk.CancelPayment(OrderFixture.PAYMENT, RETRY, Money.brl(3000)));

    // Its day ended before it was tried again.
    var over = after(byNetwork, retry(RETRY));
    over = after(over, refused(FIRST, RETRY, RefusedBy.RULE, "new_cancellation_needed"));
    assertThat(asked(over, retry(SECOND)))
        .isEqualTo(new ChargeAsk.CancelPayment(OrderFixture.PAYMENT, SECOND, Money.brl(3000)));
  }

  @Test
  void anOrderThatKeepsItsMoneyOwesNone() {
    assertThat(LateMoney.isLeft(refusedByNetwork("open"), OrderFixture.PAYMENT)).isFalse();
    var given = after(after(refusedByNetwork("closed canceled"), retry(RETRY)), voided(RETRY));
    assertThat(LateMoney.isLeft(given, OrderFixture.PAYMENT)).isFalse();
  }

  /** A part of it is paid, and another payment came to nothing: the PDV decides, nobody else. */
  @Test
  void anOrderThatFailedByItselfKeepsWhatIsPaid() {
    var words = "closed failed settled, captured 1000, refused by rule, failed 2000";
    var order = (OrderState.Placed) OrderWords.state(words);
    assertThat(LateMoney.isLeft(order, OrderFixture.PAYMENT)).isFalse();
    assertThat(OrderMachine.decide(order, retry(RETRY)))
        .isEqualTo(new Decision.Rejected(OrderRejection.NOTHING_TO_RETRY));
  }

  @Test
  void whatWasDoneIsNotTriedAgainForTheRest() {
    var asked =
        (OrderState.Placed) OrderWords.state("closed canceled, captured, cancel 1000 asked");
    var done = after(asked, OrderWords.command("refunded 1000 as asked"));
    assertThat(OrderMachine.decide(done, retry(RETRY)))
        .isEqualTo(new Decision.Rejected(OrderRejection.NOTHING_TO_RETRY));
  }

  private static OrderState.Placed refusedByNetwork(String order) {
    return (OrderState.Placed) OrderWords.state(order + ", captured, refused by network");
  }

  private static OrderCommand retry(ChargeRequestId id) {
    return new OrderCommand.RetryCancellation(OrderWords.CHARGE, id, OrderWords.LATER);
  }

  private static OrderCommand refused(
      ChargeRequestId request, @Nullable ChargeRequestId retry, RefusedBy by, String code) {
    return new OrderCommand.RecordCancelRefused(
        OrderFixture.PAYMENT,
        back("tran_%016d".formatted(Integer.toUnsignedLong(code.hashCode())), request, retry),
        CancelKind.VOID,
        new ChargeRequest.Refused(by, code, "Recusado"),
        OrderWords.LATER);
  }

  private static OrderCommand voided(@Nullable ChargeRequestId retry) {
    return new OrderCommand.RecordPaymentVoided(
        OrderFixture.PAYMENT,
        back("tran_0000000000000009", FIRST, retry),
        OrderWords.LATER,
        OrderWords.LATER);
  }

  private static OrderCommand.Return back(
      String transaction, ChargeRequestId request, @Nullable ChargeRequestId retry) {
    return new OrderCommand.Return(new TransactionId(transaction), request, retry, Money.brl(3000));
  }

  private static OrderState.Placed after(OrderState.Placed state, OrderCommand command) {
    return switch (OrderMachine.decide(state, command)) {
      case Decision.Accepted(var next, _, _) -> next;
      case Decision.AlreadyDone _ -> state;
      case Decision.Rejected(var reason) -> throw new AssertionError(reason);
    };
  }

  private static ChargeAsk asked(OrderState.Placed state, OrderCommand command) {
    var accepted = (Decision.Accepted) OrderMachine.decide(state, command);
    return accepted.asks().getFirst();
  }

  private static ChargeRequest request(OrderState.Placed state) {
    return state.payments().charge(OrderWords.CHARGE).orElseThrow().requests().getFirst();
  }

  private static ChargeRequest.Standing standing(OrderState.Placed state, ChargeRequestId id) {
    return request(state).standing(id);
  }

  private static String code(OrderState.Placed state, ChargeRequestId id) {
    return ((ChargeRequest.Refused) standing(state, id)).returnCode();
  }
}
