package dev.connectpos.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.iso8583.Field;
import dev.connectpos.testkit.Backends;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the program, between a request and its answer. */
class KilledSimulatorIT {
  private final Backends backends = new Backends();
  private final String database = backends.freshDatabase();

  @Test
  void whatItAnsweredStandsAndWhatItDidNotDecideWasNeverThere() throws Exception {
    int port = free();
    Process first = start(port, "0s");
    try (var acquirer = new Acquirer(port);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(acquirer.authorize("answered", 19_90)).isEqualTo("000");
      kill(first);
      await().until(() -> !acquirer.isUp());
      Process second = start(port, "30s");
      var unanswered = threads.submit(() -> acquirer.authorize("unanswered", 19_90));
      // It is with the program as soon as the line stands again: that listens last of all.
      await().atMost(Duration.ofMinutes(2)).until(() -> listens(port) && acquirer.isUp());
      await().pollDelay(Duration.ofMillis(700)).until(() -> !unanswered.isDone());
      kill(second);
      assertThat(unanswered.get()).isEqualTo(Acquirer.LOST);
      Process third = start(port, "0s");
      assertThat(acquirer.enquire("answered").text(Field.FOUND_ACTION)).isEqualTo("000");
      assertThat(acquirer.enquire("unanswered").text(Field.ACTION)).isEqualTo("914");
      kill(third);
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process start(int port, String latency) throws IOException {
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                NetworkSimulator.class.getName()));
    builder.environment().put("CONNECT_NETWORK_PORT", Integer.toString(port));
    builder.environment().put("CONNECT_NETWORK_ADMIN_PORT", "0");
    builder.environment().put("CONNECT_DB_URL", database);
    builder.environment().put("CONNECT_DB_USER", backends.databaseUser());
    builder.environment().put("CONNECT_DB_PASSWORD", backends.databasePassword());
    builder.environment().put("CONNECT_SIMULATOR_LATENCY", latency);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(Path.of("target", "killed-simulator.log").toFile()))
        .start();
  }
}
