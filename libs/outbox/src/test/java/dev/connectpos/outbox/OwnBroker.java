package dev.connectpos.outbox;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A broker that may be killed and started again, unlike the one that all tests share. */
final class OwnBroker implements AutoCloseable {
  private final Path folder = Files.createTempDirectory("connect-own-kafka");
  private final int port = freePort();
  private final int controllerPort = freePort();
  private @Nullable Process process;

  OwnBroker() throws IOException {
    run(
        "dev.connectpos.testkit.BrokerMain",
        folder.toString(),
        Integer.toString(port),
        Integer.toString(controllerPort));
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Starts it on what it had stored, and waits until it answers. */
  void restart() throws IOException {
    run("kafka.Kafka", folder.resolve("server.properties").toString());
  }

  private void run(String... mainAndArguments) throws IOException {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String classPath =
        Arrays.stream(all.split(File.pathSeparator))
            .filter(entry -> !entry.contains("quarkus"))
            .collect(Collectors.joining(File.pathSeparator));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp", classPath));
    command.addAll(List.of(mainAndArguments));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("broker.log").toFile())
            .start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      Awaitility.await("the broker to answer")
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions()
          .until(() -> !admin.describeCluster().nodes().get().isEmpty());
    }
  }

  /** Ends it as a crash would. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
