package dev.connectpos.emulator.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A line that loses, delays, repeats and swaps messages by rules. It neither waits nor tells the
 * time: given the same seed, rules and messages it does the same again. Not safe for threads.
 *
 * <ol>
 *   <li>the first rule that is about a message and whose occasion it is decides what happens to it;
 *   <li>what was held back for being overtaken comes right after the message that overtakes it,
 *       even if that one is lost.
 * </ol>
 */
public final class FaultyLine {

  /**
   * A message as it comes out of the line.
   *
   * @param text what it says
   * @param after how late
   */
  public record Passage(String text, Duration after) {}

  private static final class Armed {
    private final LineRule rule;
    private int used;

    Armed(LineRule rule) {
      this.rule = rule;
    }
  }

  private final List<Armed> rules;
  private final SplittableRandom random;
  private final Map<Direction, List<String>> held = new EnumMap<>(Direction.class);

  /**
   * @param seed of all chances
   * @param rules in order of precedence
   */
  public FaultyLine(long seed, List<LineRule> rules) {
    this.rules = rules.stream().map(Armed::new).toList();
    random = new SplittableRandom(seed);
  }

  /** A line on which nothing goes wrong. */
  public static FaultyLine sound() {
    return new FaultyLine(0, List.of());
  }

  /**
   * A line on which anything may go wrong with any message, each so often in a hundred.
   *
   * @param delay how late a late message is
   */
  public static FaultyLine stormy(long seed, int percent, Duration delay) {
    var rules = new ArrayList<LineRule>();
    for (Direction direction : Direction.values()) {
      for (Effect effect :
          List.of(
              new Effect.Drop(),
              new Effect.Delay(delay),
              new Effect.Duplicate(),
              new Effect.Reorder())) {
        rules.add(new LineRule(direction, LineRule.ANY, effect, new Occasion.Chance(percent)));
      }
    }
    return new FaultyLine(seed, rules);
  }

  /** Puts a message on the line; answers what comes out of it now, in order. */
  public List<Passage> pass(Direction direction, String type, String text) {
    List<String> overtaken = held.getOrDefault(direction, List.of());
    held.remove(direction);
    var out = new ArrayList<Passage>();
    switch (effectOn(direction, type)) {
      case Effect.Drop _ -> {
        // Lost.
      }
      case Effect.Delay(var by) -> out.add(new Passage(text, by));
      case Effect.Duplicate _ -> {
        out.add(new Passage(text, Duration.ZERO));
        out.add(new Passage(text, Duration.ZERO));
      }
      case Effect.Reorder _ -> held.put(direction, List.of(text));
      case null -> out.add(new Passage(text, Duration.ZERO));
    }
    overtaken.forEach(late -> out.add(new Passage(late, Duration.ZERO)));
    return List.copyOf(out);
  }

  /** The line was cut: what was held back is lost. */
  public void cut() {
    held.clear();
  }

  private @Nullable Effect effectOn(Direction direction, String type) {
    for (Armed armed : rules) {
      if (armed.rule.isAbout(direction, type) && isOccasion(armed)) {
        return armed.rule.effect();
      }
    }
    return null;
  }

  private boolean isOccasion(Armed armed) {
    return switch (armed.rule.occasion()) {
      case Occasion.Times(var count) -> armed.used++ < count;
      case Occasion.Always _ -> true;
      case Occasion.Chance(var percent) -> random.nextInt(100) < percent;
    };
  }
}
