package dev.connectpos.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.OrderRejection;
import dev.connectpos.testkit.Backends;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A key whose outcome is known only after the transaction that asked for it. */
@QuarkusTest
@WithTestResource(Backends.class)
class LaterOutcomeIT {
  @Inject Idempotency idempotency;

  @Test
  void aRepeatIsToldWhatToWaitForAndThenTheOutcome(TestInfo test) {
    var call = call(test);
    assertThat(once(call, asked("req-1"))).isEqualTo(new Reply.Asked("req-1", false));
    assertThat(once(call, asked("req-2"))).isEqualTo(new Reply.Asked("req-1", true));
    assertThat(idempotency.complete(call, "req-1", "{\"n\":1}")).isEqualTo("{\"n\":1}");
    assertThat(idempotency.complete(call, "req-1", "{\"n\":2}")).isEqualTo("{\"n\":1}");
    assertThat(once(call, asked("req-3"))).isEqualTo(new Reply.Done("{\"n\":1}", true));
  }

  @Test
  void aRefusalIsKeptInNeitherPhase(TestInfo test) {
    var call = call(test);
    var refused = new Reply.Refused(OrderRejection.ORDER_NOT_FOUND);
    assertThat(once(call, () -> refused)).isEqualTo(refused);
    assertThat(once(call, asked("req-1"))).isEqualTo(new Reply.Asked("req-1", false));
  }

  @Test
  void whatIsDoneAtOnceIsNotChangedLater(TestInfo test) {
    var call = call(test);
    once(call, () -> new Reply.Done("{\"n\":1}", false));
    idempotency.complete(call, "req-1", "{\"n\":2}");
    assertThat(once(call, asked("req-1"))).isEqualTo(new Reply.Done("{\"n\":1}", true));
  }

  @Test
  void anOutcomeIsNotPinnedToAKeyThatWasUsedAnew(TestInfo test) {
    var call = call(test, Duration.ZERO);
    assertThat(once(call, asked("req-1"))).isEqualTo(new Reply.Asked("req-1", false));
    assertThat(once(call, asked("req-2"))).isEqualTo(new Reply.Asked("req-2", false));
    assertThat(idempotency.complete(call, "req-1", "{\"n\":1}")).isEqualTo("{\"n\":1}");
    assertThat(idempotency.complete(call, "req-2", "{\"n\":2}")).isEqualTo("{\"n\":2}");
  }

  private Reply once(IdempotentCall call, Supplier<Reply> effect) {
    QuarkusTransaction.begin();
    var reply = idempotency.once(call, effect);
    if (QuarkusTransaction.isRollbackOnly()) {
      QuarkusTransaction.rollback();
    } else {
      QuarkusTransaction.commit();
    }
    return reply;
  }

  private static Supplier<Reply> asked(String reference) {
    return () -> new Reply.Asked(reference, false);
  }

  private static IdempotentCall call(TestInfo test) {
    return call(test, Duration.ofHours(1));
  }

  private static IdempotentCall call(TestInfo test, Duration kept) {
    return new IdempotentCall(
        "acc_0000000000000000",
        "capture ch_0000000000000000",
        ApiKey.sha256(test.getDisplayName()),
        ApiKey.sha256("body"),
        kept,
        false);
  }
}
