package dev.connectpos.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Commands on a few aggregates from many threads, as a service runs them: lock, append, commit. */
final class Writers implements AutoCloseable {
  private static final int THREADS = 8;

  private final Stage stage;
  private final int aggregates;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<Future<Void>> running = new ArrayList<>();

  Writers(Stage stage, int aggregates) throws SQLException {
    this.stage = stage;
    this.aggregates = aggregates;
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE aggregate (id text PRIMARY KEY, version bigint NOT NULL)");
      statement.execute(
          "INSERT INTO aggregate SELECT 'agg_' || n, 0 FROM generate_series(1, "
              + aggregates
              + ") AS n");
    }
  }

  /** Starts writing; each thread runs so many transactions, every tenth of which rolls back. */
  void start(int transactionsPerThread) {
    for (int thread = 0; thread < THREADS; thread++) {
      var random = new Random(thread);
      Callable<Void> work =
          () -> {
            try (Connection connection = stage.connect()) {
              connection.setAutoCommit(false);
              for (int i = 0; i < transactionsPerThread; i++) {
                command(connection, random);
              }
            }
            return null;
          };
      running.add(threads.submit(work));
    }
  }

  /** Waits for the end, and answers the last version of each aggregate. */
  Map<String, Integer> await() throws InterruptedException, ExecutionException, SQLException {
    for (Future<Void> writer : running) {
      writer.get();
    }
    var last = new LinkedHashMap<String, Integer>();
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id, version FROM aggregate")) {
      while (row.next()) {
        last.put(row.getString(1), row.getInt(2));
      }
    }
    return last;
  }

  private void command(Connection connection, Random random) throws SQLException {
    String key = "agg_" + (1 + random.nextInt(aggregates));
    int messages = 1 + random.nextInt(3);
    long version = lock(connection, key);
    for (int i = 1; i <= messages; i++) {
      Stage.insert(connection, stage.message(key, version + i));
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE aggregate SET version = version + ? WHERE id = ?")) {
      update.setInt(1, messages);
      update.setString(2, key);
      update.executeUpdate();
    }
    if (random.nextInt(10) == 0) {
      connection.rollback();
    } else {
      connection.commit();
    }
  }

  private static long lock(Connection connection, String key) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT version FROM aggregate WHERE id = ? FOR UPDATE")) {
      query.setString(1, key);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
