package dev.connectpos.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.emulator.fault.FaultyLine.Passage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of a line on which things go wrong. */
final class FaultyLineTest {

  @Test
  void soundLineChangesNothing() {
    assertThat(through(FaultyLine.sound(), "a", "b")).containsExactly("a", "b");
  }

  @Test
  void dropsTheNextOfItsTypeAndNoOther() {
    assertThat(through(line("drop:in:b"), "a", "b", "b")).containsExactly("a", "b");
    assertThat(through(line("drop:in:b:2"), "b", "a", "b", "b")).containsExactly("a", "b");
    assertThat(through(line("drop:in:any:always"), "a", "b")).isEmpty();
    assertThat(through(line("drop:out:any:always"), "a", "b")).containsExactly("a", "b");
  }

  @Test
  void repeatsAndSwaps() {
    assertThat(through(line("duplicate:in:a"), "a", "b", "a")).containsExactly("a", "a", "b", "a");
    assertThat(through(line("reorder:in:a"), "a", "b", "c")).containsExactly("b", "a", "c");
    assertThat(through(line("reorder:in:a", "drop:in:b"), "a", "b", "c")).containsExactly("a", "c");
    assertThat(through(line("reorder:in:c"), "a", "b", "c")).containsExactly("a", "b");
  }

  @Test
  void overtakingIsWithinADirectionAndEndsWithTheLine() {
    FaultyLine line = line("reorder:in:a");
    assertThat(line.pass(Direction.IN, "a", "a")).isEmpty();
    assertThat(line.pass(Direction.OUT, "b", "b")).extracting(Passage::text).containsExactly("b");
    line.cut();
    assertThat(line.pass(Direction.IN, "c", "c")).extracting(Passage::text).containsExactly("c");
  }

  @Test
  void delays() {
    assertThat(line("delay=1500:out:a").pass(Direction.OUT, "a", "x"))
        .containsExactly(new Passage("x", Duration.ofMillis(1500)));
  }

  @Test
  void sameSeedDoesTheSameAndAnotherDoesNot() {
    assertThat(storm(7)).isEqualTo(storm(7)).isNotEqualTo(storm(8));
  }

  @Test
  void stormLosesSomeAndNotAll() {
    assertThat(storm(7)).hasSizeBetween(500, 1500);
    assertThat(storm(7)).anyMatch(passage -> !passage.after().isZero());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "drop",
        "drop:in",
        "drop:in:",
        "lose:in:a",
        "drop:up:a",
        "delay=0:in:a",
        "delay=x:in:a",
        "drop:in:a:0",
        "drop:in:a:101%",
        "drop:in:a:b",
        "drop:in:a:1:2"
      })
  void saysHowARuleIsWritten(String text) {
    assertThatThrownBy(() -> LineRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a fault of the line is EFFECT:DIRECTION:TYPE");
  }

  private static FaultyLine line(String... rules) {
    return new FaultyLine(1, Arrays.stream(rules).map(LineRule::parse).toList());
  }

  private static List<String> through(FaultyLine line, String... messages) {
    var out = new ArrayList<String>();
    for (String message : messages) {
      line.pass(Direction.IN, message, message).forEach(passage -> out.add(passage.text()));
    }
    return out;
  }

  private static List<Passage> storm(long seed) {
    FaultyLine line = FaultyLine.stormy(seed, 10, Duration.ofMillis(5));
    return IntStream.range(0, 1000)
        .mapToObj(i -> line.pass(Direction.IN, "a", String.valueOf(i)))
        .flatMap(List::stream)
        .toList();
  }
}
