package dev.connectpos.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connectpos.iso8583.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the network slow, forgetful or unreachable while it runs. On the loopback address only.
 * {@code GET} and {@code PUT /settings}; {@code GET /health} is 200 when the book can be read.
 */
final class AdminPort implements AutoCloseable {
  private static final int LONGEST_BODY = 1024;
  private static final Pattern MEMBER = Pattern.compile("\\s*\"(\\w+)\"\\s*:\\s*(\\w+)\\s*");
  private static final Pattern BODY =
      Pattern.compile("\\s*\\{(%1$s(,%1$s)*)}\\s*".formatted(MEMBER));

  private final Behaviour behaviour;
  private final Host host;
  private final BooleanSupplier healthy;
  private final HttpServer server;
  private volatile boolean down;

  AdminPort(int port, Behaviour behaviour, Host host, BooleanSupplier healthy) {
    this.behaviour = behaviour;
    this.host = host;
    this.healthy = healthy;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen at admin port " + port, e);
    }
    server.createContext("/settings", this::settings);
    server.createContext("/health", this::health);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
  }

  void open() {
    server.start();
  }

  /** Where it listens. */
  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void health(HttpExchange exchange) throws IOException {
    boolean well = healthy.getAsBoolean();
    respond(exchange, well ? 200 : 503, "{\"status\":\"%s\"}".formatted(well ? "up" : "down"));
  }

  private void settings(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> respond(exchange, 200, shown());
      case "PUT" -> {
        var body =
            new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        try {
          put(body);
          respond(exchange, 200, shown());
        } catch (IllegalArgumentException e) {
          respond(exchange, 422, "{\"message\":\"%s\"}".formatted(e.getMessage()));
        }
      }
      default -> respond(exchange, 405, "{\"message\":\"GET or PUT\"}");
    }
  }

  /** All or nothing: what is wrong changes nothing. */
  private void put(String body) {
    if (!BODY.matcher(body).matches()) {
      throw new IllegalArgumentException("a flat object of numbers and booleans is expected");
    }
    var pace = behaviour.pace();
    int lose = behaviour.answersToLose();
    boolean refuse = down;
    Matcher member = MEMBER.matcher(body);
    while (member.find()) {
      String value = member.group(2);
      switch (member.group(1)) {
        case "latency_ms" ->
            pace = new Behaviour.Pace(millis(value), pace.slow(), pace.processing());
        case "slow_ms" ->
            pace = new Behaviour.Pace(pace.latency(), millis(value), pace.processing());
        case "processing_ms" ->
            pace = new Behaviour.Pace(pace.latency(), pace.slow(), millis(value));
        case "drop_answers" -> lose = number(value);
        case "down" -> refuse = flag(value);
        default -> throw new IllegalArgumentException(member.group(1) + " is no setting");
      }
    }
    behaviour.become(pace);
    behaviour.loseAnswers(lose);
    down = refuse;
    host.refuse(refuse);
  }

  private static Duration millis(String value) {
    return Duration.ofMillis(number(value));
  }

  private static int number(String value) {
    if (!value.matches("\\d{1,7}")) {
      throw new IllegalArgumentException(value + " is no number from 0 to 9999999");
    }
    return Integer.parseInt(value);
  }

  private static boolean flag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value + " is neither true nor false");
    };
  }

  private String shown() {
    var pace = behaviour.pace();
    return String.format(
        Locale.ROOT,
        "{\"latency_ms\":%d,\"slow_ms\":%d,\"processing_ms\":%d,\"drop_answers\":%d,\"down\":%b}",
        pace.latency().toMillis(),
        pace.slow().toMillis(),
        pace.processing().toMillis(),
        behaviour.answersToLose(),
        down);
  }

  private static void respond(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
