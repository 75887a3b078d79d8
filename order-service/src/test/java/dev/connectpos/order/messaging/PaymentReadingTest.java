package dev.connectpos.order.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentInDoubt;
import dev.connectpos.payment.events.v1.PaymentOrigin;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What no release could make sense of is told apart from what is only early. */
final class PaymentReadingTest {
  private final PaymentReading reading = new PaymentReading(noIds(), Clock.systemUTC());

  @Test
  void orderIdThatNoOrderCanHaveIsPermanent() {
    var inDoubt = new PaymentInDoubt("pay_1", "or 1", "acc_1", "itk-1", PaymentOrigin.ORDER);
    var event =
        new PaymentEvent(new UUID(0, 1), "payment.in_doubt", Instant.EPOCH, 1L, "c", null, inDoubt);
    assertThatThrownBy(() -> reading.read(event))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageContaining("or 1");
  }

  private static dev.connectpos.order.application.Ids noIds() {
    return (dev.connectpos.order.application.Ids)
        Proxy.newProxyInstance(
            PaymentReadingTest.class.getClassLoader(),
            new Class<?>[] {dev.connectpos.order.application.Ids.class},
            (_, method, _) -> {
              throw new AssertionError("no id is needed: " + method);
            });
  }
}
