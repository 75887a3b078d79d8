package dev.connectpos.outbox;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * One stream and one producer, paired: rows go out as they come in, once their commit can be seen,
 * and what Kafka acknowledged in full is confirmed. Whatever fails on either side ends both.
 *
 * <p>A commit that no one can see yet holds up all that come behind it, since order is kept: they
 * wait for the same standby.
 *
 * <p>The relay's thread blocks in {@code read}, which is what makes it fast and what makes it deaf:
 * a second thread writes the heartbeats, and ends the stream when the producer has failed.
 */
final class WalSession {
  private static final Logger LOG = Logger.getLogger(WalSession.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LAST_BEAT = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofNanos(100_000);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  /** Where rows come from; {@code wal} is the connection under the stream. */
  record Entry(
      Connection control, Visibility visibility, Connection wal, PGReplicationStream stream) {

    /**
     * Ends the stream under whoever reads it. Closing in good order would first read all that the
     * server still has to say.
     */
    void cut() {
      try {
        wal.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debugf(e, "the stream was broken already");
      }
    }
  }

  /** Where rows go. */
  record Exit(Publisher publisher, Quarantine quarantine, RelayState state) {}

  private final RelaySettings settings;
  private final Entry entry;
  private final Exit exit;
  private final PgOutputDecoder decoder = new PgOutputDecoder();
  private final CommitRing ring = new CommitRing(this::confirmed);
  private CommitRing.@Nullable Commit open;
  private volatile boolean over;
  private volatile long heardAt = System.nanoTime();
  private volatile @Nullable Exception broken;
  private volatile Instant confirmedThrough = Instant.EPOCH;

  WalSession(RelaySettings settings, Entry entry, Exit exit) {
    this.settings = settings;
    this.entry = entry;
    this.exit = exit;
  }

  /** Relays until a stop is wished; then everything read is acknowledged and confirmed. */
  void run(Stop stop) throws SQLException, InterruptedException {
    exit.state().leading(ring::oldest);
    Thread heart = Thread.ofPlatform().daemon().name("outbox-heart").start(() -> beat(stop));
    try {
      while (!stop.requested()) {
        ByteBuffer message = entry.stream().read();
        if (message == null) {
          throw new SQLException("the server ended the stream");
        }
        relay(decoder.decode(message), stop);
        heardAt = System.nanoTime();
        exit.publisher().check();
      }
      exit.publisher().flush();
      entry.stream().forceUpdateStatus();
      entry.stream().close();
    } catch (SQLException | RuntimeException e) {
      entry.cut();
      if (broken != null) {
        e.addSuppressed(broken);
      }
      throw e;
    } finally {
      over = true;
      heart.interrupt();
      heart.join(LAST_BEAT);
    }
  }

  private void relay(WalMessage message, Stop stop) throws SQLException, InterruptedException {
    switch (message) {
      case WalMessage.Begin(int xid, Instant committedAt) -> {
        open = ring.begin(committedAt);
        awaitVisible(xid, stop);
      }
      case WalMessage.Insert(OutboxRow row) -> publish(row, transaction());
      case WalMessage.Commit(long endLsn) -> {
        ring.end(transaction(), endLsn);
        open = null;
      }
      case WalMessage.Other _ -> {}
    }
  }

  /**
   * Waits until every session can see the commit, or a stop is wished: then no more is read, and
   * the commit stays open in the ring and unconfirmed.
   */
  private void awaitVisible(int xid, Stop stop) throws SQLException, InterruptedException {
    Duration pause = FIRST_PAUSE;
    long toldAt = System.nanoTime();
    while (!entry.visibility().shows(xid) && !stop.pause(pause)) {
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      exit.publisher().check();
      exit.state().waiting();
      heardAt = System.nanoTime();
      if (heardAt - toldAt > TICK.toNanos()) {
        // The server ends a stream whose reader is silent, and this reader is not in read().
        toldAt = heardAt;
        entry.stream().forceUpdateStatus();
      }
    }
  }

  private void publish(OutboxRow row, CommitRing.Commit commit) throws SQLException {
    if (!exit.quarantine().takes(entry.control(), row)) {
      ring.expect(commit);
      exit.publisher().publish(row, () -> ring.acknowledged(commit));
    }
  }

  private CommitRing.Commit transaction() {
    if (open == null) {
      throw new IllegalStateException("the stream has a row or a commit outside a transaction");
    }
    return open;
  }

  /** Called by either thread, one at a time; the stream tells the server with its next status. */
  private void confirmed(long endLsn, Instant committedAt) {
    LogSequenceNumber position = LogSequenceNumber.valueOf(endLsn);
    entry.stream().setAppliedLSN(position);
    entry.stream().setFlushedLSN(position);
    confirmedThrough = committedAt;
    exit.state().confirmed();
  }

  /** The second thread. Its last beat, on a stop, wakes the first one. */
  private void beat(Stop stop) {
    try {
      long beatAt = System.nanoTime() - settings.heartbeat().toNanos();
      while (!over) {
        if (stop.requested() || System.nanoTime() - beatAt >= settings.heartbeat().toNanos()) {
          beatAt = System.nanoTime();
          Progress.beat(entry.control(), confirmedThrough);
        }
        if (stop.requested()) {
          return;
        }
        exit.publisher().check();
        if (System.nanoTime() - heardAt > settings.silence().toNanos()) {
          throw new SQLException("the stream is silent, though heartbeats were written");
        }
        stop.pause(settings.heartbeat().compareTo(TICK) < 0 ? settings.heartbeat() : TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException e) {
      if (!over) {
        broken = e;
        entry.cut();
      }
    }
  }
}
