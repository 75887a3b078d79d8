package dev.connectpos.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where acquirer-service and terminal-service are for a test: on one port, as it plays them. */
public final class OtherServices implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = "http://127.0.0.1:" + free.getLocalPort();
      return Map.of("connect.acquirer.url", address, "connect.terminals.url", address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // Nothing was kept open.
  }

  /**
   * A call of an internal route.
   *
   * @param route method and path, with the query
   */
  record Call(String route, JsonNode body) {}

  /** What it is answered. */
  record Answer(int status, String body) {
    static Answer problem(int status, String code) {
      return new Answer(status, "{\"code\":\"" + code + "\"}");
    }

    static Answer problem(int status, String code, String field) {
      return new Answer(status, "{\"code\":\"" + code + "\",\"field\":\"" + field + "\"}");
    }
  }

  /** Plays them until it is closed. */
  static final class Played implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Function<Call, Answer> part;

    Played(Function<Call, Answer> part) throws IOException {
      this.part = part;
      var address =
          URI.create(ConfigProvider.getConfig().getValue("connect.acquirer.url", String.class));
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::answer);
      server.start();
    }

    void plays(Function<Call, Answer> other) {
      part = other;
    }

    List<Call> calls() {
      return calls;
    }

    private void answer(HttpExchange exchange) throws IOException {
      var sent = exchange.getRequestBody().readAllBytes();
      var call =
          new Call(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              sent.length == 0 ? json.nullNode() : json.readTree(sent));
      calls.add(call);
      var authorized =
          "Bearer test-internal-token"
              .equals(exchange.getRequestHeaders().getFirst("Authorization"));
      var answer = authorized ? part.apply(call) : Answer.problem(401, "unauthorized");
      var body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
