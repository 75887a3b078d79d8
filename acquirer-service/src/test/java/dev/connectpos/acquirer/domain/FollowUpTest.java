package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FollowUpTest {
  private static final FollowUp FOLLOW_UP =
      new FollowUp(
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2));

  @Test
  void nothingUnsettledIsForgottenAndNothingSettledIsLookedAfter() {
    PaymentFixture.states()
        .forEach(
            (name, state) -> {
              boolean due = FOLLOW_UP.due(state, PaymentFixture.NOW).isPresent();
              boolean settled =
                  state instanceof PaymentState.Settled
                      || state instanceof PaymentState.NotStarted
                      // Its void is due instead.
                      || name.equals("Held(void asked)");
              assertThat(due).as(name).isNotEqualTo(settled);
            });
  }

  @Test
  void anUnconfirmedPaymentIsDueAtItsDeadline() {
    var authorized = PaymentFixture.states().get("Authorized");
    assertThat(authorized).isNotNull();
    assertThat(FOLLOW_UP.due(authorized, PaymentFixture.NOW)).contains(PaymentFixture.DEADLINE);
  }

  @Test
  void aHoldIsDueRightAfterItsLastInstant() {
    assertThat(FOLLOW_UP.due(PaymentFixture.held(), PaymentFixture.NOW))
        .contains(PaymentFixture.CAPTURE_BY.plusNanos(1000));
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToALimit() {
    assertThat(FOLLOW_UP.backoff(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(FOLLOW_UP.backoff(2)).isEqualTo(Duration.ofSeconds(1));
    assertThat(FOLLOW_UP.backoff(5)).isEqualTo(Duration.ofSeconds(8));
    assertThat(FOLLOW_UP.backoff(11)).isEqualTo(Duration.ofMinutes(5));
    assertThat(FOLLOW_UP.backoff(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
  }
}
