package dev.connectpos.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.emulator.wire.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The server's side of the protocol, said line by line by a test. */
final class ScriptedServer implements AutoCloseable {

  static final String CREDENTIAL = "credential-of-the-terminal";
  private static final long PATIENCE_S = 10;

  /** One socket, as the server sees it. */
  static final class Session {
    private final ServerWebSocket socket;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();

    private Session(ServerWebSocket socket) {
      this.socket = socket;
      socket.textMessageHandler(text -> frames.add(parse(text)));
    }

    /** The next frame, which must be of this type. */
    JsonNode expect(String type) {
      JsonNode frame = next(frames, "a frame " + type);
      assertThat(frame.path("type").asText()).as("%s", frame).isEqualTo(type);
      return frame;
    }

    void say(String json) {
      socket.writeTextMessage(json.replace('\'', '"'));
    }

    /** Proves that the terminal has said nothing since: its next frame is the answer to a ping. */
    void expectNothingBut(String... types) {
      say("{'type':'ping','seq':777}");
      for (String type : types) {
        expect(type);
      }
      assertThat(expect("pong").path("seq").asLong()).isEqualTo(777);
    }

    void close(int code) {
      socket.close((short) code, "scripted");
    }

    boolean closed() {
      return socket.isClosed();
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();
  private final AtomicLong connections = new AtomicLong();
  private final HttpServer http;
  private volatile String credential = CREDENTIAL;
  private volatile BiConsumer<HttpServerRequest, Answer> pairing =
      (_, answer) -> answer.send(404, "{}");
  private volatile Consumer<ServerWebSocket> sockets = socket -> sessions.add(new Session(socket));

  /** Sends one HTTP answer. */
  interface Answer {
    void send(int status, String json);
  }

  ScriptedServer() {
    this(0);
  }

  ScriptedServer(int port) {
    var options = new HttpServerOptions().addWebSocketSubProtocol("connect-terminal.v1");
    http =
        vertx
            .createHttpServer(options)
            .requestHandler(this::answer)
            .listen(port, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + http.actualPort());
  }

  int port() {
    return http.actualPort();
  }

  void accept(String newCredential) {
    credential = newCredential;
  }

  void onPairing(BiConsumer<HttpServerRequest, Answer> answers) {
    pairing = answers;
  }

  /** Answers sockets by code instead of by script: for load. */
  void onSocket(Consumer<ServerWebSocket> answers) {
    sockets = answers;
  }

  long connections() {
    return connections.get();
  }

  /** The next terminal to connect. */
  Session session() {
    return next(sessions, "a session");
  }

  /** The next terminal to connect, past its hello. */
  Session sessionAfterHello() {
    Session session = session();
    session.expect("hello");
    return session;
  }

  /** The body of the next HTTP request that had one. */
  JsonNode request() {
    return next(requests, "a request");
  }

  private void connect(HttpServerRequest request) {
    connections.incrementAndGet();
    String protocol = request.getHeader("Sec-WebSocket-Protocol");
    if (!"connect-terminal.v1".equals(protocol)) {
      var _ = request.response().setStatusCode(400).end();
    } else if (!("Bearer " + credential).equals(request.getHeader("Authorization"))) {
      var _ = request.response().setStatusCode(401).end();
    } else {
      var _ = request.toWebSocket().onSuccess(sockets::accept);
    }
  }

  private void answer(HttpServerRequest request) {
    if ("/terminal/v1/connect".equals(request.path())) {
      connect(request);
      return;
    }
    var _ =
        request
            .body()
            .onSuccess(
                body -> {
                  if (body.length() > 0) {
                    requests.add(parse(body.toString()));
                  }
                  pairing.accept(
                      request,
                      (status, json) ->
                          request
                              .response()
                              .setStatusCode(status)
                              .putHeader("Content-Type", "application/json")
                              .end(json.replace('\'', '"')));
                });
  }

  static ObjectNode parse(String text) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T next(BlockingQueue<T> queue, String what) {
    try {
      T item = queue.poll(PATIENCE_S, TimeUnit.SECONDS);
      assertThat(item).as(what).isNotNull();
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
