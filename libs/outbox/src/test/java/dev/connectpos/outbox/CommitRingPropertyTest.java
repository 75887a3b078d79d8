package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CommitRingPropertyTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  private final List<Long> confirmed = new ArrayList<>();
  private final CommitRing ring = new CommitRing((lsn, _) -> confirmed.add(lsn));

  /** One row on its way, and the commit that it belongs to. */
  private record Flying(CommitRing.Commit commit, int index) {}

  @Property
  void confirmsInOrderAndNeverBeyondWhatIsAcknowledged(
      @ForAll @Size(max = 12) List<@IntRange(max = 4) Integer> rowsOfCommits, @ForAll long seed) {
    confirmed.clear();
    var random = new Random(seed);
    var flying = new ArrayList<Flying>();
    int[] missing = new int[rowsOfCommits.size()];
    for (int index = 0; index < missing.length; index++) {
      CommitRing.Commit commit = ring.begin(AT.plusSeconds(index));
      for (int row = 0; row < rowsOfCommits.get(index); row++) {
        ring.expect(commit);
        missing[index]++;
        flying.add(new Flying(commit, index));
        acknowledgeSome(flying, missing, random);
        // The commit's end was not read: it must not be confirmed, whatever is acknowledged.
        assertThat(confirmed).hasSizeLessThanOrEqualTo(index);
      }
      ring.end(commit, lsn(index));
      acknowledgeSome(flying, missing, random);
      assertConfirmed(missing, index + 1);
    }
    while (!flying.isEmpty()) {
      acknowledge(flying, missing, random);
      assertConfirmed(missing, missing.length);
    }
    assertThat(ring.oldest()).isNull();
  }

  @Example
  void knowsSinceWhenTheOldestWaits() {
    CommitRing.Commit first = ring.begin(AT);
    ring.expect(first);
    ring.end(first, 10);
    CommitRing.Commit second = ring.begin(AT.plusSeconds(1));
    ring.expect(second);
    ring.end(second, 20);

    ring.acknowledged(second);
    assertThat(ring.oldest()).isEqualTo(AT);
    ring.acknowledged(first);
    assertThat(ring.oldest()).isNull();
    assertThat(confirmed).containsExactly(10L, 20L);
  }

  private void acknowledgeSome(List<Flying> flying, int[] missing, Random random) {
    while (!flying.isEmpty() && random.nextInt(3) == 0) {
      acknowledge(flying, missing, random);
    }
  }

  private void acknowledge(List<Flying> flying, int[] missing, Random random) {
    Flying row = flying.remove(random.nextInt(flying.size()));
    missing[row.index()]--;
    ring.acknowledged(row.commit());
  }

  /** Exactly the commits before the first one that misses something. */
  private void assertConfirmed(int[] missing, int ended) {
    var expected = new ArrayList<Long>();
    for (int index = 0; index < ended && missing[index] == 0; index++) {
      expected.add(lsn(index));
    }
    assertThat(confirmed).isEqualTo(expected);
  }

  private static long lsn(int index) {
    return 100L * (index + 1);
  }
}
