package dev.connectpos.emulator.fault;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that goes wrong with certain messages.
 *
 * @param direction which way they go
 * @param type the frames' {@code type}, or {@value #ANY}
 * @param effect what happens to them
 * @param occasion when
 */
public record LineRule(Direction direction, String type, Effect effect, Occasion occasion) {

  /** Every type of frame. */
  public static final String ANY = "any";

  private static final String GRAMMAR =
      "EFFECT:DIRECTION:TYPE[:WHEN], EFFECT one of drop, delay=MS, duplicate, reorder, DIRECTION in"
          + " or out, TYPE of the frame or any, WHEN one of next (the default), a number of times,"
          + " always, N%";

  /**
   * Reads a rule such as {@code drop:in:payment.result} or {@code delay=2000:out:any:always}.
   *
   * @throws IllegalArgumentException if it is none; the message says how rules are written
   */
  public static LineRule parse(String text) {
    String[] parts = text.strip().split(":", -1);
    if (parts.length < 3 || parts.length > 4 || parts[2].isEmpty()) {
      throw new IllegalArgumentException("a fault of the line is " + GRAMMAR);
    }
    try {
      return new LineRule(
          Direction.valueOf(parts[1].toUpperCase(Locale.ROOT)),
          parts[2],
          effect(parts[0]),
          occasion(parts.length == 3 ? "next" : parts[3]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a fault of the line is " + GRAMMAR, e);
    }
  }

  boolean isAbout(Direction way, String frameType) {
    return direction == way && (type.equals(ANY) || type.equals(frameType));
  }

  private static Effect effect(String text) {
    return switch (text) {
      case "drop" -> new Effect.Drop();
      case "duplicate" -> new Effect.Duplicate();
      case "reorder" -> new Effect.Reorder();
      case String delay when delay.startsWith("delay=") ->
          new Effect.Delay(Duration.ofMillis(Long.parseLong(delay.substring("delay=".length()))));
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Occasion occasion(String text) {
    return switch (text) {
      case "next" -> new Occasion.Times(1);
      case "always" -> new Occasion.Always();
      case String chance when chance.endsWith("%") ->
          new Occasion.Chance(Integer.parseInt(chance.substring(0, chance.length() - 1)));
      default -> new Occasion.Times(Integer.parseInt(text));
    };
  }
}
