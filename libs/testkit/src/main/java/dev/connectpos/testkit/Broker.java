package dev.connectpos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.schemas.Topic;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.awaitility.Awaitility;
import org.testcontainers.kafka.KafkaContainer;

/** One Kafka broker for the whole test JVM, with every topic of the event log empty when asked. */
final class Broker {
  private static final int PARTITIONS = 6;

  private final String bootstrap;

  Broker(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Starts the broker and answers its address. */
  static String start(boolean containers) {
    return containers ? container() : embedded();
  }

  String bootstrap() {
    return bootstrap;
  }

  private static String container() {
    // Removed by Testcontainers when the JVM ends.
    @SuppressWarnings("resource")
    var kafka = new KafkaContainer("apache/kafka:4.1.1");
    kafka.start();
    return kafka.getBootstrapServers();
  }

  private static String embedded() {
    try {
      Path folder = Files.createTempDirectory("connect-kafka");
      int port = freePort();
      Process broker =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx384m",
                  "-XX:+UseSerialGC",
                  "-cp",
                  classPath(),
                  BrokerMain.class.getName(),
                  folder.toString(),
                  Integer.toString(port),
                  Integer.toString(freePort()))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("broker.log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, folder)));
      String bootstrap = "127.0.0.1:" + port;
      awaitAnswer(bootstrap, broker, folder);
      return bootstrap;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(Process broker, Path folder) {
    broker.destroyForcibly();
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // The folder is in the temporary directory; the system clears it.
    }
  }

  private static void awaitAnswer(String bootstrap, Process broker, Path folder) {
    try (Admin admin = admin(bootstrap)) {
      Awaitility.await("the broker to answer")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(100))
          .failFast(() -> assertThat(broker.isAlive()).as("broker: " + log(folder)).isTrue())
          .ignoreExceptionsMatching(e -> !(e instanceof AssertionError))
          .until(() -> !admin.describeCluster().nodes().get().isEmpty());
    }
  }

  private static String log(Path folder) throws IOException {
    return Files.readString(folder.resolve("broker.log"));
  }

  /** Surefire hides the real class path behind a jar of its own, and tells it here. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !entry.contains("quarkus"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "request.timeout.ms",
            "10000",
            "default.api.timeout.ms",
            "20000"));
  }

  /** Deletes every topic but Kafka's own and creates those of the event log, empty. */
  void freshTopics() {
    try (Admin admin = admin(bootstrap)) {
      Set<String> old = admin.listTopics().names().get();
      admin.deleteTopics(old).all().get();
      List<NewTopic> topics =
          Arrays.stream(Topic.values())
              .map(topic -> new NewTopic(topic.topicName(), PARTITIONS, (short) 1))
              .toList();
      Awaitility.await("topics to be made anew")
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .until(() -> areMade(admin.createTopics(topics)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot prepare topics", e);
    }
  }

  /**
   * The controller forgot the old ones before it said so: what exists now is new and empty. It was
   * made by an attempt whose answer was lost, or by a client that has not ended yet, and then with
   * as many partitions.
   */
  private static boolean areMade(CreateTopicsResult result)
      throws InterruptedException, ExecutionException {
    for (var topic : result.values().values()) {
      try {
        topic.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    return true;
  }
}
