package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** A transaction is known by 32 bits of its id, whatever the epoch. */
class SnapshotPropertyTest {
  private static final int FAR = Integer.MAX_VALUE;

  @Property
  void judgesByTheShortIdAsByTheWholeOne(
      @ForAll @LongRange(min = 1L << 31, max = 1L << 50) long xmax,
      @ForAll @Size(max = 5) Set<@IntRange(min = 1, max = 9) Integer> back,
      @ForAll @IntRange(min = -FAR, max = FAR) int far,
      @ForAll @IntRange(min = -12, max = 12) int near) {
    Set<Long> running = back.stream().map(b -> xmax - b).collect(Collectors.toSet());
    long xmin = running.stream().min(Long::compare).orElse(xmax);
    Snapshot snapshot = Snapshot.parse(text(xmin, xmax, running));

    for (long xid : new long[] {xmax + far, xmax + near}) {
      assertThat(snapshot.hasEnded((int) xid)).isEqualTo(xid < xmax && !running.contains(xid));
    }
  }

  @Example
  void holdsAcrossTheEndOfAnEpoch() {
    var snapshot = Snapshot.parse("4294967294:4294967298:4294967294,4294967297");
    assertThat(snapshot.hasEnded(-2)).isFalse();
    assertThat(snapshot.hasEnded(-1)).isTrue();
    assertThat(snapshot.hasEnded(0)).isTrue();
    assertThat(snapshot.hasEnded(1)).isFalse();
    assertThat(snapshot.hasEnded(2)).isFalse();
  }

  @Example
  void knowsNothingBeforeTheFirstAnswer() {
    assertThat(Snapshot.NONE.hasEnded(4711)).isFalse();
  }

  @Example
  void refusesWhatIsNoSnapshot() {
    assertThatThrownBy(() -> Snapshot.parse("12:14")).hasMessageContaining("12:14");
  }

  private static String text(long xmin, long xmax, Set<Long> running) {
    return running.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", xmin + ":" + xmax + ":", ""));
  }
}
