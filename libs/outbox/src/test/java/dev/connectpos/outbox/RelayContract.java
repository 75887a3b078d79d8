package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.outbox.RelayState.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
}
