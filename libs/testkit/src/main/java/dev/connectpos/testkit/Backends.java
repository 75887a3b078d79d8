package dev.connectpos.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;

/**
 * Real PostgreSQL and Kafka for tests, with a schema registry that knows this build's schemas.
 *
 * <p>Containers when a container engine answers, else the embedded ones; {@code
 * -Dconnect.test.backends=embedded|containers} decides by hand. The servers are started once per
 * test JVM; each application start gets an empty database and empty topics.
 */
public final class Backends implements QuarkusTestResourceLifecycleManager {
  private final Database database;
  private final Broker broker;
  private final String registry;

  /** Starts the servers, or finds those that this JVM has started already. */
  public Backends() {
    synchronized (System.getProperties()) {
      database = new Database(once("postgres", () -> Database.start(containers())));
      broker = new Broker(once("kafka", () -> Broker.start(containers())));
      registry = once("registry", FakeRegistry::start);
    }
  }

  /** Kept in system properties: Quarkus loads this class anew for each application it starts. */
  private static String once(String name, Supplier<String> start) {
    String key = "connect.test.address." + name;
    String address = System.getProperty(key);
    if (address == null) {
      address = start.get();
      System.setProperty(key, address);
    }
    return address;
  }

  @Override
  public Map<String, String> start() {
    broker.freshTopics();
    return Map.of(
        "quarkus.datasource.jdbc.url", database.fresh(),
        "quarkus.datasource.username", database.user(),
        "quarkus.datasource.password", database.password(),
        "kafka.bootstrap.servers", broker.bootstrap(),
        "connect.schema-registry.url", registry);
  }

  @Override
  public void stop() {
    // The servers serve the next application too and end with the JVM.
  }

  /** JDBC address of a new empty database, for tests without Quarkus. */
  public String freshDatabase() {
    return database.fresh();
  }

  /** User with every right, replication included. */
  public String databaseUser() {
    return database.user();
  }

  public String databasePassword() {
    return database.password();
  }

  /** Host and port of the broker. */
  public String kafkaBootstrap() {
    return broker.bootstrap();
  }

  /** Base address of the registry's interface. */
  public String registryUrl() {
    return registry;
  }

  private static boolean containers() {
    String wanted = System.getProperty("connect.test.backends", "auto");
    return switch (wanted) {
      case "embedded" -> false;
      case "containers" -> true;
      case "auto" -> engineMayAnswer() && DockerClientFactory.instance().isDockerAvailable();
      default ->
          throw new IllegalArgumentException(
              "connect.test.backends must be auto, embedded or containers, was " + wanted);
    };
  }

  /** Asking Testcontainers takes seconds and a page of log where there is no engine at all. */
  private static boolean engineMayAnswer() {
    return System.getenv("DOCKER_HOST") != null
        || Files.exists(Path.of("/var/run/docker.sock"))
        || Files.exists(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
  }
}
