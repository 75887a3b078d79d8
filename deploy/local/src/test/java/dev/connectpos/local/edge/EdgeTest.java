package dev.connectpos.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The edge before stub services that answer with what they were asked; the acquirer is down. */
@Timeout(60)
class EdgeTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Whose demo account the console signs in to. */
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static Home home;

  @SuppressWarnings("NullAway.Init")
  private static URI edge;

  @BeforeAll
  static void start() throws Exception {
    home = new Home(folder);
    home.prepare();
    int stub =
        await(
                VERTX
                    .createHttpServer(stubOptions())
                    .requestHandler(EdgeTest::stub)
                    .webSocketHandler(
                        socket ->
                            socket.textMessageHandler(
                                text -> socket.writeTextMessage(socket.path() + " " + text)))
                    .listen(0, "127.0.0.1"))
            .actualPort();
    int dead = freePort();
    int port =
        await(
                new Edge(
                        VERTX,
                        service -> service == ServiceName.ACQUIRER ? dead : stub,
                        () -> "req_made",
                        new KeyRoom("FEDCBA9876543210F1F1F1F1F1F1F1F1", new SecureRandom()),
                        new DemoKeys(home))
                    .listen(0))
            .actualPort();
    edge = URI.create("http://127.0.0.1:" + port);
  }

  private static HttpServerOptions stubOptions() {
    return new HttpServerOptions().setWebSocketSubProtocols(List.of("connect-terminal.v1"));
  }

  @AfterAll
  static void stop() throws Exception {
    await(VERTX.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void stub(HttpServerRequest request) {
    if (String.valueOf(request.path()).endsWith("/slow")) {
      request.response().setChunked(true).write("first\n");
      // The second part is sent only when the client has read the first and says so.
      VERTX.eventBus().<String>consumer("go on").handler(_ -> request.response().end("second\n"));
      return;
    }
    if (String.valueOf(request.path()).endsWith("/broken")) {
      request.connection().close();
      return;
    }
    request
        .body()
        .onSuccess(
            body -> {
              if (String.valueOf(request.path()).endsWith("/named")) {
                request
                    .response()
                    .putHeader("X-Request-Id", String.valueOf(request.getHeader("X-Request-Id")));
              }
              request
                  .response()
                  .setStatusCode(201)
                  .putHeader("X-Stub", "yes")
                  .end(seen(request, body));
            });
  }

  private static String seen(HttpServerRequest request, Buffer body) {
    var headers = request.headers();
    return String.join(
        "|",
        request.method().name(),
        request.uri(),
        String.valueOf(headers.get("X-Request-Id")),
        String.valueOf(headers.get("X-Forwarded-For")),
        String.valueOf(headers.get("X-Forwarded-Host")),
        String.valueOf(headers.get("Authorization")),
        Integer.toString(body.length()));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(edge.resolve(path));
  }

  @Test
  void passesRequestsOnWithTheirHeadersQueryAndBody() throws Exception {
    String body = "x".repeat(300_000);
    var answer =
        send(
            to("/core/v5/orders?page=2")
                .header("Authorization", "Basic abc")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Request-Id", "mine-1")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("X-Stub")).contains("yes");
    assertThat(answer.headers().firstValue("X-Request-Id")).contains("mine-1");
    assertThat(answer.body())
        .isEqualTo(
            "POST|/core/v5/orders?page=2|mine-1|127.0.0.1|127.0.0.1:%d|Basic abc|300000",
            edge.getPort());
  }

  /** The stub would answer 201 to what reaches it. */
  @Test
  void refusesABodyThatNoServiceTakesAndSendsNothingOn() throws Exception {
    byte[] body = new byte[4 * 1024 * 1024 + 1];
    var answer = send(to("/core/v5/orders").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("body_too_large");
    assertThat(answer.headers().firstValue("X-Stub")).isEmpty();
  }

  @Test
  void makesARequestIdWhereThereIsNoneFitToKeep() throws Exception {
    var answer = send(to("/core/v5/orders").header("X-Request-Id", "a b<script>"));
    assertThat(answer.body()).contains("|req_made|");
    assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("req_made");
  }

  @Test
  void namesTheRequestOnceWhoeverAnswers() throws Exception {
    for (String path :
        List.of(
            "/core/v5/orders/named",
            "/core/v5/orders",
            "/core/v5/broken",
            "/acquirer/v1",
            "/no",
            "/")) {
      var answer = send(to(path).header("X-Request-Id", "mine-2"));
      assertThat(answer.headers().allValues("X-Request-Id")).as(path).containsExactly("mine-2");
    }
  }

  @Test
  void streamsAnswersAsTheyCome() throws Exception {
    var answer = HTTP.send(to("/core/v5/slow").build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      assertThat(new String(in.readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("first\n");
      VERTX.eventBus().publish("go on", "");
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("second\n");
    }
  }

  @Test
  void carriesWebSocketsBothWays() throws Exception {
    var received = new LinkedBlockingQueue<String>();
    WebSocket socket = line(received);
    assertThat(socket.getSubprotocol()).isEqualTo("connect-terminal.v1");
    socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
    assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("/terminal/v1/connect hello");
    socket.sendText("again", true).get(10, TimeUnit.SECONDS);
    assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("/terminal/v1/connect again");
    socket.abort();
  }

  /** Each takes a connection to its service for as long as it lasts. */
  @Test
  void passesARequestOnBesideHundredsOfLines() throws Exception {
    var lines = new ArrayList<WebSocket>();
    try {
      for (int i = 0; i < 600; i++) {
        lines.add(line(new LinkedBlockingQueue<>()));
      }
      assertThat(send(to("/core/v5/orders")).statusCode()).isEqualTo(201);
    } finally {
      lines.forEach(WebSocket::abort);
    }
  }

  private static WebSocket line(BlockingQueue<String> received) throws Exception {
    return HTTP.newWebSocketBuilder()
        .subprotocols("connect-terminal.v1")
        .header("Authorization", "Bearer credential")
        .buildAsync(
            URI.create("ws://127.0.0.1:" + edge.getPort() + "/terminal/v1/connect"),
            new Recorder(received))
        .get(10, TimeUnit.SECONDS);
  }

  private record Recorder(BlockingQueue<String> received) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      received.add(text.toString());
      socket.request(1);
      return null;
    }
  }

  @Test
  void saysSoWhenAServiceIsDownAndNothingWasDone() throws Exception {
    var answer = send(to("/acquirer/v1/totals"));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).contains("\"code\":\"service_unavailable\"", "nothing was done");
  }

  @Test
  void saysThatTheOutcomeIsUnknownWhenAServiceBreaksOff() throws Exception {
    var answer = send(to("/core/v5/broken").POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("\"code\":\"outcome_unknown\"");
  }

  @Test
  void answersUnknownAndInternalPathsItself() throws Exception {
    for (String path : List.of("/internal/v1/presentments", "/nothing", "/q/metrics")) {
      var answer = send(to(path));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).contains("\"code\":\"not_found\"");
    }
    assertThat(send(to("/terminal/%2e%2e/internal/x")).statusCode()).isEqualTo(400);
  }

  @Test
  void showsProgramsAnIndexAtTheRootAndBrowsersTheConsole() throws Exception {
    var answer = send(to("/"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("/core/v5/orders");
    var page = send(to("/").header("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"));
    assertThat(page.headers().firstValue("X-Stub")).contains("yes");
    assertThat(page.body()).startsWith("GET|/|");
  }

  @Test
  void givesEachTerminalInTheBrowserAKeyOfItsOwn() throws Exception {
    var first = injected("same-origin");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body())
        .matches("\\{\"initial_key_id\":\"[0-9A-F]{16}\",\"initial_key\":\"[0-9A-F]{32}\"}");
    assertThat(injected("same-origin").body()).isNotEqualTo(first.body());
  }

  @Test
  void givesNoKeyToAPageOfAnotherOrigin() throws Exception {
    var answer = injected("cross-site");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain("initial_key");
  }

  @Test
  void givesTheConsoleTheKeysOfTheDemoAccountOnceThereIsOne() throws Exception {
    var env = new EnvFile(home.demoEnv());
    assertThat(asked("/console/keys", edge.getAuthority(), "same-origin")).startsWith("503|");
    env.putAll(Map.of("ACCOUNT_ID", "acc_1", "SECRET_KEY", "sk_test_1", "ADMIN_TOKEN", "t1"));
    assertThat(asked("/console/keys", edge.getAuthority(), "same-origin"))
        .startsWith("201|")
        .endsWith("{\"account_id\":\"acc_1\",\"secret_key\":\"sk_test_1\",\"admin_token\":\"t1\"}");
    assertThat(asked("/console/keys", edge.getAuthority(), "cross-site")).startsWith("403|");
    assertThat(send(to("/console/keys")).statusCode()).isEqualTo(405);
  }

  @Test
  void givesNoKeyToAPageWhoseNameWasMadeToPointHere() throws Exception {
    for (String path : List.of("/console/keys", "/emulator/keys")) {
      assertThat(asked(path, "evil.example:" + edge.getPort(), "same-origin"))
          .startsWith("403|")
          .doesNotContain("key\":");
      assertThat(asked(path, "localhost:" + edge.getPort(), "same-origin"))
          .doesNotStartWith("403|");
    }
  }

  /** By a plain socket: the client of the JDK lets nobody name another host. Status and body. */
  private static String asked(String path, String host, String site) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.getPort())) {
      String request =
          "POST %s HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: %s\r\nOrigin: http://%s\r\n"
                  .formatted(path, host, site, host)
              + "Content-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.split(" ", 3)[1] + "|" + answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  private static HttpResponse<String> injected(String site) throws Exception {
    var request =
        HttpRequest.newBuilder(edge.resolve("/emulator/keys"))
            .header("Sec-Fetch-Site", site)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
