package dev.connectpos.emulator;

import dev.connectpos.emulator.Outcomes.Outcome;
import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.wire.Order;
import org.jspecify.annotations.Nullable;

/** How far the {@link Sale} on the screen has come. */
sealed interface Stage {
  /** No order. */
  record Idle() implements Stage {}

  /** The order waits for a card. */
  record Offered(Order order) implements Stage {}

  /** The card was presented; the PIN is being typed. Nothing was stored or sent yet. */
  record Typing(Order order) implements Stage {}

  /** The operator typed an amount; it waits for a card. Nothing was stored or sent yet. */
  record Keyed(OpenAttempt.Sale sale) implements Stage {}

  /** An attempt is open; the order is absent if it was withdrawn meanwhile. */
  record Paying(OpenAttempt attempt, @Nullable Order order) implements Stage {}

  /** The last attempt for the order has ended. */
  record Settled(Order order, Outcome outcome) implements Stage {}
}
