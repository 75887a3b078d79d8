package dev.connectpos.terminal.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.terminal.application.AcquirerGateway;
import dev.connectpos.terminal.application.EncryptedCard;
import dev.connectpos.terminal.domain.AttemptId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Presentments over HTTP to acquirer-service. Neither the request nor the answer is ever logged:
 * the one holds card data, the other the reference to it.
 */
@ApplicationScoped
class HttpAcquirerGateway implements AcquirerGateway {
  private static final Logger LOG = Logger.getLogger(HttpAcquirerGateway.class);
  private static final String PATH = "/internal/v1/presentments";

  private final URI presentments;
  private final String token;
  private final Duration timeout;
  private final HttpClient http;
  private final ObjectMapper json;

  HttpAcquirerGateway(
      @ConfigProperty(name = "connect.acquirer.url") URI acquirer,
      @ConfigProperty(name = "connect.internal-token") String token,
      @ConfigProperty(name = "connect.acquirer.timeout") Duration timeout,
      ObjectMapper json) {
    this.presentments = URI.create(acquirer.toString().replaceAll("/+$", "") + PATH);
    this.token = token;
    this.timeout = timeout;
    this.json = json;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public Presented present(AttemptId attempt, String terminalSerial, EncryptedCard card) {
    HttpRequest request =
        HttpRequest.newBuilder(presentments)
            .timeout(timeout)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body(attempt, terminalSerial, card)))
            .build();
    try {
      return answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      LOG.warnf("presentment of %s: acquirer unreachable: %s", attempt, e.getClass().getName());
      return new Presented.Unreachable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Presented.Unreachable();
    }
  }

  private String body(AttemptId attempt, String terminalSerial, EncryptedCard card) {
    ObjectNode body =
        json.createObjectNode()
            .put("attempt_id", attempt.value())
            .put("terminal_serial", terminalSerial)
            .put("ksn", card.ksn())
            .put("iv", card.iv())
            .put("data", card.data());
    if (card.pinBlock() != null) {
      body.put("pin_block", card.pinBlock());
    }
    return body.toString();
  }

  private Presented answer(HttpResponse<String> response) {
    return switch (response.statusCode()) {
      case 201 -> accepted(response.body());
      case 400, 409, 413, 422 -> new Presented.Rejected();
      default -> {
        LOG.warnf("presentment: acquirer answered %d", response.statusCode());
        yield new Presented.Unreachable();
      }
    };
  }

  private Presented accepted(String body) {
    try {
      String reference = json.readTree(body).path("reference").asText();
      if (!reference.isEmpty()) {
        return new Presented.Accepted(reference);
      }
    } catch (JsonProcessingException e) {
      LOG.debug("no JSON", e);
    }
    LOG.warn("presentment: the acquirer's answer has no reference");
    return new Presented.Unreachable();
  }
}
