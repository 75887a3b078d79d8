package dev.connectpos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connectpos.schemas.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Job against a registry that only listens, and answers as it is told to. */
class RegisterSchemasTest {
  private static final String PREFIX = "/apis/ccompat/v7";

  private record Call(String line, String body) {}

  private final ObjectMapper json = new ObjectMapper();
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer registry;
  private volatile String refuse = "";
  private volatile int refusal = 200;

  RegisterSchemasTest() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    registry.createContext("/", this::answer);
    registry.start();
  }

  @AfterEach
  void stop() {
    registry.stop(0);
  }

  @Test
  void demandsFullTransitiveFirstAndThenRegistersEveryTopicsSchema() throws IOException {
    assertThat(run()).isEqualTo(RegisterSchemas.REGISTERED);

    assertThat(calls)
        .extracting(Call::line)
        .startsWith("PUT " + PREFIX + "/config")
        .hasSize(1 + Topic.values().length);
    assertThat(json.readTree(calls.getFirst().body()))
        .isEqualTo(json.readTree("{\"compatibility\":\"BACKWARD_TRANSITIVE\"}"));
    assertThat(calls.stream().skip(1).map(Call::line))
        .containsExactlyElementsOf(
            Arrays.stream(Topic.values())
                .map(topic -> "POST " + PREFIX + "/subjects/" + topic.subject() + "/versions")
                .toList());
    for (Topic topic : Topic.values()) {
      Call call =
          calls.stream()
              .filter(candidate -> candidate.line().contains(topic.subject()))
              .findFirst()
              .orElseThrow();
      assertThat(new Schema.Parser().parse(json.readTree(call.body()).path("schema").asText()))
          .isEqualTo(topic.schema());
    }
  }

  @Test
  void mayRunAgain() {
    assertThat(run()).isEqualTo(RegisterSchemas.REGISTERED);
    assertThat(run()).isEqualTo(RegisterSchemas.REGISTERED);
  }

  @Test
  void registersNothingWhenTheRegistryWillNotBeFullTransitive() {
    refuse = "/config";
    refusal = 403;
    assertThat(run()).isEqualTo(RegisterSchemas.REFUSED);
    assertThat(calls).hasSize(1);
  }

  @Test
  void stopsAtTheFirstSchemaRefusedAsIncompatible() {
    refuse = Topic.TERMINAL_EVENTS.subject();
    refusal = 409;
    assertThat(run()).isEqualTo(RegisterSchemas.REFUSED);
    assertThat(calls.getLast().line()).contains(Topic.TERMINAL_EVENTS.subject());
    assertThat(calls).hasSizeLessThan(1 + Topic.values().length);
  }

  @Test
  void asksToBeRunAgainWhenTheRegistryIsIll() {
    refuse = Topic.ORDER_EVENTS.subject();
    refusal = 503;
    assertThat(run()).isEqualTo(RegisterSchemas.UNAVAILABLE);
    refuse = "/config";
    assertThat(run()).isEqualTo(RegisterSchemas.UNAVAILABLE);
  }

  @Test
  void asksToBeRunAgainWhenNobodyListens() {
    registry.stop(0);
    assertThat(run()).isEqualTo(RegisterSchemas.UNAVAILABLE);
  }

  @Test
  void refusesToRunWithoutAnAddress() {
    assertThat(RegisterSchemas.run(Map.of())).isEqualTo(RegisterSchemas.REFUSED);
    for (String address : List.of(" ", "registry:8080", "file:///tmp", "http://bad host/")) {
      assertThat(RegisterSchemas.run(Map.of(RegisterSchemas.REGISTRY_VARIABLE, address)))
          .as(address)
          .isEqualTo(RegisterSchemas.REFUSED);
    }
    assertThat(calls).isEmpty();
  }

  private int run() {
    String address = "http://localhost:" + registry.getAddress().getPort() + PREFIX + "/";
    return RegisterSchemas.run(Map.of(RegisterSchemas.REGISTRY_VARIABLE, address));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(new Call(exchange.getRequestMethod() + " " + path, body));
    boolean refused = !refuse.isEmpty() && path.contains(refuse);
    byte[] answer = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(refused ? refusal : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
