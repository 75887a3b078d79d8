package dev.connectpos.e2e;

import dev.connectpos.local.LocalSystem;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One running system for all suites of a test run; it ends with the JVM. */
public final class TheSystem {
  /** So that all ports are below those that connections are made from. */
  private static final int PORT_OFFSET = Integer.getInteger("connect.e2e.port-offset", 12_500);

  /** How long the acquirer waits for an answer of the card network. */
  static final Duration NETWORK_PATIENCE = Duration.ofSeconds(2);

  /** How many processes of terminal-service there are. */
  private static final int TERMINAL_REPLICAS =
      Integer.getInteger("connect.e2e.terminal-replicas", 2);

  private static final Path TARGET =
      Path.of(System.getProperty("connect.module.dir", "."), "target");

  private static final Home HOME = new Home(TARGET.resolve("home"));
  private static final Ports PORTS = new Ports(PORT_OFFSET);
  private static final TraceSink TRACES = TraceSink.into(TARGET.resolve("traces"));

  private static final LocalSystem RUNNING = start();

  private TheSystem() {}

  static LocalSystem running() {
    return RUNNING;
  }

  /** Where it keeps its data. */
  public static Home home() {
    return HOME;
  }

  /** Where its parts listen. */
  public static Ports ports() {
    return PORTS;
  }

  /** What it said in traces. */
  public static TraceSink traces() {
    return TRACES;
  }

  /** All processes of a service, by the names of their parts. */
  public static List<String> replicas(String service) {
    return service.equals("terminal-service")
        ? IntStream.rangeClosed(1, TERMINAL_REPLICAS)
            .mapToObj(number -> number == 1 ? service : service + "-" + number)
            .toList()
        : List.of(service);
  }

  private static LocalSystem start() {
    Path home = HOME.folder();
    Home.deleteTree(home); // What an earlier run left belongs to an earlier build.
    LocalSystem system = LocalSystem.start(home, PORT_OFFSET, settings(), TERMINAL_REPLICAS);
    Runtime.getRuntime().addShutdownHook(new Thread(system::close));
    return system;
  }

  /**
   * What takes minutes in a shop takes seconds here, and a shop that sells so much would have a key
   * without the limits of test keys, and a fleet more than one address; the other rules are the
   * same. Traces come here, to be looked at.
   */
  private static Map<String, String> settings() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT", TRACES.url().toString(),
        "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf",
        "CONNECT_CONFIRM_WITHIN", "12s",
        "CONNECT_NETWORK_TIME_LIMIT", NETWORK_PATIENCE.toSeconds() + "s",
        "CONNECT_RATE_LIMITS", "off",
        "CONNECT_PAIRING_PER_ADDRESS_AND_MINUTE", "1000000");
  }
}
