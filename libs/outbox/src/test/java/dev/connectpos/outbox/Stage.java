package dev.connectpos.outbox;

import dev.connectpos.outbox.RelayState.Phase;
import dev.connectpos.testkit.Backends;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of its own, a topic of its own, and any number of replicas that relay between them.
 */
final class Stage implements AutoCloseable {
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final int PARTITIONS = 6;

  private final Backends backends = new Backends();
  private final String url = backends.freshDatabase();
  private final String name = "stage_" + COUNTER.incrementAndGet();
  private final List<Replica> replicas = new ArrayList<>();
  private String kafka = backends.kafkaBootstrap();

  Stage() {
    Flyway.configure().dataSource(dataSource()).locations("db/outbox").load().migrate();
    createTopic();
  }

  /** Uses another broker from now on. */
  void kafka(String bootstrap) {
    kafka = bootstrap;
    createTopic();
  }

  String kafka() {
    return kafka;
  }

  String topic() {
    return name;
  }

  DataSource dataSource() {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    dataSource.setUser(backends.databaseUser());
    dataSource.setPassword(backends.databasePassword());
    return dataSource;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, backends.databaseUser(), backends.databasePassword());
  }

  OutboxMessage message(String key, long version) {
    return onTopic(Messages.message(key, version));
  }

  OutboxMessage message(String key, long version, byte[] payload) {
    return onTopic(Messages.message(key, version, payload));
  }

  private OutboxMessage onTopic(OutboxMessage message) {
    return new OutboxMessage(
        message.eventId(),
        message.aggregateType(),
        message.aggregateId(),
        message.aggregateVersion(),
        topic(),
        message.type(),
        message.payload(),
        message.occurredAt(),
        message.correlationId(),
        message.causationId());
  }

  /** Appends in a transaction of its own. */
  void append(OutboxMessage... messages) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      insert(connection, messages);
      connection.commit();
    }
  }

  /** Appends in the caller's transaction, with the statement that services use. */
  static void insert(Connection connection, OutboxMessage... messages) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(TransactionalOutbox.INSERT)) {
      for (OutboxMessage message : messages) {
        TransactionalOutbox.bind(insert, message, null);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Runs a statement and answers the first column of the first row, as text. */
  @Nullable String sql(String statement) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      if (!prepared.execute()) {
        return null;
      }
      try (ResultSet row = prepared.getResultSet()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  RelaySettings settings() {
    return new RelaySettings(
        new Database(url, backends.databaseUser(), backends.databasePassword(), name),
        new Progress(Duration.ofMinutes(10)),
        name,
        Duration.ofMillis(500),
        200,
        Duration.ofMillis(20),
        Duration.ofMinutes(1));
  }

  /** Starts a replica. */
  Replica replica(RelayContract.Kind kind) {
    return replica(kind, producer -> producer);
  }

  /** Starts a replica with something between the relay and Kafka. */
  Replica replica(RelayContract.Kind kind, UnaryOperator<Producer<String, byte[]>> tampering) {
    Map<String, Object> connection = Map.of("bootstrap.servers", kafka);
    var replica =
        new Replica(kind, settings(), () -> tampering.apply(Publisher.producer(connection)));
    replicas.add(replica);
    return replica;
  }

  /** Parked messages as an operator sees them, in a process that consumes nothing. */
  JdbcParkedMessages parkedMessages() {
    var parking = new JdbcParking(dataSource());
    var retries = new Retries(Clock.systemUTC(), Duration.ofMillis(1), Duration.ofSeconds(1));
    var delivery =
        new Delivery(
            parking,
            new DeadLetters(() -> Publisher.producer(Map.of("bootstrap.servers", kafka))),
            retries,
            new SimpleMeterRegistry());
    return new JdbcParkedMessages(
        dataSource(), parking, delivery, new LaneInbox(delivery, new Lanes(1)));
  }

  /** Ends every database connection of every relay, as a crash of their processes would. */
  void killRelays() throws SQLException {
    sql(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE application_name = '"
            + name
            + "'");
  }

  Replica awaitLeader() {
    return Awaitility.await("a leader")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> replicas.stream().filter(r -> r.phase() == Phase.LEADING).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Waits until a relay leads that has nothing of the past to send. */
  void awaitStreaming() {
    awaitLeader();
    Awaitility.await("progress beyond the start")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> "t".equals(sql("SELECT confirmed_through > '-infinity' FROM outbox_progress")));
  }

  @Override
  public void close() throws SQLException {
    replicas.forEach(Replica::stop);
    sql(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '"
            + name
            + "' AND NOT active");
  }

  private void createTopic() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
