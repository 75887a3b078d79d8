package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The relay from the table. */
class PollRelayIT extends RelayContract {

  @Override
  Kind kind() {
    return Kind.POLL;
  }

  @Test
  void raisesTheFloorOnlyPastTransactionsThatHaveEnded() throws Exception {
    try (Connection slow = stage.connect();
        Connection own = stage.connect();
        var kafka =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer())) {
      Backlog backlog = backlog(own, kafka);
      slow.setAutoCommit(false);
      Stage.insert(slow, stage.message("slow", 1));
      stage.append(stage.message("fast", 1));
      assertThat(backlog.turn()).isEqualTo(1);
      assertThat(backlog.rise()).as("the first call only sets a mark").isNull();
      assertThat(backlog.rise()).as("the slow transaction is open").isNull();

      slow.commit();
      assertThat(backlog.rise()).as("the slow row can be seen now, and is unsent").isNull();
      assertThat(backlog.turn()).isEqualTo(1);
      assertThat(backlog.rise()).as("everything up to the mark is sent").isNotNull();
      assertThat(backlog.turn()).isZero();
      assertThat(kafka.history()).extracting(r -> r.key()).containsExactly("fast", "slow");
    }
  }

  @Test
  void takesOverFromTheSlotAndGivesBackToIt() throws Exception {
    try (var listener = new Listener(stage.kafka(), stage.topic())) {
      Replica wal = stage.replica(Kind.WAL);
      stage.awaitStreaming();
      stage.append(stage.message("a", 1));
      listener.untilComplete(Map.of("a", 1));
      wal.stop();
      stage.append(stage.message("a", 2));

      Replica poll = stage.replica(Kind.POLL);
      listener.untilComplete(Map.of("a", 2));
      assertThat(
              stage.sql(
                  "SELECT count(*) FROM pg_replication_slots WHERE slot_name = '"
                      + stage.topic()
                      + "'"))
          .as("slots that pin the log")
          .isEqualTo("0");
      poll.stop();
      stage.append(stage.message("a", 3));

      stage.replica(Kind.WAL);
      Listener.assertOrdered(listener.untilComplete(Map.of("a", 3)));
    }
  }

  private Backlog backlog(Connection connection, MockProducer<String, byte[]> kafka)
      throws SQLException {
    var quarantine = new Quarantine();
    quarantine.load(connection);
    var publisher =
        new Publisher(
            kafka, quarantine, new SimpleMeterRegistry().timer("latency"), Clock.systemUTC());
    return new Backlog(connection, publisher, quarantine, new Backlog.Limits(0, 100));
  }
}
