package dev.connectpos.local.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system's HTTP interface as a client sees it, JSON in and out. Safe for many threads. */
public final class Api {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final URI base;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param base for example {@code http://127.0.0.1:8080}
   */
  public Api(URI base) {
    this.base = base;
  }

  /** Who calls: the value of the Authorization header. */
  public record Caller(String authorization) {
    /** An operator, or a terminal. */
    public static Caller bearer(String token) {
      return new Caller("Bearer " + token);
    }

    /** A PDV: the key is the user, the password is empty. */
    public static Caller key(String key) {
      byte[] user = (key + ":").getBytes(StandardCharsets.UTF_8);
      return new Caller("Basic " + Base64.getEncoder().encodeToString(user));
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
      return "Caller[***]";
    }
  }

  /** An answer; the body is a missing node if there is none. */
  public record Answer(int status, JsonNode body) {
    /** Whether the status is 2xx. */
    public boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  private record Call(
      String method,
      String path,
      Caller caller,
      @Nullable Map<String, ?> body,
      @Nullable String idempotencyKey) {}

  /** Reads. */
  public Answer get(String path, Caller caller) {
    return send(new Call("GET", path, caller, null, null));
  }

  /** Writes, at most once for the idempotency key. */
  public Answer post(String path, Caller caller, Map<String, ?> body, String idempotencyKey) {
    return send(new Call("POST", path, caller, body, idempotencyKey));
  }

  /** Changes, at most once for the idempotency key. */
  public Answer patch(String path, Caller caller, Map<String, ?> body, String idempotencyKey) {
    return send(new Call("PATCH", path, caller, body, idempotencyKey));
  }

  /** Sets. */
  public Answer put(String path, Caller caller, Map<String, ?> body) {
    return send(new Call("PUT", path, caller, body, null));
  }

  private Answer send(Call call) {
    URI address = base.resolve(call.path);
    try {
      HttpResponse<String> response =
          http.send(request(call, address), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()));
    } catch (IOException e) {
      throw new Failure(address + " does not answer: " + Reason.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  private HttpRequest request(Call call, URI address) throws JsonProcessingException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(LIMIT)
            .header("Authorization", call.caller.authorization)
            .header("Accept", "application/json");
    if (call.idempotencyKey != null) {
      request.header("Idempotency-Key", call.idempotencyKey);
    }
    if (call.body == null) {
      return request.method(call.method, HttpRequest.BodyPublishers.noBody()).build();
    }
    var body = HttpRequest.BodyPublishers.ofString(json.writeValueAsString(call.body));
    return request.header("Content-Type", "application/json").method(call.method, body).build();
  }

  private JsonNode parse(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      return json.createObjectNode().put("text", body);
    }
  }
}
