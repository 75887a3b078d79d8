package dev.connectpos.terminal.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Cards over HTTP to acquirer-service. Neither the request nor the answer is ever logged: the one
 * holds card data, the other may hold the reference to it.
 */
@ApplicationScoped
class HttpAcquirerGateway implements AcquirerGateway {
  private static final Logger LOG = Logger.getLogger(HttpAcquirerGateway.class);
  private final URI acquirer;
  private final String token;
  private final Duration timeout;
  private final HttpClient http;
  private final ObjectMapper json;

  HttpAcquirerGateway(
      @ConfigProperty(name = "connect.acquirer.url") URI acquirer,
      @ConfigProperty(name = "connect.internal-token") String token,
      @ConfigProperty(name = "connect.acquirer.timeout") Duration timeout,
      ObjectMapper json) {
    this.acquirer = URI.create(acquirer.toString().replaceAll("/+$", ""));
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
    ObjectNode body =
        sealed(card).put("attempt_id", attempt.value()).put("terminal_serial", terminalSerial);
    return post("/internal/v1/presentments", body)
        .map(this::answer)
        .orElseGet(Presented.Unreachable::new);
  }

  @Override
  public Matched match(CardOfSale card) {
    ObjectNode body =
        json.createObjectNode()
            .put("account_id", card.account().value())
            .put("terminal_serial", card.terminalSerial())
            .put("cancel_id", card.ask().id().value())
            .put("entry_mode", card.ask().entryMode().name().toLowerCase(Locale.ROOT));
    body.set("card", sealed(card.ask().card()));
    return post("/internal/v1/payments/" + card.ask().sale() + "/card-match", body)
        .map(this::matched)
        .orElseGet(Matched.Unreachable::new);
  }

  /** The answer, or empty if there is none. */
  private Optional<HttpResponse<String>> post(String path, ObjectNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(acquirer + path))
            .timeout(timeout)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      LOG.warnf("%s: acquirer unreachable: %s", path, e.getClass().getName());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private ObjectNode sealed(EncryptedCard card) {
    ObjectNode node =
        json.createObjectNode()
            .put("ksn", card.ksn())
            .put("iv", card.iv())
            .put("data", card.data());
    if (card.pinBlock() != null) {
      node.put("pin_block", card.pinBlock());
    }
    return node;
  }

  private Matched matched(HttpResponse<String> response) {
    return switch (response.statusCode()) {
      case 200 -> compared(response.body());
      case 400, 413, 422 -> new Matched.Rejected();
      default -> {
        LOG.warnf("card match: acquirer answered %d", response.statusCode());
        yield new Matched.Unreachable();
      }
    };
  }

  private Matched compared(String body) {
    try {
      JsonNode matches = json.readTree(body).path("matches");
      if (matches.isBoolean()) {
        return matches.booleanValue() ? new Matched.Same() : new Matched.Other();
      }
    } catch (JsonProcessingException e) {
      LOG.debug("no JSON", e);
    }
    LOG.warn("card match: the acquirer's answer says neither yes nor no");
    return new Matched.Unreachable();
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
