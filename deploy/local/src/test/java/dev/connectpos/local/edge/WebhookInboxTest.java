package dev.connectpos.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookInboxTest {
  private static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private static URI inbox;

  @BeforeAll
  static void start() throws Exception {
    int port =
        new WebhookInbox(VERTX, SECRET, Clock.systemUTC())
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
    inbox = URI.create("http://127.0.0.1:" + port);
  }

  @AfterAll
  static void stop() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static int deliver(String id, String body, String signedBody) throws Exception {
    Instant now = Clock.systemUTC().instant();
    var request =
        HttpRequest.newBuilder(inbox)
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .header(
                "webhook-signature", new Webhook(SECRET).sign(id, now.getEpochSecond(), signedBody))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static JsonNode list(long after) throws Exception {
    var request = HttpRequest.newBuilder(inbox.resolve("/inbox?after=" + after)).build();
    return new ObjectMapper()
        .readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Test
  void acceptsWhatIsSignedRefusesWhatIsNotAndShowsBoth() throws Exception {
    long before = list(0).size();
    assertThat(deliver("hook_1", "{\"type\":\"charge.paid\"}", "{\"type\":\"charge.paid\"}"))
        .isEqualTo(204);
    assertThat(deliver("hook_2", "{\"amount\":1}", "{\"amount\":2}")).isEqualTo(401);
    JsonNode all = list(before);
    assertThat(all).hasSize(2);
    assertThat(all.get(0).path("signature").asText()).isEqualTo("valid");
    assertThat(all.get(0).path("body").asText()).isEqualTo("{\"type\":\"charge.paid\"}");
    assertThat(all.get(0).path("headers").path("webhook-id").asText()).isEqualTo("hook_1");
    assertThat(all.get(1).path("signature").asText()).isNotEqualTo("valid");
    assertThat(list(all.get(1).path("number").asLong())).isEmpty();
  }

  @Test
  void keepsTheLastThousand() throws Exception {
    var body = "{}";
    for (int i = 0; i < 1_005; i++) {
      deliver("hook_many", body, body);
    }
    assertThat(list(0)).hasSize(1_000);
  }

  @Test
  void whereItWasItSaysThatItIsGone() throws Exception {
    int port =
        WebhookInbox.gone(VERTX, 0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(410);
  }
}
