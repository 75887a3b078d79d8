package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.outbox.RelayContract.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A commit that is on disk and in the log, and that no one can see because a standby has not
 * confirmed it: a failover would take it back, so no one may be told of it (docs/adr/0013).
 */
class WalVisibilityIT {
  private final Stage stage = new Stage();
  private final ExecutorService committing = Executors.newCachedThreadPool();

  @AfterEach
  void close() throws SQLException {
    standby("");
    committing.shutdown();
    stage.close();
  }

  @Test
  void publishesACommitOnlyOnceItCanBeSeen() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      Replica replica = stage.replica(Kind.WAL);
      stage.awaitStreaming();
      stage.append(stage.message("a", 1));
      listener.untilComplete(Map.of("a", 1));

      standby("missing");
      Future<?> second = hang(stage.message("a", 2));
      Future<?> third = hang(stage.message("a", 3), stage.message("b", 1));
      await("the relay to have read it")
          .until(() -> replica.state().unconfirmedAge().compareTo(Duration.ofMillis(500)) > 0);
      assertThat(stage.sql("SELECT count(*) FROM outbox")).as("rows in sight").isEqualTo("1");
      String heldAt = String.valueOf(stage.sql("SELECT clock_timestamp()"));
      await("signs of life of a relay that holds")
          .atMost(Duration.ofSeconds(15))
          .until(() -> "t".equals(stage.sql(aliveSince(heldAt))));
      assertThat(listener.heardAfter(Duration.ofMillis(500))).as("what Kafka was told").hasSize(1);
      assertThat(replica.phase()).isEqualTo(RelayState.Phase.LEADING);

      standby("");
      second.get();
      third.get();
      stage.append(stage.message("a", 4));
      assertThat(Listener.versions(listener.untilComplete(Map.of("a", 4, "b", 1)), "a"))
          .containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @Test
  void leavesWhatItHoldsToTheNextRelay() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      Replica first = stage.replica(Kind.WAL);
      stage.awaitStreaming();
      standby("missing");
      Future<?> hanging = hang(stage.message("a", 1));
      await("the relay to have read it")
          .until(() -> first.state().unconfirmedAge().compareTo(Duration.ofMillis(100)) > 0);
      first.stop();
      assertThat(first.phase()).isEqualTo(RelayState.Phase.STOPPED);
      assertThat(listener.heardAfter(Duration.ZERO)).isEmpty();

      Replica second = stage.replica(Kind.WAL);
      await().until(() -> !second.state().unconfirmedAge().isZero());
      standby("");
      hanging.get();
      assertThat(listener.untilComplete(Map.of("a", 1))).hasSize(1);
    }
  }

  /** Appends in a transaction whose commit waits for the standby, and returns once it does. */
  private Future<?> hang(OutboxMessage... messages) throws SQLException {
    int before = waiting();
    Future<?> append =
        committing.submit(
            () -> {
              stage.append(messages);
              return null;
            });
    await("the commit to wait for a standby").until(() -> waiting() > before || append.isDone());
    assertThat(append.isDone()).as("committed without waiting").isFalse();
    return append;
  }

  private int waiting() throws SQLException {
    return Integer.parseInt(
        String.valueOf(
            stage.sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")));
  }

  /** The name of a standby that every commit has to wait for, or nothing. */
  private void standby(String name) throws SQLException {
    stage.sql("ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
    stage.sql("SELECT pg_reload_conf()");
    await("new sessions to know")
        .until(() -> name.equals(stage.sql("SHOW synchronous_standby_names")));
    // The checkpointer tells the others; it obeys its signals in order.
    stage.sql("CHECKPOINT");
  }

  private String aliveSince(String moment) {
    return "SELECT bool_or(reply_time > '"
        + moment
        + "') FROM pg_stat_replication WHERE application_name = '"
        + stage.topic()
        + "'";
  }
}
