package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments that do not begin, and leave nothing behind. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class RefusedStartIT {
  @Inject EventLog log;
  @Inject Tables tables;

  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.open(log);
  }

  @Test
  void attemptIsToldToItsOwnTerminalOnly() {
    Shop other = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle();
        TestTerminal stranger = other.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      stranger.send(Shop.query(attempt.attempt()));
      stranger.nextError("unknown_attempt");
      stranger.send(Shop.confirm(order, attempt.attempt()));
      stranger.nextError("unknown_attempt");
      terminal.send(Shop.confirm("or_other", attempt.attempt()));
      terminal.nextError("unknown_attempt");
      stranger.send(Shop.start(order, other.newAttempt()));
      stranger.nextError("order_not_here");
      stranger.send(Shop.start(order, attempt.attempt()));
      assertThat(stranger.nextError("invalid_field").path("field").asText())
          .isEqualTo("attempt_id");
    }
  }

  @Test
  void acquirerThatIsDownLeavesNothing() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      String attempt = shop.newAttempt();
      terminal.send(Shop.start(order, attempt, 1990, Cards.UNREACHABLE));
      assertThat(terminal.nextError("temporarily_unavailable").path("in_reply_to").asText())
          .isEqualTo("payment.start");
      terminal.send(Shop.query(attempt));
      terminal.nextError("unknown_attempt");
      assertThat(tables.attempts(order)).isZero();
      shop.start(terminal, order);
    }
  }

  @Test
  void cardThatTheAcquirerCannotReadIsRefused() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      terminal.send(Shop.start(order, shop.newAttempt(), 1990, Cards.REJECTED));
      terminal.nextError("card_data_rejected");
      assertThat(tables.attempts(order)).isZero();
    }
  }

  @Test
  void anyOtherAmountIsRefused() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      terminal.send(Shop.start(order, shop.newAttempt(), 1989, Cards.GOOD));
      terminal.nextError("amount_mismatch");
      terminal.send(Shop.start("or_nowhere", shop.newAttempt()));
      terminal.nextError("order_not_here");
      assertThat(tables.attempts(order)).isZero();
    }
  }
}
