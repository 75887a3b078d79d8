package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The other end of a socket, frame by frame. Answers pings unless told not to. */
final class TestTerminal implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PATIENCE_SECONDS = 30;

  private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final AtomicLong lastSeq = new AtomicLong();
  private final boolean answersPings;
  private final WebSocket socket;

  private TestTerminal(int port, String credential, boolean answersPings) {
    this.answersPings = answersPings;
    socket =
        HTTP.newWebSocketBuilder()
            .subprotocols("connect-terminal.v1")
            .header("Authorization", "Bearer " + credential)
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/terminal/v1/connect"), this)
            .join();
  }

  /** Opens a socket and says nothing yet. */
  static TestTerminal open(int port, String credential) {
    return new TestTerminal(port, credential, true);
  }

  /** A terminal that has lost its voice: it never answers a ping. */
  static TestTerminal mute(int port, String credential) {
    return new TestTerminal(port, credential, false);
  }

  /** Opens a socket and says hello. */
  static TestTerminal connect(int port, String credential) {
    TestTerminal terminal = open(port, credential);
    terminal.hello();
    return terminal;
  }

  void hello() {
    send("{\"type\":\"hello\",\"app_version\":\"1.0.0\"}");
  }

  /** One at a time: a socket takes no frame while it still sends another. */
  synchronized void send(String frame) {
    socket.sendText(frame, true).join();
  }

  /** The next frame that is no ping, which must be of this type. */
  JsonNode next(String type) {
    JsonNode frame = next();
    assertThat(frame.path("type").asText()).as("frame %s", frame).isEqualTo(type);
    return frame;
  }

  /** The next frame, which must show an order; its id. */
  String nextOrder() {
    return next("order.show").path("order").path("order_id").asText();
  }

  /** The next frame, which must be a result with this status. */
  JsonNode nextResult(String status) {
    JsonNode frame = next("payment.result");
    assertThat(frame.path("status").asText()).as("frame %s", frame).isEqualTo(status);
    return frame;
  }

  /** The next frame, which must be an error with this code. */
  JsonNode nextError(String code) {
    JsonNode frame = next("error");
    assertThat(frame.path("code").asText()).as("frame %s", frame).isEqualTo(code);
    return frame;
  }

  /** The next frame that is of another type. */
  JsonNode nextBut(String type) {
    JsonNode frame = next();
    while (frame.path("type").asText().equals(type)) {
      frame = next();
    }
    return frame;
  }

  private JsonNode next() {
    try {
      JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return frame == null ? fail("no frame came, closed: %s", closed) : frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("interrupted");
    }
  }

  /** Frames that came and were not asked for, pings aside. */
  int waiting() {
    return frames.size();
  }

  /** The code that the server closes with. */
  int closeCode() {
    try {
      return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      return fail("not closed: " + e);
    }
  }

  /** Drops the line as a power cut would. */
  void cut() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      take(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void take(String text) {
    JsonNode frame;
    try {
      frame = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    long seq = frame.path("seq").asLong(-1);
    if (seq > 0 && lastSeq.getAndSet(seq) >= seq) {
      closed.completeExceptionally(new AssertionError("seq went back to " + seq));
    }
    if (!frame.path("type").asText().equals("ping")) {
      frames.add(frame);
    } else if (answersPings) {
      send("{\"type\":\"pong\",\"seq\":" + seq + "}");
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
