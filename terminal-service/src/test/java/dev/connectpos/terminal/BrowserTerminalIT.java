package dev.connectpos.terminal;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page's way to a socket: the credential among the subprotocols, and only from our origin. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class BrowserTerminalIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Inject EventLog log;

  @Test
  void aPageOfOursGetsASession() throws Exception {
    Shop shop = Shop.open(log);
    var frames = new CompletableFuture<String>();
    WebSocket socket = open(shop.credential, own(), frames);
    assertThat(socket.getSubprotocol()).isEqualTo("connect-terminal.v1");
    socket.sendText("{\"type\":\"hello\",\"app_version\":\"1.0.0\"}", true).join();
    assertThat(frames.get(30, TimeUnit.SECONDS)).contains("welcome").contains(shop.terminal);
    socket.abort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1"})
  void aPageOfAnotherOriginGetsNone(String origin) {
    Shop shop = Shop.open(log);
    assertRefused(shop.credential, origin, 403);
  }

  @Test
  void aWrongCredentialGetsNone() {
    Shop shop = Shop.open(log);
    assertRefused(shop.terminal + ".wrong", own(), 401);
  }

  @Test
  void thePageAllowsNothingFromElsewhere() {
    String page =
        get("/terminal/emulator")
            .then()
            .statusCode(200)
            .contentType(containsString("text/html"))
            .header("Content-Security-Policy", containsString("default-src 'none'"))
            .extract()
            .asString();
    assertThat(page).contains("<pos-terminal>").doesNotContain("http://", "https://");
    var script = java.util.regex.Pattern.compile("src=\"([^\"]+)\"").matcher(page);
    assertThat(script.find()).isTrue();
    get(script.group(1)).then().statusCode(200).contentType(containsString("javascript"));
  }

  private static void assertRefused(String credential, String origin, int status) {
    assertThatThrownBy(() -> open(credential, origin, new CompletableFuture<>()))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
  }

  private static String own() {
    return "http://127.0.0.1:" + RestAssured.port;
  }

  private static WebSocket open(
      String credential, String origin, CompletableFuture<String> firstFrame) {
    var listener =
        new WebSocket.Listener() {
          @Override
          public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean l) {
            firstFrame.complete(text.toString());
            return null;
          }
        };
    return HTTP.newWebSocketBuilder()
        .subprotocols("connect-terminal.v1", "bearer." + credential)
        .header("Origin", origin)
        .buildAsync(
            URI.create("ws://127.0.0.1:" + RestAssured.port + "/terminal/v1/connect"), listener)
        .join();
  }
}
