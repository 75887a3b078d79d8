package dev.connectpos.e2e.interleaving;

import dev.connectpos.e2e.Shop;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PDVs, terminals, faults and a killed service, interleaved by dice; afterwards the money
 * invariants hold. A failure names its seed and shows the plan.
 *
 * <p>{@code -Dconnect.e2e.seed=42} plays one plan again, {@code -Dconnect.e2e.plans=50} plays more
 * of them, {@code -Dconnect.e2e.steps=300} longer ones.
 */
final class InterleavingsE2E {
  private static final int STEPS = Integer.getInteger("connect.e2e.steps", 60);

  static LongStream seeds() {
    Long one = Long.getLong("connect.e2e.seed");
    return one == null
        ? LongStream.rangeClosed(1, Integer.getInteger("connect.e2e.plans", 3))
        : LongStream.of(one);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theBooksAgreeAfterwards(long seed) throws Exception {
    Plan plan = Plan.of(seed, STEPS);
    String name = String.format(Locale.ROOT, "MIX%03d", seed % 1000);
    try (Shop shop = Shop.open("interleavings " + seed);
        Play play = new Play(shop, Shop::kill, name)) {
      shop.keepOpen(STEPS);
      play.play(plan);
      Shop.awaitServices();
      Books.awaitSettled(shop, play);
      new Books(shop, play).check();
    } catch (Exception | AssertionError e) {
      throw new AssertionError("again with -Dconnect.e2e.seed=" + seed + "; " + plan, e);
    }
  }
}
