package dev.connectpos.e2e.leak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connectpos.e2e.leak.CardData.Leak;
import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.ServiceName;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** All places of a running system in which something is kept. */
final class Places {
  /** The simulated card network is not ours, and has to know whose card it approves. */
  private static final List<String> DATABASES =
      Arrays.stream(ServiceName.values()).map(ServiceName::database).toList();

  private static final int ROWS = 500;

  private final CardData cardData;
  private final Home home;
  private final int kafkaPort;
  private final int postgresPort;

  Places(CardData cardData, Home home, int kafkaPort, int postgresPort) {
    this.cardData = cardData;
    this.home = home;
    this.kafkaPort = kafkaPort;
    this.postgresPort = postgresPort;
  }

  /** What was looked at, so that nothing can pass for clean that was not there. */
  record Findings(long pieces, List<Leak> leaks) {}

  /** Every line that a process of the system wrote. */
  Findings logs() throws IOException {
    var leaks = new ArrayList<Leak>();
    long lines = 0;
    try (var files = Files.list(home.logs())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (BufferedReader reader = Files.newBufferedReader(file, ISO_8859_1)) {
          for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines++;
            leaks.addAll(cardData.in("log " + file.getFileName(), line.getBytes(ISO_8859_1)));
          }
        }
      }
    }
    return new Findings(lines, leaks);
  }

  /** Every message of every topic: key, value and headers. */
  Findings topics() {
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", "127.0.0.1:" + kafkaPort);
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    var bytes = new ByteArrayDeserializer();
    var leaks = new ArrayList<Leak>();
    long messages = 0;
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .filter(found -> !found.topic().startsWith("__"))
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (var message : consumer.poll(Duration.ofSeconds(1))) {
          messages++;
          String place = "topic " + message.topic();
          leaks.addAll(cardData.in(place, orEmpty(message.key())));
          leaks.addAll(cardData.in(place, orEmpty(message.value())));
          for (var header : message.headers()) {
            leaks.addAll(cardData.in(place + " header", orEmpty(header.value())));
          }
        }
      }
    }
    return new Findings(messages, leaks);
  }

  private static byte[] orEmpty(byte @Nullable [] bytes) {
    return bytes == null ? new byte[0] : bytes;
  }

  /** Every row of every table of every service, the vault included: it keeps what is sealed. */
  Findings tables() throws SQLException {
    var leaks = new ArrayList<Leak>();
    long rows = 0;
    for (String database : DATABASES) {
      try (Connection connection = connect(database)) {
        connection.setAutoCommit(false);
        for (String table : tableNames(connection)) {
          rows += table(connection, database, table, leaks);
        }
      }
    }
    return new Findings(rows, leaks);
  }

  /** A row as text; binary columns stand in it as hexadecimal. */
  private long table(Connection connection, String database, String table, List<Leak> leaks)
      throws SQLException {
    long count = 0;
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(ROWS);
      try (var rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
        while (rows.next()) {
          count++;
          leaks.addAll(
              cardData.in("table " + database + "." + table, rows.getString(1).getBytes(UTF_8)));
        }
      }
    }
    return count;
  }

  private static List<String> tableNames(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                 WHERE schemaname NOT IN ('pg_catalog', 'information_schema')""")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /**
   * Copies what terminals seal from now on, as it is kept, for the moment that it is; until {@link
   * #stopCopying()}.
   */
  void copySealed() throws SQLException {
    execute(
        ServiceName.ACQUIRER,
        "CREATE TABLE sealed (data text, pin_block text)",
        """
        CREATE FUNCTION copy_sealed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          INSERT INTO sealed VALUES (NEW.data, NEW.pin_block);
          RETURN NULL;
        END $$""",
        "CREATE TRIGGER copy_sealed AFTER INSERT ON presentment FOR EACH ROW EXECUTE FUNCTION"
            + " copy_sealed()");
  }

  /**
   * Has what was copied looked for, cards and PIN blocks.
   *
   * @return how many PIN blocks there were
   */
  int learnSealed() throws SQLException {
    int blocks = 0;
    try (Connection connection = connect(ServiceName.ACQUIRER.database());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT data, pin_block FROM sealed")) {
      while (rows.next()) {
        cardData.learn("sealed card", Base64.getDecoder().decode(rows.getString(1)));
        String block = rows.getString(2);
        if (block != null) {
          blocks++;
          cardData.learn("PIN block", HexFormat.of().parseHex(block));
        }
      }
    }
    return blocks;
  }

  void stopCopying() throws SQLException {
    execute(
        ServiceName.ACQUIRER,
        "DROP TRIGGER IF EXISTS copy_sealed ON presentment",
        "DROP FUNCTION IF EXISTS copy_sealed",
        "DROP TABLE IF EXISTS sealed");
  }

  void execute(ServiceName service, String... statements) throws SQLException {
    try (Connection connection = connect(service.database());
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** How many sealed cards still wait for their payment. */
  long presentments() throws SQLException {
    try (Connection connection = connect(ServiceName.ACQUIRER.database());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM presentment) + (SELECT count(*) FROM"
                    + " online_presentment)")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** As the server's own administrator: what a service may read is not asked. */
  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + database,
        "postgres",
        new EnvFile(home.secrets()).require("POSTGRES_PASSWORD"));
  }
}
