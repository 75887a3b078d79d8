package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.outbox.RelayState.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every relay promises, against a real database and a real broker. */
abstract class RelayContract {

  enum Kind {
    WAL,
    POLL
  }

  final Stage stage = new Stage();

  abstract Kind kind();

  @AfterEach
  void close() throws SQLException {
    stage.close();
  }

  @Test
  void keepsTheOrderOfEachAggregateUnderConcurrency() throws Exception {
    try (var writers = new Writers(stage, 20);
        var listener = new Listener(stage.kafka(), stage.topic())) {
      stage.replica(kind());
      stage.awaitStreaming();
      writers.start(100);
      Map<String, Integer> last = writers.await();

      List<WireMessage> heard = listener.untilComplete(last);
      Listener.assertOrdered(heard);
      assertThat(heard).hasSize(last.values().stream().mapToInt(v -> v).sum());
    }
  }

  @Test
  void sendsNothingOfATransactionThatRolledBack() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic());
        Connection connection = stage.connect()) {
      stage.replica(kind());
      stage.awaitLeader();
      connection.setAutoCommit(false);
      Stage.insert(connection, stage.message("undone", 1));
      connection.rollback();
      stage.append(stage.message("done", 1));

      List<WireMessage> heard = listener.untilComplete(Map.of("done", 1));
      assertThat(heard).extracting(WireMessage::key).containsOnly("done");
    }
  }

  @Test
  void doesNotSkipALowerIdThatCommitsLater() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic());
        Connection slow = stage.connect()) {
      stage.replica(kind());
      stage.awaitLeader();
      slow.setAutoCommit(false);
      Stage.insert(slow, stage.message("slow", 1));
      for (int version = 1; version <= 50; version++) {
        stage.append(stage.message("fast", version));
      }
      listener.untilComplete(Map.of("fast", 50));
      slow.commit();

      Listener.assertOrdered(listener.untilComplete(Map.of("fast", 50, "slow", 1)));
    }
  }

  @Test
  void sendsWhatWasCommittedWhileNoRelayRan() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      Replica first = stage.replica(kind());
      stage.append(stage.message("a", 1));
      listener.untilComplete(Map.of("a", 1));
      first.stop();
      assertThat(first.phase()).isEqualTo(Phase.STOPPED);
      stage.append(stage.message("a", 2), stage.message("a", 3));
      stage.replica(kind());

      assertThat(Listener.versions(listener.untilComplete(Map.of("a", 3)), "a"))
          .as("nothing twice after a stop in good order")
          .containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void losesNothingAndKeepsOrderWhileLeadersAreKilled() throws Exception {
    try (var writers = new Writers(stage, 20);
        var listener = new Listener(stage.kafka(), stage.topic())) {
      stage.replica(kind());
      stage.replica(kind());
      stage.awaitStreaming();
      writers.start(100);
      for (int kill = 1; kill <= 6; kill++) {
        int seen = kill * 100;
        listener.until("progress before kill " + kill, all -> all.size() >= seen);
        stage.killRelays();
      }

      Listener.assertOrdered(listener.untilComplete(writers.await()));
    }
  }

  @Test
  void leavesLeadershipToOneReplicaAndHandsItOverAtOnce() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      Replica first = stage.replica(kind());
      stage.awaitStreaming();
      Replica second = stage.replica(kind());
      await().until(() -> second.phase() == Phase.STANDBY);
      assertThat(first.phase()).isEqualTo(Phase.LEADING);

      first.stop();
      stage.append(stage.message("a", 1));
      await().atMost(Duration.ofSeconds(3)).until(() -> second.phase() == Phase.LEADING);
      listener.untilComplete(Map.of("a", 1));
    }
  }

  @Test
  void sendsWhatACrashLeftBetweenCommitAndSend() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      var crashed = new AtomicBoolean();
      var lost = new AtomicInteger();
      stage.replica(
          kind(),
          producer ->
              TamperedProducer.of(
                  producer,
                  (real, message, callback) -> {
                    if (crashed.get()) {
                      var _ = real.send(message, callback);
                    } else {
                      lost.incrementAndGet();
                    }
                  }));
      stage.awaitLeader();
      stage.append(stage.message("a", 1), stage.message("a", 2));
      await().until(() -> lost.get() >= 2);
      crashed.set(true);
      stage.killRelays();

      Listener.assertOrdered(listener.untilComplete(Map.of("a", 2)));
    }
  }

  @Test
  void repeatsWhatACrashLeftBetweenSendAndConfirm() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      var crashed = new AtomicBoolean();
      stage.replica(
          kind(),
          producer ->
              TamperedProducer.of(
                  producer,
                  (real, message, callback) -> {
                    var _ =
                        real.send(
                            message,
                            (metadata, error) -> {
                              if (error == null && crashed.compareAndSet(false, true)) {
                                killRelays();
                              }
                              callback.onCompletion(metadata, error);
                            });
                  }));
      stage.awaitStreaming();
      stage.append(stage.message("a", 1));

      List<WireMessage> heard = listener.until("the message a second time", all -> all.size() >= 2);
      assertThat(Listener.versions(heard, "a")).containsExactly(1L, 1L);
      stage.append(stage.message("a", 2));
      Listener.assertOrdered(listener.untilComplete(Map.of("a", 2)));
    }
  }

  @Test
  void confirmsNothingThatKafkaHasNotAcknowledged() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      var holding = new AtomicBoolean(true);
      var held = new AtomicInteger();
      stage.replica(
          kind(),
          producer ->
              TamperedProducer.of(
                  producer,
                  (real, message, callback) -> {
                    if (holding.get() && "held".equals(message.key())) {
                      held.incrementAndGet();
                    } else {
                      var _ = real.send(message, callback);
                    }
                  }));
      stage.awaitStreaming();
      stage.append(stage.message("held", 1));
      String appendedAt = stage.sql("SELECT clock_timestamp()");
      await().until(() -> held.get() > 0);
      for (int version = 1; version <= 20; version++) {
        stage.append(stage.message("other", version));
      }
      // Five heartbeats and more: long enough to confirm wrongly.
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  "f"
                      .equals(
                          stage.sql(
                              "SELECT confirmed_through > '"
                                  + appendedAt
                                  + "' FROM outbox_progress")));
      holding.set(false);
      stage.killRelays();

      Listener.assertOrdered(listener.untilComplete(Map.of("held", 1, "other", 20)));
    }
  }

  @Test
  void recoversWhenTheBrokerIsKilledAndComesBack() throws Exception {
    try (var broker = new OwnBroker()) {
      stage.kafka(broker.bootstrap());
      try (var writers = new Writers(stage, 10);
          var listener = new Listener(broker.bootstrap(), stage.topic())) {
        Replica replica = stage.replica(kind());
        stage.awaitStreaming();
        writers.start(30);
        listener.until("some messages", all -> all.size() >= 100);
        broker.kill();
        // The writers may have ended by now; a relay without work would not notice.
        stage.append(stage.message("late", 1));
        // Long enough for the relay to give its session up.
        await().atMost(Duration.ofSeconds(40)).until(() -> replica.phase() == Phase.BROKEN);
        assertThat(replica.state().unconfirmedAge()).isPositive();
        broker.restart();

        Listener.assertOrdered(listener.untilComplete(writers.await()));
        await().until(() -> replica.state().unconfirmedAge().isZero());
      }
    }
  }

  @Test
  void parksWhatKafkaCanNeverTakeAndOnlyItsAggregate() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      stage.replica(kind());
      stage.awaitStreaming();
      stage.append(
          stage.message("big", 1),
          stage.message("big", 2, new byte[2_000_000]),
          stage.message("big", 3));
      stage.append(stage.message("small", 1), stage.message("small", 2));

      List<WireMessage> heard = listener.untilComplete(Map.of("small", 2));
      assertThat(Listener.versions(heard, "big")).containsOnly(1L);
      await().until(() -> "2".equals(stage.sql("SELECT count(*) FROM parked_message")));
      assertThat(
              stage.sql(
                  "SELECT string_agg(aggregate_version || ' ' || reason, ', '"
                      + " ORDER BY aggregate_version) FROM parked_message"))
          .isEqualTo("2 refused, 3 behind");

      // The operator makes it fit, and has it sent again.
      stage.sql("UPDATE parked_message SET payload = '' WHERE aggregate_version = 2");
      assertThat(stage.parkedMessages().replay(stage.topic(), "big")).isEqualTo(2);
      stage.append(stage.message("big", 4));
      Listener.assertOrdered(listener.untilComplete(Map.of("big", 4, "small", 2)));
    }
  }

  private void killRelays() {
    try {
      stage.killRelays();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
