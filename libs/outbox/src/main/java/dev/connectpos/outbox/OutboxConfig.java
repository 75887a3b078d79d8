package dev.connectpos.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the outbox and the inbox; each default is fit for production. */
@ConfigMapping(prefix = "connect.outbox")
public interface OutboxConfig {

  /** How messages leave the database. */
  enum RelayKind {
    /** From the write-ahead log, through a logical replication slot. */
    WAL,
    /** From the table, for databases without logical replication. */
    POLL,
    /** Not at all: for a process that only consumes, or only writes. */
    OFF
  }

  /** How messages leave the database. */
  @WithDefault("wal")
  RelayKind relay();

  /** Name of the replication slot; by default {@code outbox_} and the application's name. */
  Optional<String> slot();

  /**
   * How often the relay writes a heartbeat, so that a quiet slot moves and does not pin the
   * write-ahead log of a busy server, and notes how far it came.
   */
  @WithDefault("10s")
  Duration heartbeat();

  /** How long rows are kept; what Kafka has not confirmed is kept longer. */
  @WithDefault("7d")
  Duration retention();

  /**
   * How far behind the last confirmation the table is read again after the slot was lost. Must be
   * longer than any transaction that appends.
   */
  @WithDefault("10m")
  Duration margin();

  /** How long the polling relay rests when it found little; half of it is its usual latency. */
  @WithDefault("20ms")
  Duration pollInterval();

  /** How many rows are read and sent at once from the table. */
  @WithDefault("500")
  int batch();

  /** How many aggregates the inbox handles side by side. */
  @WithDefault("32")
  int lanes();

  /**
   * How long a consumed message may keep failing for a reason that may pass, before it is parked
   * and no longer holds up the other aggregates of its batch. Tried again every 15 s from then on.
   */
  @WithDefault("30s")
  Duration patience();

  /** After how long without progress the liveness check turns red. */
  @WithDefault("5m")
  Duration stalledAfter();
}
