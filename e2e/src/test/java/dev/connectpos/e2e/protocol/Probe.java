package dev.connectpos.e2e.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A terminal's end of a socket, frame by frame. It answers pings unless it is mute. */
final class Probe implements WebSocket.Listener, AutoCloseable {
  static final String PROTOCOL = "connect-terminal.v1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_SECONDS = 40;

  /** What a failure shows of the frames before it. */
  private static final int LINES = 12;

  private static final int LINE = 240;

  private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final long openedAt = System.nanoTime();
  private final ArrayDeque<String> transcript = new ArrayDeque<>();
  private final boolean mute;
  private @Nullable WebSocket socket;
  private volatile long lastSeq;
  private final AtomicInteger pings = new AtomicInteger();

  private Probe(boolean mute) {
    this.mute = mute;
  }

  /** How a socket is asked for. */
  record Asking(URI server, Map<String, String> headers, List<String> protocols) {

    /** As a terminal does. */
    static Asking bearer(URI server, String credential) {
      return new Asking(server, Map.of("Authorization", "Bearer " + credential), List.of(PROTOCOL));
    }

    /** As a page does; without an origin if it is empty. */
    static Asking page(URI server, String credential, String origin) {
      return new Asking(
          server,
          origin.isEmpty() ? Map.of() : Map.of("Origin", origin),
          List.of(PROTOCOL, "bearer." + credential));
    }
  }

  /** Opens a socket and says nothing. */
  static Probe open(Asking asking) {
    return open(asking, false);
  }

  static Probe mute(Asking asking) {
    return open(asking, true);
  }

  private static Probe open(Asking asking, boolean mute) {
    var probe = new Probe(mute);
    var builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS));
    asking.headers.forEach(builder::header);
    List<String> protocols = asking.protocols;
    builder.subprotocols(
        protocols.getFirst(), protocols.subList(1, protocols.size()).toArray(String[]::new));
    String address = asking.server.toString().replaceFirst("^http", "ws");
    probe.socket = builder.buildAsync(URI.create(address + "/terminal/v1/connect"), probe).join();
    return probe;
  }

  /** The status that a handshake is refused with; 101 if it is not. */
  static int status(Asking asking) {
    try (Probe probe = open(asking)) {
      assertThat(probe.subprotocol()).isEqualTo(PROTOCOL);
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  private void note(char way, String frame) {
    long millis = Duration.ofNanos(System.nanoTime() - openedAt).toMillis();
    String line = frame.length() > LINE ? frame.substring(0, LINE) + "…" : frame;
    synchronized (transcript) {
      transcript.add(way + " " + millis + " ms " + line);
      if (transcript.size() > LINES) {
        transcript.remove();
      }
    }
  }

  /** The last frames both ways, with the time since the socket was asked for. */
  private String transcript() {
    synchronized (transcript) {
      return String.join("; ", transcript);
    }
  }

  private WebSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("no socket");
    }
    return socket;
  }

  String subprotocol() {
    return socket().getSubprotocol();
  }

  /** Says hello and answers the welcome. */
  JsonNode hello() {
    send("{'type':'hello','app_version':'1.0.0'}");
    return next("welcome");
  }

  /** Sends a frame; its quotes may be single ones. */
  synchronized void send(String frame) {
    note('>', frame);
    socket().sendText(frame.replace('\'', '"'), true).join();
  }

  /** Sends the same frame until the server has enough of it, at most a hundred times. */
  void sendUntilClosed(String frame) {
    for (int i = 0; i < 100 && !isClosed(); i++) {
      try {
        send(frame);
      } catch (CompletionException e) {
        return; // Closed meanwhile.
      }
    }
  }

  synchronized void sendInTwo(String frame) {
    String text = frame.replace('\'', '"');
    socket().sendText(text.substring(0, 5), false).join();
    socket().sendText(text.substring(5), true).join();
  }

  synchronized void sendBinary() {
    socket().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
  }

  /** The next frame that is no ping. */
  JsonNode next() {
    try {
      JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(frame)
          .as("a frame within %s s; closed: %s; after %s", PATIENCE_SECONDS, closed, transcript())
          .isNotNull();
      return frame == null ? JSON.missingNode() : frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The next frame that is of none of these types. */
  JsonNode nextBut(String... passing) {
    JsonNode frame = next();
    while (List.of(passing).contains(frame.path("type").asText())) {
      frame = next();
    }
    return frame;
  }

  JsonNode next(String type) {
    JsonNode frame = next();
    assertThat(frame.path("type").asText()).as("%s", transcript()).isEqualTo(type);
    return frame;
  }

  JsonNode error(String code) {
    JsonNode frame = next("error");
    assertThat(frame.path("code").asText()).as("%s", transcript()).isEqualTo(code);
    return frame;
  }

  /**
   * The next result that says so; others before it, but no outcome that contradicts it. The order
   * may be shown again at any time.
   */
  JsonNode result(String status) {
    while (true) {
      JsonNode frame = nextBut("order.show");
      assertThat(frame.path("type").asText()).as("%s", transcript()).isEqualTo("payment.result");
      String said = frame.path("status").asText();
      if (said.equals(status)) {
        return frame;
      }
      assertThat(said).as("%s", transcript()).isIn("authorizing", "verifying", "approved");
    }
  }

  /**
   * The next result that says {@code verifying}, or already {@code approved}: a server tells how a
   * payment stands, and not what has passed meanwhile.
   */
  String inDoubt() {
    String said = "authorizing";
    while (said.equals("authorizing")) {
      JsonNode frame = nextBut("order.show");
      assertThat(frame.path("type").asText()).as("%s", transcript()).isEqualTo("payment.result");
      said = frame.path("status").asText();
    }
    assertThat(said).as("%s", transcript()).isIn("verifying", "approved");
    return said;
  }

  /** Nothing more has come: the next frame is the answer to a question asked now. */
  void quiet(String unusedKey) {
    send("{'type':'payment.query','attempt_id':'" + unusedKey + "'}");
    error("unknown_attempt");
  }

  int closeCode(Duration within) {
    try {
      return closed.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the socket is still open after " + within, e);
    } catch (Exception e) {
      throw new AssertionError("the socket was not closed in order: " + e.getMessage(), e);
    }
  }

  int closeCode() {
    return closeCode(Duration.ofSeconds(PATIENCE_SECONDS));
  }

  boolean isClosed() {
    return closed.isDone();
  }

  int pings() {
    return pings.get();
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      String text = partial.toString();
      partial.setLength(0);
      take(text);
    }
    from.request(1);
    return null;
  }

  private void take(String text) {
    note('<', text);
    JsonNode frame;
    try {
      frame = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      closed.completeExceptionally(new AssertionError("not JSON: " + text));
      return;
    }
    long seq = frame.path("seq").asLong(-1);
    if (seq > 0 && seq <= lastSeq) {
      closed.completeExceptionally(new AssertionError("seq went back to " + seq));
    }
    lastSeq = seq;
    if (!frame.path("type").asText().equals("ping")) {
      frames.add(frame);
    } else {
      pings.incrementAndGet();
      if (!mute) {
        send("{'type':'pong','seq':" + seq + "}");
      }
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.completeExceptionally(failure);
  }
}
