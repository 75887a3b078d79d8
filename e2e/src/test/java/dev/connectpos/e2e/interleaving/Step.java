package dev.connectpos.e2e.interleaving;

import dev.connectpos.emulator.Fault;
import java.time.Duration;

/** One thing that happens. Terminals and orders are named by their number in the plan. */
sealed interface Step {

  /**
   * A PDV places an order.
   *
   * @param order its number
   * @param terminal where it is to be paid
   * @param amountMinor its cents tell the network what to do
   */
  record Place(int order, int terminal, long amountMinor) implements Step {}

  /** The PDV places it once more, as after an answer that was lost. */
  record PlaceAgain(int order) implements Step {}

  /** The PDV closes it, whatever has become of it. */
  record Close(int order, String as) implements Step {}

  /** The PDV gives back all that was paid of it. */
  record GiveBack(int order) implements Step {}

  /** A standalone sale is typed. */
  record Sell(int terminal, long amountMinor) implements Step {}

  /** The operator presses the red key. */
  record PutAway(int terminal) implements Step {}

  /** A terminal loses its line. */
  record CutPower(int terminal) implements Step {}

  /** From now on this goes wrong at a terminal. */
  record Arm(int terminal, Fault fault) implements Step {}

  /** It goes wrong no more. */
  record Disarm(int terminal, Fault fault) implements Step {}

  /** {@code kill -9}. */
  record Kill(String service) implements Step {}

  /** Nothing happens. */
  record Pause(Duration time) implements Step {}
}
