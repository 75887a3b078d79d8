package dev.connectpos.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the books whether they are what the event log says, of this system or of any other. */
@Command(
    name = "audit",
    description = {
      "Rebuild the ledger from the event log and compare it with the stored one; check the",
      "money invariants. Exit code 0 if all is as it should be, 1 if not."
    },
    footer = {
      "",
      "Examples:",
      "  ./connect audit",
      "  CONNECT_ADMIN_TOKEN=… ./connect audit --url https://connect.example.com"
    })
public final class Audit implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> INVARIANTS =
      List.of("/orders/v1/invariants", "/acquirer/v1/invariants");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final ObjectMapper json = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Another installation's edge; its operators' token is in CONNECT_ADMIN_TOKEN.")
  private @Nullable URI url;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public Audit() {}

  @Override
  public Integer call() {
    URI base = url;
    String token;
    if (base == null) {
      homeOption.awaitUp();
      var env = new EnvFile(homeOption.home().demoEnv());
      base = URI.create(env.require("PDV_URL"));
      token = env.require("ADMIN_TOKEN");
    } else {
      token = System.getenv("CONNECT_ADMIN_TOKEN");
      if (token == null || token.isBlank()) {
        throw new Failure("--url needs the operators' token in CONNECT_ADMIN_TOKEN");
      }
    }
    return run(base, token, spec.commandLine().getOut());
  }

  /** Exit code 0 if all is as it should be. */
  int run(URI base, String token, PrintWriter out) {
    boolean books = books(base, token, out);
    out.println();
    boolean kept = true;
    for (String path : INVARIANTS) {
      kept &= invariants(base, path, token, out);
    }
    out.println();
    out.println(books && kept ? "All as it should be." : "Not all is as it should be.");
    out.flush();
    return books && kept ? 0 : 1;
  }

  private boolean books(URI base, String token, PrintWriter out) {
    var request =
        request(base, "/acquirer/v1/audits", token).POST(HttpRequest.BodyPublishers.noBody());
    HttpResponse<InputStream> answer =
        send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new Failure("the audit was answered " + answer.statusCode());
    }
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        JsonNode line = json.readTree(text);
        if (line.has("difference")) {
          out.println("  " + line.path("difference").asText());
        } else if (line.has("read")) {
          out.printf(
              Locale.ROOT,
              "  %,d of %,d messages of the log were replayed%n",
              line.path("read").asLong(),
              line.path("all").asLong());
        } else if (line.has("agrees")) {
          return result(line, out);
        } else {
          throw new Failure(line.path("message").asText(text));
        }
        out.flush();
      }
    } catch (IOException e) {
      throw new Failure("the audit broke off: " + Reason.of(e), e);
    }
    throw new Failure("the audit broke off; see the log of acquirer-service");
  }

  /**
   * A log without its beginning proves nothing of what is older, and that is not as it should be.
   */
  private static boolean result(JsonNode line, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Books: %,d payments, %,d receivables, %,d ledger entries, %,d settlements, %,d balances;"
            + " %,d differences.%n",
        line.path("payments").asLong(),
        line.path("receivables").asLong(),
        line.path("ledger_entries").asLong(),
        line.path("settlements").asLong(),
        line.path("balances").asLong(),
        line.path("differences").asLong());
    long recomputed = line.path("captures_recomputed").asLong();
    long takenOver = line.path("settlements_taken_over").asLong();
    if (recomputed > 0 || takenOver > 0) {
      out.printf(
          Locale.ROOT,
          "  Of releases before this one: %,d captures without their fee, %,d settlements untold.%n",
          recomputed,
          takenOver);
    }
    boolean whole = line.path("whole_log").asBoolean();
    if (!whole) {
      out.printf(
          Locale.ROOT,
          "  The log has lost its beginning: %,d payments, and all balances, were not compared.%n",
          line.path("before_log").asLong());
    }
    return whole && line.path("agrees").asBoolean();
  }

  private boolean invariants(URI base, String path, String token, PrintWriter out) {
    HttpResponse<String> answer =
        send(request(base, path, token).GET().build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new Failure(path + " was answered " + answer.statusCode());
    }
    boolean kept = true;
    try {
      for (JsonNode one : json.readTree(answer.body()).path("data")) {
        long violations = one.path("violations").asLong();
        boolean looked = one.hasNonNull("checked_at");
        kept &= looked && violations == 0;
        out.printf(
            Locale.ROOT,
            "  %s  %d  %s%n",
            violations > 0 ? "broken " : looked ? "kept   " : "unknown",
            one.path("number").asInt(),
            one.path("sentence").asText());
        if (violations > 0) {
          out.printf("              %s%n", one.path("examples"));
        }
      }
    } catch (IOException e) {
      throw new Failure(path + " answered no JSON", e);
    }
    return kept;
  }

  private static HttpRequest.Builder request(URI base, String path, String token) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new Failure(request.uri() + " does not answer: " + Reason.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }
}
