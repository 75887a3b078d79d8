package dev.connectpos.outbox;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * One stream and one producer, paired: rows go out as they come in, and what Kafka acknowledged in
 * full is confirmed. Whatever fails on either side ends both.
 */
final class WalSession {

  /** Where rows go. */
  record Exit(Publisher publisher, Quarantine quarantine, RelayState state) {}

  private final RelaySettings settings;
  private final Connection control;
  private final PGReplicationStream stream;
  private final Exit exit;
  private final PgOutputDecoder decoder = new PgOutputDecoder();
  private final CommitRing ring = new CommitRing(this::confirmed);
  private CommitRing.@Nullable Commit open;
  private long beatAt;
  private long heardAt;
  private volatile Instant confirmedThrough = Instant.EPOCH;

  WalSession(RelaySettings settings, Connection control, PGReplicationStream stream, Exit exit) {
    this.settings = settings;
    this.control = control;
    this.stream = stream;
    this.exit = exit;
  }

  /** Relays until a stop is wished; then everything read is acknowledged and confirmed. */
  void run(Stop stop) throws SQLException {
    exit.state().leading(ring::oldest);
    heardAt = System.nanoTime();
    beat();
    while (!stop.requested()) {
      // Blocks until there is something, but answers null after each status interval.
      ByteBuffer message = stream.read();
      if (message != null) {
        heardAt = System.nanoTime();
        relay(decoder.decode(message));
      } else if (System.nanoTime() - heardAt > settings.silence().toNanos()) {
        throw new SQLException("the stream is silent, though heartbeats were written");
      }
      exit.publisher().check();
      if (System.nanoTime() - beatAt > settings.heartbeat().toNanos()) {
        beat();
      }
    }
    exit.publisher().flush();
    stream.forceUpdateStatus();
  }

  private void relay(WalMessage message) throws SQLException {
    switch (message) {
      case WalMessage.Begin(Instant committedAt) -> open = ring.begin(committedAt);
      case WalMessage.Insert(OutboxRow row) -> publish(row, transaction());
      case WalMessage.Commit(long endLsn) -> {
        ring.end(transaction(), endLsn);
        open = null;
      }
      case WalMessage.Other _ -> {}
    }
  }

  private void publish(OutboxRow row, CommitRing.Commit commit) throws SQLException {
    if (!exit.quarantine().takes(control, row)) {
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
    stream.setAppliedLSN(position);
    stream.setFlushedLSN(position);
    confirmedThrough = committedAt;
    exit.state().confirmed();
  }

  private void beat() throws SQLException {
    beatAt = System.nanoTime();
    Progress.beat(control, confirmedThrough);
  }
}
