package dev.connectpos.e2e.interleaving;

import dev.connectpos.emulator.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What happens, in which order. The same seed draws the same plan; what meets what on the way is up
 * to the machine.
 *
 * @param seed of which it was drawn
 * @param steps in their order
 */
record Plan(long seed, List<Step> steps) {
  /** The last one shows lists, the others direct orders. */
  static final int TERMINALS = 4;

  private static final int LISTED = TERMINALS - 1;

  /**
   * Cents that make the network approve, decline, lose its answer, lose the request, be slow, be
   * out of reach, and ignore the first advices of a reversal (docs/simulator.md).
   */
  private static final int[] CENTS = {99, 99, 99, 99, 17, 46, 47, 48, 49, 50};

  private static final List<Fault> FAULTS =
      List.of(
          Fault.DROP_AFTER_START, Fault.DROP_AFTER_APPROVED, Fault.SKIP_CONFIRM, Fault.START_TWICE);

  /** Of which the terminals go on to the other. */
  private static final List<String> TERMINAL_REPLICAS =
      List.of("terminal-service", "terminal-service-2");

  private static final List<String> OTHER_SERVICES =
      List.of("order-service", "acquirer-service", "notification-service");

  static Plan of(long seed, int length) {
    var dice = new Random(seed);
    var steps = new ArrayList<Step>();
    int orders = 0;
    for (int i = 0; i < length; i++) {
      steps.add(orders == 0 ? place(dice, orders) : any(dice, orders));
      if (steps.getLast() instanceof Step.Place) {
        orders++;
      }
      steps.add(new Step.Pause(Duration.ofMillis(dice.nextInt(250))));
    }
    // In every plan, in its middle half: what is rare by dice would otherwise be rare in tests.
    for (List<String> victims : List.of(TERMINAL_REPLICAS, OTHER_SERVICES)) {
      int middle = steps.size() / 4 + dice.nextInt(Math.max(1, steps.size() / 2));
      steps.add(middle, new Step.Kill(victims.get(dice.nextInt(victims.size()))));
    }
    return new Plan(seed, List.copyOf(steps));
  }

  private static Step any(Random dice, int orders) {
    int terminal = dice.nextInt(TERMINALS);
    int order = dice.nextInt(orders);
    return switch (dice.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6 -> place(dice, orders);
      case 7 -> new Step.PlaceAgain(order);
      case 8, 9 ->
          new Step.Close(order, List.of("paid", "canceled", "failed").get(dice.nextInt(3)));
      case 10, 11 -> new Step.GiveBack(order);
      case 12, 13 -> new Step.Sell(terminal, amount(dice));
      case 14 -> new Step.PutAway(terminal);
      case 15, 16 -> new Step.CutPower(terminal);
      case 17, 18 -> new Step.Arm(terminal, FAULTS.get(dice.nextInt(FAULTS.size())));
      default -> new Step.Disarm(terminal, FAULTS.get(dice.nextInt(FAULTS.size())));
    };
  }

  private static Step.Place place(Random dice, int order) {
    return new Step.Place(order, dice.nextInt(TERMINALS), amount(dice));
  }

  private static long amount(Random dice) {
    return 100L * (1 + dice.nextInt(90)) + CENTS[dice.nextInt(CENTS.length)];
  }

  static boolean isListed(int terminal) {
    return terminal == LISTED;
  }

  /** To be read by people, and drawn again with the seed. */
  @Override
  public String toString() {
    return steps.stream()
        .filter(step -> !(step instanceof Step.Pause))
        .map(Step::toString)
        .collect(Collectors.joining("\n  ", "seed " + seed + "\n  ", "\n"));
  }
}
