package dev.connectpos.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests as they are written, answers as they come. */
public final class Exchange implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  /** With a server. */
  public Exchange(URI base) {
    this.base = base;
  }

  /** A request; what is null is not sent. */
  public record Request(
      String method,
      String path,
      @Nullable String authorization,
      @Nullable String idempotencyKey,
      @Nullable String body) {}

  /** An answer. */
  public record Answer(int status, String text, java.net.http.HttpHeaders headers) {

    /** The value of a header, empty if there is none. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The body, a missing node if it is empty or not JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        return JSON.missingNode();
      }
    }

    @Override
    public String toString() {
      return status + " " + text;
    }
  }

  /** Sends it and waits for the answer. */
  public Answer send(Request request) {
    var message =
        HttpRequest.newBuilder(base.resolve(request.path.replace(" ", "%20"))).timeout(LIMIT);
    if (request.authorization != null) {
      message.header("Authorization", request.authorization);
    }
    if (request.idempotencyKey != null) {
      message.header("Idempotency-Key", request.idempotencyKey);
    }
    if (request.body != null) {
      message.header("Content-Type", "application/json");
    }
    var body =
        request.body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body);
    try {
      var answer = http.send(message.method(request.method, body).build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body(), answer.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(request + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
