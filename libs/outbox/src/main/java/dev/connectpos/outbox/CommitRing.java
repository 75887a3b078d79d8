package dev.connectpos.outbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Commits in the order of the log, each with the number of its rows that Kafka has not acknowledged
 * yet. A position is confirmed when its commit and every one before it are acknowledged in full:
 * acknowledgements arrive in any order across partitions, confirmation never skips.
 *
 * <p>The relay's thread opens and ends commits, the producer's thread acknowledges rows.
 */
final class CommitRing {

  /** Told each time the confirmed position moves, in order, with the ring's lock held. */
  interface Listener {
    void confirmed(long endLsn, Instant committedAt);
  }

  /** One transaction; its fields are guarded by the ring. */
  static final class Commit {
    private final Instant committedAt;
    private int unacknowledged;
    private @Nullable Long endLsn;

    private Commit(Instant committedAt) {
      this.committedAt = committedAt;
    }
  }

  private final Deque<Commit> commits = new ArrayDeque<>();
  private final Listener listener;

  CommitRing(Listener listener) {
    this.listener = listener;
  }

  synchronized Commit begin(Instant committedAt) {
    var commit = new Commit(committedAt);
    commits.addLast(commit);
    return commit;
  }

  /** A row of the commit is about to be sent. */
  synchronized void expect(Commit commit) {
    commit.unacknowledged++;
  }

  /** Kafka has a row that was expected. */
  synchronized void acknowledged(Commit commit) {
    commit.unacknowledged--;
    advance();
  }

  /** The commit's last row was read. */
  synchronized void end(Commit commit, long endLsn) {
    commit.endLsn = endLsn;
    advance();
  }

  /** When the oldest commit was made that is not confirmed, or null if there is none. */
  synchronized @Nullable Instant oldest() {
    Commit head = commits.peekFirst();
    return head == null ? null : head.committedAt;
  }

  private void advance() {
    for (Commit head = commits.peekFirst();
        head != null && head.endLsn != null && head.unacknowledged == 0;
        head = commits.peekFirst()) {
      commits.removeFirst();
      listener.confirmed(head.endLsn, head.committedAt);
    }
  }
}
