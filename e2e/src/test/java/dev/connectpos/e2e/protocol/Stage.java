package dev.connectpos.e2e.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A server that says what a rule has it say. It pairs whoever asks. */
final class Stage implements AutoCloseable {
  static final String CREDENTIAL = "term_stage0000000000.secret-of-the-device";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = Long.getLong("connect.protocol.patience", 20);

  /** One socket. */
  static final class Session {
    private final ServerWebSocket socket;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final AtomicLong seq = new AtomicLong();

    private Session(ServerWebSocket socket, List<String> everything) {
      this.socket = socket;
      socket.textMessageHandler(
          text -> {
            everything.add(text);
            frames.add(parse(text));
          });
    }

    JsonNode next() {
      return taken(frames, "a frame");
    }

    /** The next frame that is not of these types. */
    JsonNode nextBut(String... passing) {
      JsonNode frame = next();
      while (List.of(passing).contains(frame.path("type").asText())) {
        frame = next();
      }
      return frame;
    }

    JsonNode expect(String type) {
      JsonNode frame = next();
      assertThat(frame.path("type").asText()).as("%s", frame).isEqualTo(type);
      return frame;
    }

    /** Sends a frame; {@code seq} is added, quotes may be single ones. */
    void say(String frame) {
      String numbered = frame.replaceFirst("\\{", "{'seq':" + seq.incrementAndGet() + ",");
      var _ = socket.writeTextMessage(numbered.replace('\'', '"'));
    }

    /** Nothing of these types has come: all before the answer to a ping is something else. */
    void never(String... types) {
      say("{'type':'ping'}");
      long asked = seq.get();
      JsonNode frame = next();
      while (!frame.path("type").asText().equals("pong") || frame.path("seq").asLong() != asked) {
        assertThat(frame.path("type").asText()).as("%s", frame).isNotIn(List.of(types));
        frame = next();
      }
    }

    void close(int code) {
      var _ = socket.close((short) code, "conformance");
    }

    /** Cuts the line. */
    void drop() {
      close(1011);
    }
  }

  /** An upgrade request as it came. */
  record Asked(String path, @Nullable String authorization, @Nullable String protocol, long at) {}

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<JsonNode> pairings = new CopyOnWriteArrayList<>();
  private final List<String> everything = new CopyOnWriteArrayList<>();
  private final HttpServer http;
  private volatile int refusal;

  Stage() {
    this(0);
  }

  /**
   * @param port 0 for any
   */
  Stage(int port) {
    var options = new HttpServerOptions().addWebSocketSubProtocol(Probe.PROTOCOL);
    http =
        vertx
            .createHttpServer(options)
            .requestHandler(this::answer)
            .listen(port, port == 0 ? "127.0.0.1" : "0.0.0.0")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.actualPort());
  }

  /** Refuses sockets with this status from now on; 0 gives them. */
  void refuse(int status) {
    refusal = status;
  }

  /** The next socket, before its hello. */
  Session socket() {
    return taken(sessions, "a connection");
  }

  boolean hasSocket() {
    return !sessions.isEmpty();
  }

  List<Asked> asked() {
    return asked;
  }

  List<JsonNode> pairings() {
    return pairings;
  }

  /** All text that the terminal has sent, whatever it was. */
  List<String> everything() {
    return everything;
  }

  private void answer(HttpServerRequest request) {
    if (!"/terminal/v1/connect".equals(request.path())) {
      var _ = request.body().onSuccess(body -> pair(request, body.toString()));
      return;
    }
    asked.add(
        new Asked(
            request.uri(),
            request.getHeader("Authorization"),
            request.getHeader("Sec-WebSocket-Protocol"),
            System.nanoTime()));
    if (refusal != 0) {
      var _ = request.response().setStatusCode(refusal).end();
    } else {
      var _ = request.toWebSocket().onSuccess(this::opened);
    }
  }

  private void opened(ServerWebSocket socket) {
    sessions.add(new Session(socket, everything));
  }

  private void pair(HttpServerRequest request, String body) {
    boolean begins = request.method().name().equals("POST");
    if (begins) {
      pairings.add(parse(body));
    } else {
      pairings.add(JSON.createObjectNode().put("secret", request.getHeader("Authorization")));
    }
    String answer =
        begins
            ? "{'pairing_id':'pair_1','code':'ABCD2345','pairing_secret':'secret_1',"
                + "'expires_at':'2030-01-01T00:00:00Z'}"
            : "{'status':'paired','terminal_id':'term_stage0000000000','device_credential':'"
                + CREDENTIAL
                + "'}";
    var _ =
        request
            .response()
            .setStatusCode(begins ? 201 : 200)
            .putHeader("Content-Type", "application/json")
            .end(answer.replace('\'', '"'));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode().put("type", "not JSON: " + text);
    }
  }

  private static <T> T taken(BlockingQueue<T> queue, String what) {
    try {
      T item = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(item).as("%s within %s s", what, PATIENCE_SECONDS).isNotNull();
      return Objects.requireNonNull(item);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
