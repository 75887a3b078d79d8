package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

/** The relay from the write-ahead log. */
class WalRelayIT extends RelayContract {

  @Override
  Kind kind() {
    return Kind.WAL;
  }

  @Test
  void sendsFromTheTableWhatADroppedSlotHad() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      Replica first = stage.replica(kind());
      stage.awaitStreaming();
      stage.append(stage.message("a", 1));
      listener.untilComplete(Map.of("a", 1));
      first.stop();
      stage.append(stage.message("a", 2));
      dropSlot();
      stage.append(stage.message("a", 3));

      stage.replica(kind());
      stage.awaitStreaming();
      stage.append(stage.message("a", 4));
      Listener.assertOrdered(listener.untilComplete(Map.of("a", 4)));
    }
  }

  @Test
  void healsItselfWhenTheSlotIsDroppedUnderIt() throws Exception {
    try (var writers = new Writers(stage, 20);
        var listener = new Listener(stage.kafka(), stage.topic())) {
      stage.replica(kind());
      stage.replica(kind());
      stage.awaitStreaming();
      writers.start(80);
      for (int drop = 1; drop <= 3; drop++) {
        int seen = drop * 150;
        listener.until("progress before drop " + drop, all -> all.size() >= seen);
        await("the slot to be free for a moment")
            .pollInterval(Duration.ofMillis(1))
            .ignoreExceptionsInstanceOf(SQLException.class)
            .until(
                () -> {
                  stage.killRelays();
                  dropSlot();
                  return true;
                });
      }

      Listener.assertOrdered(listener.untilComplete(writers.await()));
    }
  }

  @Test
  void healsItselfWhenTheSlotFellTooFarBehind() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      Replica first = stage.replica(kind());
      stage.awaitStreaming();
      first.stop();
      stage.append(stage.message("a", 1), stage.message("a", 2));
      stage.sql("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
      stage.sql("SELECT pg_reload_conf()");
      try {
        await("the slot to be lost")
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> {
                  stage.sql("SELECT pg_logical_emit_message(false, 'noise', repeat('x', 1000000))");
                  stage.sql("SELECT pg_switch_wal()");
                  stage.sql("CHECKPOINT");
                  return "lost".equals(slot("wal_status"));
                });
      } finally {
        stage.sql("ALTER SYSTEM RESET max_slot_wal_keep_size");
        stage.sql("SELECT pg_reload_conf()");
      }

      stage.replica(kind());
      Listener.assertOrdered(listener.untilComplete(Map.of("a", 2)));
      await().until(() -> "reserved".equals(slot("wal_status")));
    }
  }

  @Test
  void finishesARecoveryThatACrashInterrupted() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      Replica first = stage.replica(kind());
      stage.awaitStreaming();
      first.stop();
      stage.append(stage.message("a", 1));
      dropSlot();
      // As recovery does it, up to its second step.
      stage.sql("UPDATE outbox_progress SET slot_complete = false");
      stage.sql("SELECT pg_create_logical_replication_slot('" + stage.topic() + "', 'pgoutput')");

      stage.replica(kind());
      stage.awaitStreaming();
      stage.append(stage.message("a", 2));
      Listener.assertOrdered(listener.untilComplete(Map.of("a", 2)));
    }
  }

  @Test
  void doesNotParkAgainWhatWasMendedAndReplayedWhenTheSlotIsLost() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      Replica first = stage.replica(kind());
      stage.awaitStreaming();
      stage.append(stage.message("big", 1, new byte[2_000_000]), stage.message("big", 2));
      await().until(() -> stage.parkedMessages().count() == 2);
      stage.sql("UPDATE parked_message SET payload = '' WHERE aggregate_version = 1");
      stage.parkedMessages().replay(stage.topic(), "big");
      listener.untilComplete(Map.of("big", 2));
      first.stop();
      dropSlot();

      stage.replica(kind());
      stage.awaitStreaming();
      stage.append(stage.message("big", 3));
      List<WireMessage> heard = listener.untilComplete(Map.of("big", 3));
      Listener.assertOrdered(heard);
      assertThat(heard.getFirst().payload()).as("as it was mended").isEmpty();
      assertThat(stage.parkedMessages().count()).isZero();
    }
  }

  @Test
  void parksAgainWhatWasReplayedWithoutBeingMended() throws Exception {
    stage.replica(kind());
    stage.awaitStreaming();
    stage.append(stage.message("big", 1, new byte[2_000_000]));
    await().until(() -> stage.parkedMessages().count() == 1);
    String parkedAt = stage.sql("SELECT parked_at FROM parked_message");
    assertThat(stage.parkedMessages().replay(stage.topic(), "big")).isEqualTo(1);

    await()
        .until(
            () ->
                "t"
                    .equals(
                        stage.sql(
                            "SELECT bool_and(resolved_at IS NULL AND parked_at > '"
                                + parkedAt
                                + "') FROM parked_message")));
  }

  @Test
  void makesASlotThatAStandbyMayKeep() throws Exception {
    stage.replica(kind());
    stage.awaitStreaming();
    assertThat(slot("failover")).isEqualTo("t");
  }

  @Test
  void movesAQuietSlotInABusyServer() throws Exception {
    stage.replica(kind());
    stage.awaitStreaming();
    stage.sql("CREATE TABLE busy AS SELECT generate_series(1, 10000)");
    LogSequenceNumber written = LogSequenceNumber.valueOf(stage.sql("SELECT pg_current_wal_lsn()"));

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> LogSequenceNumber.valueOf(slot("confirmed_flush_lsn")).compareTo(written) > 0);
  }

  @Test
  void confirmsAHeartbeatBeforeALongTransactionAndStillSendsIt() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic());
        Connection slow = stage.connect()) {
      Replica first = stage.replica(kind());
      stage.awaitStreaming();
      slow.setAutoCommit(false);
      Stage.insert(slow, stage.message("slow", 1));
      LogSequenceNumber inserted =
          LogSequenceNumber.valueOf(stage.sql("SELECT pg_current_wal_lsn()"));
      await()
          .until(
              () -> LogSequenceNumber.valueOf(slot("confirmed_flush_lsn")).compareTo(inserted) > 0);
      first.stop();
      slow.commit();

      stage.replica(kind());
      assertThat(listener.untilComplete(Map.of("slow", 1))).hasSize(1);
    }
  }

  private String slot(String column) throws SQLException {
    return String.valueOf(
        stage.sql(
            "SELECT "
                + column
                + " FROM pg_replication_slots WHERE slot_name = '"
                + stage.topic()
                + "'"));
  }

  private void dropSlot() throws SQLException {
    stage.sql("SELECT pg_drop_replication_slot('" + stage.topic() + "')");
  }
}
