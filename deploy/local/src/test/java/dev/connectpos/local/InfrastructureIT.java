package dev.connectpos.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.Secrets;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.Topic;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real parts below the services, in a home whose path has a space in it. */
@Timeout(300)
class InfrastructureIT {
  private static final Path TARGET =
      Path.of(System.getProperty("connect.module.dir", ".")).toAbsolutePath().resolve("target");

  @SuppressWarnings("NullAway.Init")
  private Home home;

  @SuppressWarnings("NullAway.Init")
  private Ports ports;

  @BeforeEach
  void freshHome() {
    home = new Home(TARGET.resolve("it home"));
    Home.deleteTree(home.folder());
    ports = freePorts();
  }

  private static Ports freePorts() {
    for (int tries = 0; tries < 50; tries++) {
      var ports = new Ports(ThreadLocalRandom.current().nextInt(1_000, 12_000));
      if (ports.byPart().values().stream().noneMatch(Ports::isTaken)) {
        return ports;
      }
    }
    throw new IllegalStateException("no free ports found");
  }

  @Test
  void everyPartIsRealDurableAndComesBack() throws Exception {
    Map<Topic, Integer> ids;
    try (var system = LocalSystem.startInfrastructure(home.folder(), ports.offset())) {
      databasesAreApart();
      topicsAreThere();
      assertThat(get("/config")).contains("BACKWARD_TRANSITIVE");
      ids = schemaIds();
      sql("orders", "CREATE TABLE kept (x int)");

      system.kill("postgres");
      system.kill("kafka");
      system.kill("card-network");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  system
                      .notices()
                      .containsAll(
                          List.of(
                              "postgres is ready again",
                              "kafka is ready again",
                              "card-network is ready again")));
      system.awaitReady();
      assertThat(sql("orders", "SELECT count(*) FROM kept")).isEqualTo("0");
      topicsAreThere();
    }
    assertThat(ports.byPart().values()).noneMatch(Ports::isTaken);
    try (var again = LocalSystem.startInfrastructure(home.folder(), ports.offset())) {
      assertThat(again.pid("registry")).isPositive();
      // Ids stand in every message ever written.
      assertThat(schemaIds()).isEqualTo(ids);
      assertThat(sql("orders", "SELECT count(*) FROM kept")).isEqualTo("0");
    }
  }

  @Test
  void aSupervisorKilledWithoutWarningLeavesNothingRunning() throws Exception {
    Process supervisor = launch("up", "--infrastructure");
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .failFast("it ended: " + home.folder(), () -> !supervisor.isAlive())
        .until(
            () -> Files.exists(home.state()) && Files.readString(home.state()).contains("running"));

    Process second = launch("up", "--infrastructure");
    assertThat(second.waitFor()).isEqualTo(1);
    assertThat(output(second)).contains("connect: already running (process " + supervisor.pid());

    List<ProcessHandle> children = new ArrayList<>();
    for (String part :
        List.of("postgres", "postgres-server", "kafka", "registry", "card-network")) {
      children.add(PidFile.alive(home.pid(part)).orElseThrow());
    }
    supervisor.destroyForcibly();
    // Each notices by itself that nobody holds its pipe any more.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));

    Process down = launch("down");
    assertThat(down.waitFor()).isZero();
    assertThat(ports.byPart().values()).noneMatch(Ports::isTaken);
    assertThat(home.pid("kafka")).doesNotExist();
  }

  @Test
  void aPortThatIsTakenIsSaidInOneLineBeforeAnythingStarts() throws Exception {
    try (var blocker = new ServerSocket(ports.kafka())) {
      assertThat(blocker.isBound()).isTrue();
      Process up = launch("up", "--infrastructure");
      assertThat(up.waitFor()).isEqualTo(1);
      assertThat(output(up))
          .isEqualTo(
              "connect: port %d is taken (kafka); stop what uses it or run with --port-offset %d\n",
              ports.kafka(), ports.offset() + 100);
    }
    assertThat(home.postgres()).doesNotExist();
  }

  private Process launch(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Installation.java());
    command.add("-Xmx128m");
    command.add("-XX:+UseSerialGC");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
    command.add("-cp");
    command.add(Installation.find().classPath());
    command.add(Connect.class.getName());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--home", home.folder().toString()));
    if (arguments[0].equals("up")) {
      command.addAll(List.of("--port-offset", Integer.toString(ports.offset())));
    }
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void databasesAreApart() throws SQLException {
    assertThat(sql("orders", "SHOW wal_level")).isEqualTo("logical");
    assertThat(sql("orders", "SHOW fsync")).isEqualTo("on");
    assertThat(sql("acquirer", "SELECT rolreplication FROM pg_roles WHERE rolname=current_user"))
        .isEqualTo("t");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> query("orders", "acquirer", "SELECT 1"))
        .hasMessageContaining("permission denied for database");
  }

  private String sql(String database, String statement) throws SQLException {
    return query(database, database, statement);
  }

  private String query(String role, String database, String statement) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database;
    String password = new Secrets(home).databasePassword(role);
    try (var connection = DriverManager.getConnection(url, role, password);
        var prepared = connection.prepareStatement(statement)) {
      if (!prepared.execute()) {
        return "";
      }
      try (ResultSet rows = prepared.getResultSet()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  private void topicsAreThere() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.kafka()))) {
      var names =
          Arrays.stream(Topic.values())
              .map(Topic::topicName)
              .flatMap(name -> List.of(name, name + ".dlt").stream())
              .toList();
      assertThat(admin.describeTopics(names).allTopicNames().get().values())
          .hasSameSizeAs(names)
          .allMatch(topic -> topic.partitions().size() == 6);
    }
  }

  private Map<Topic, Integer> schemaIds() {
    var registry = new HttpSchemaRegistry(registry());
    return Arrays.stream(Topic.values())
        .collect(
            Collectors.toMap(
                topic -> topic, topic -> registry.idOf(topic.subject(), topic.schema())));
  }

  private URI registry() {
    return URI.create("http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7");
  }

  private String get(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(registry() + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
