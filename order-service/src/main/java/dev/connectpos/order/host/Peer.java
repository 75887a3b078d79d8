package dev.connectpos.order.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.connectpos.order.application.Heard;
import dev.connectpos.order.application.PeerUnreachableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The internal routes of another service. Neither a request nor an answer is ever logged: they may
 * hold card data.
 */
final class Peer {
  private static final Logger LOG = Logger.getLogger(Peer.class);

  private final String name;
  private final String base;
  private final String token;
  private final Duration timeout;
  private final HttpClient http;
  private final ObjectMapper json;

  /**
   * @param name for people
   * @param address without a path
   * @param timeout of a whole call
   */
  Peer(String name, URI address, String token, Duration timeout, ObjectMapper json) {
    this.name = name;
    this.base = address.toString().replaceAll("/+$", "");
    this.token = token;
    this.timeout = timeout;
    this.json = json;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * What was answered: done, or why not.
   *
   * @param status 200 to 499
   * @param body empty where there was no JSON
   */
  record Answer(int status, AnswerBody body) {
    boolean done() {
      return status < 300;
    }

    /** What it comes to, for those who need to know no more than whether it was done. */
    <T> Heard<T> heard(Function<AnswerBody, T> what) {
      return done() ? new Heard.Said<>(what.apply(body)) : new Heard.Declined<>(code(), field());
    }

    /** The stable code of a refusal; empty if it says none. */
    String code() {
      var code = body.textIfSaid("code");
      return code == null ? "" : code;
    }

    /** The field that is wrong; null if the refusal names none. */
    @Nullable String field() {
      var field = body.textIfSaid("field");
      return field == null || field.isEmpty() ? null : field;
    }

    /** Not in the contract: whatever was meant, nobody can tell. */
    PeerUnreachableException unclear() {
      return new PeerUnreachableException(body.peer());
    }
  }

  /**
   * Asks and waits.
   *
   * @param path with its query, as it is to be sent
   * @param body null for none
   * @throws PeerUnreachableException if there was no answer, or a fault of the other side's
   */
  Answer ask(String method, String path, @Nullable JsonNode body) {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.toString());
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(timeout)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, publisher)
            .build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 500 || response.statusCode() == 401) {
        LOG.warnf("%s answered %d", name, response.statusCode());
        throw new PeerUnreachableException(name);
      }
      return new Answer(response.statusCode(), new AnswerBody(name, read(response.body())));
    } catch (IOException e) {
      LOG.warnf("%s unreachable: %s", name, e.getClass().getName());
      throw new PeerUnreachableException(name);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PeerUnreachableException(name);
    }
  }

  private JsonNode read(String body) {
    try {
      var node = json.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException _) {
      // The parser's message quotes the body: it goes nowhere.
      return MissingNode.getInstance();
    }
  }
}
