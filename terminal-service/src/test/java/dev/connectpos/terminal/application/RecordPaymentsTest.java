package dev.connectpos.terminal.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.application.RecordPayments.Fact;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordInDoubt;
import dev.connectpos.terminal.domain.PaymentAttemptFixture;
import dev.connectpos.terminal.domain.PaymentId;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Payments that have no attempt here. For them nothing but the attempts is looked at. */
@SuppressWarnings("NullAway")
class RecordPaymentsTest {
  private static final Incoming MESSAGE =
      new Incoming(1, PaymentAttemptFixture.NOW, Cause.of("corr-1"));

  private final RecordPayments payments =
      new RecordPayments(null, null, noAttempts(), null, null, null, null);

  @Test
  void paymentOfATerminalWaitsForItsAttempt() {
    var fact = new Fact(new PaymentId("pay_1"), true, new RecordInDoubt());
    assertThat(payments.apply(fact, MESSAGE)).isEqualTo(Verdict.GAP);
  }

  @Test
  void paymentThatNoTerminalMadeIsPassedOver() {
    var fact = new Fact(new PaymentId("pay_1"), false, new RecordInDoubt());
    assertThat(payments.apply(fact, MESSAGE)).isEqualTo(Verdict.APPLIED);
  }

  private static AttemptStore noAttempts() {
    return (AttemptStore)
        Proxy.newProxyInstance(
            AttemptStore.class.getClassLoader(),
            new Class<?>[] {AttemptStore.class},
            (_, method, _) -> {
              assertThat(method.getReturnType()).isEqualTo(Optional.class);
              return Optional.empty();
            });
  }
}
