package dev.connectpos.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.connectpos.emulator.state.PendingPairing;
import dev.connectpos.emulator.state.TerminalStore;
import dev.connectpos.emulator.wire.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pairing of docs/terminal-protocol.md, from the terminal's side (T1):
 *
 * <ol>
 *   <li>ask for a code, and store the pairing before the code is shown;
 *   <li>ask for the credential until the operator has used the code;
 *   <li>store the credential. A power cut before that is harmless: asked again, the server answers
 *       a fresh one.
 * </ol>
 */
final class PairingClient {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private record Reply(int status, JsonNode body) {}

  private final HttpClient http;
  private final TerminalSettings settings;
  private final TerminalStore store;
  private final Consumer<PairingStep> progress;

  PairingClient(
      HttpClient http,
      TerminalSettings settings,
      TerminalStore store,
      Consumer<PairingStep> progress) {
    this.http = http;
    this.settings = settings;
    this.store = store;
    this.progress = progress;
  }

  void pair() throws InterruptedException {
    while (store.state().credential() == null) {
      PendingPairing pending = store.state().pairing();
      if (pending == null) {
        pending = begin();
      }
      progress.accept(new PairingStep.ShowCode(pending.code()));
      awaitOperator(pending);
    }
  }

  private PendingPairing begin() throws InterruptedException {
    var state = store.state();
    var body =
        Map.of(
            "serial_number", state.serialNumber(),
            "model", state.model(),
            "app_version", settings.appVersion());
    HttpRequest request =
        HttpRequest.newBuilder(settings.pairings())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.MAPPER.valueToTree(body).toString()))
            .build();
    Reply reply = untilAnswered(request);
    if (reply.status != 201) {
      throw refused(reply);
    }
    var pending =
        new PendingPairing(
            text(reply, "pairing_id"), text(reply, "code"), text(reply, "pairing_secret"));
    store.update(current -> current.pairing(pending));
    return pending;
  }

  /** Returns when the terminal is paired, or when the pairing is no longer good. */
  private void awaitOperator(PendingPairing pending) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(settings.pairing(pending.pairingId()))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + pending.secret())
            .build();
    while (true) {
      Reply reply = untilAnswered(request);
      switch (reply.status) {
        case 200 -> {
          if (reply.body.path("status").asText().equals("paired")) {
            String id = text(reply, "terminal_id");
            String credential = text(reply, "device_credential");
            store.update(state -> state.paired(id, credential));
            progress.accept(new PairingStep.Paired(id));
            return;
          }
        }
        case 401, 403, 404, 410 -> {
          // The code has expired, or was used by a terminal that is connected by now.
          store.update(state -> state.pairing(null));
          return;
        }
        default -> throw refused(reply);
      }
      Thread.sleep(POLL);
    }
  }

  /** Repeats the request until somebody answers it who is not merely out of order. */
  private Reply untilAnswered(HttpRequest request) throws InterruptedException {
    String reported = "";
    while (true) {
      String trouble;
      try {
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() < 500 && response.statusCode() != 429) {
          return new Reply(response.statusCode(), parse(response.body()));
        }
        trouble = "HTTP " + response.statusCode();
      } catch (IOException e) {
        trouble = "no answer";
      }
      if (!trouble.equals(reported)) {
        progress.accept(new PairingStep.ServerUnreachable(trouble));
        reported = trouble;
      }
      Thread.sleep(POLL);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String text(Reply reply, String field) {
    @Nullable String value = reply.body.path(field).textValue();
    if (value == null) {
      throw new PairingException("the server's answer has no " + field);
    }
    return value;
  }

  private static PairingException refused(Reply reply) {
    String detail = reply.body.path("detail").asText(reply.body.path("title").asText(""));
    String code = reply.body.path("code").asText("HTTP " + reply.status);
    return new PairingException(
        "the server refuses to pair this terminal: "
            + code
            + (detail.isEmpty() ? "" : ", " + detail));
  }
}
