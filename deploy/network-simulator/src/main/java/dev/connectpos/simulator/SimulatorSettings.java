package dev.connectpos.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the simulator is started with.
 *
 * @param listen the address for acquirers
 * @param port for acquirers; 0 for any that is free
 * @param adminPort on the loopback address; 0 for any that is free
 * @param book where its book is
 * @param latency added to every answer
 * @param slow the pause of a slow approval
 * @param processing how long enquiries find nothing out about a payment online in the air
 */
public record SimulatorSettings(
    String listen,
    int port,
    int adminPort,
    Book book,
    Duration latency,
    Duration slow,
    Duration processing) {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,6})(ms|s|m)");

  /**
   * A PostgreSQL database; its schema {@code network} is made there.
   *
   * @param url for JDBC
   */
  public record Book(String url, String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Book[" + url + "]";
    }
  }

  /**
   * Reads {@code CONNECT_…} variables; docs/simulator.md lists them.
   *
   * @throws IllegalArgumentException if one is missing, or is not what it should be
   */
  static SimulatorSettings of(Map<String, String> environment) {
    return new SimulatorSettings(
        environment.getOrDefault("CONNECT_NETWORK_LISTEN", "127.0.0.1"),
        Integer.parseInt(environment.getOrDefault("CONNECT_NETWORK_PORT", "8583")),
        Integer.parseInt(environment.getOrDefault("CONNECT_NETWORK_ADMIN_PORT", "8584")),
        new Book(
            required(environment, "CONNECT_DB_URL"),
            required(environment, "CONNECT_DB_USER"),
            required(environment, "CONNECT_DB_PASSWORD")),
        duration(environment.getOrDefault("CONNECT_SIMULATOR_LATENCY", "0s")),
        duration(environment.getOrDefault("CONNECT_SIMULATOR_SLOW", "3s")),
        duration(environment.getOrDefault("CONNECT_SIMULATOR_PROCESSING", "8s")));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " must be set");
    }
    return value;
  }

  private static Duration duration(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      throw new IllegalArgumentException(text + " is no duration; write 250ms, 3s or 1m");
    }
    long value = Long.parseLong(amount.group(1));
    return switch (amount.group(2)) {
      case "ms" -> Duration.ofMillis(value);
      case "s" -> Duration.ofSeconds(value);
      default -> Duration.ofMinutes(value);
    };
  }
}
