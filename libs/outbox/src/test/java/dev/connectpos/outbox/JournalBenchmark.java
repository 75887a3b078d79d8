package dev.connectpos.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * What the journal's indexes cost a writer: commits a second of one message each, from eight
 * writers without a pause, with the indexes and without them by turns, in a table that has a
 * million rows before. Not part of the build; docs/performance.md has what it printed.
 */
class JournalBenchmark {
  private static final Logger LOG = Logger.getLogger(JournalBenchmark.class);
  private static final int WRITERS = 8;
  private static final int ROUNDS = 5;
  private static final int EVENTS_OF_AN_AGGREGATE = 5;
  private static final Duration ROUND = Duration.ofSeconds(8);

  private static final String FILL =
      """
      INSERT INTO outbox (event_id, aggregate_type, aggregate_id, aggregate_version, topic, type,
          payload, occurred_at, correlation_id)
      SELECT gen_random_uuid(), 'payment', 'pay_' || md5((n / 5)::text), 1 + n % 5, 'none',
          'payment.captured', decode(repeat('00', 400), 'hex'), now(), md5((n / 10)::text)
      FROM generate_series(1, 1000000) AS n
      """;

  @Test
  void indexes() throws Exception {
    try (Stage stage = new Stage()) {
      stage.sql(FILL);
      var with = new double[ROUNDS];
      var without = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        stage.sql("DROP INDEX outbox_correlation, outbox_aggregate");
        without[round] = commitsPerSecond(stage);
        stage.sql("CREATE INDEX outbox_correlation ON outbox (correlation_id)");
        stage.sql("CREATE INDEX outbox_aggregate ON outbox (aggregate_id)");
        with[round] = commitsPerSecond(stage);
      }
      Arrays.sort(with);
      Arrays.sort(without);
      LOG.infof(
          String.format(
              Locale.ROOT,
              "median of %d rounds: %.0f commits/s without the indexes %s, %.0f with them %s",
              ROUNDS,
              without[ROUNDS / 2],
              Arrays.toString(without),
              with[ROUNDS / 2],
              Arrays.toString(with)));
    }
  }

  private static double commitsPerSecond(Stage stage) throws Exception {
    stage.sql("CHECKPOINT");
    long end = System.nanoTime() + ROUND.toNanos();
    var writers = new ArrayList<Future<Integer>>();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = writer + "_" + end;
        writers.add(threads.submit(() -> write(stage, name, end)));
      }
      double commits = 0;
      for (Future<Integer> writer : writers) {
        commits += writer.get();
      }
      return commits / ROUND.toSeconds();
    }
  }

  private static int write(Stage stage, String writer, long end) throws SQLException {
    int commits = 0;
    try (Connection connection = stage.connect()) {
      connection.setAutoCommit(false);
      for (; System.nanoTime() < end; commits++) {
        String key = Messages.eventId(writer, commits / EVENTS_OF_AN_AGGREGATE).toString();
        Stage.insert(
            connection, stage.message(key, 1 + commits % EVENTS_OF_AN_AGGREGATE, new byte[400]));
        connection.commit();
      }
    }
    return commits;
  }
}
