package dev.connectpos.notification.webhook;

import dev.connectpos.notification.application.Attempt;
import dev.connectpos.notification.application.Attempted;
import dev.connectpos.notification.application.EndpointStore;
import dev.connectpos.notification.application.SecretVault;
import dev.connectpos.notification.application.WebhookGateway;
import dev.connectpos.notification.domain.Answer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * One POST, signed as Standard Webhooks 1.0.0 says. Redirects are not followed: they are a way to
 * make us call what the endpoint's owner may not. The whole exchange has one deadline, so a
 * receiver that answers a byte at a time holds its slot no longer than a silent one.
 */
@ApplicationScoped
class HttpWebhookGateway implements WebhookGateway {
  private static final Logger LOG = Logger.getLogger(HttpWebhookGateway.class);
  private static final int GONE = 410;

  private final SecretVault vault;
  private final WebhookConfig config;
  private final DeliveryMeters meters;
  private final AttemptTrace trace;
  private final Clock clock;
  private final HttpClient http;

  HttpWebhookGateway(
      SecretVault vault,
      WebhookConfig config,
      DeliveryMeters meters,
      AttemptTrace trace,
      Clock clock) {
    this.vault = vault;
    this.config = config;
    this.meters = meters;
    this.trace = trace;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            // Version 2 in the clear begins with an upgrade that old receivers stumble over.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.timeout())
            .build();
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }

  @Override
  public Attempted post(Attempt attempt) {
    try (var span = trace.begin(attempt)) {
      Instant at = clock.instant();
      long began = System.nanoTime();
      Exchange exchange = exchange(attempt, span);
      Duration latency = Duration.ofNanos(System.nanoTime() - began);
      var attempted = new Attempted(exchange.answer(), at, latency, exchange.excerpt());
      span.end(attempted);
      meters.record(attempt, attempted);
      return attempted;
    }
  }

  private record Exchange(Answer answer, String excerpt) {}

  private HttpRequest request(Attempt attempt, AttemptTrace.Span span) {
    String id = attempt.hook().id().value();
    byte[] body = attempt.hook().body();
    long timestamp = clock.instant().getEpochSecond();
    var request =
        HttpRequest.newBuilder(URI.create(attempt.target().endpoint().url()))
            .header("Content-Type", "application/json")
            .header("User-Agent", config.userAgent())
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(timestamp))
            .header("webhook-signature", secret(attempt.target()).sign(id, timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    span.traceParent().ifPresent(value -> request.header("traceparent", value));
    return request.build();
  }

  private SigningSecret secret(EndpointStore.Target target) {
    byte[] opened = vault.open(target.sealedSecret(), target.endpoint().id().value());
    return SigningSecret.parse(new String(opened, StandardCharsets.UTF_8));
  }

  private Exchange exchange(Attempt attempt, AttemptTrace.Span span) {
    HttpRequest request;
    try {
      request = request(attempt, span);
    } catch (RuntimeException e) {
      LOG.errorf(e, "cannot make the request of %s", attempt.delivery());
      return new Exchange(new Answer.NotSent("internal error"), "");
    }
    return exchange(request);
  }

  private Exchange exchange(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> pending = http.sendAsync(request, _ -> new Excerpt());
    try {
      var response = pending.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Exchange(answer(response), response.body());
    } catch (TimeoutException e) {
      pending.cancel(true);
      return unanswered("no answer in " + config.timeout().toMillis() + " ms");
    } catch (ExecutionException e) {
      return unanswered(describe(e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return unanswered("interrupted");
    }
  }

  private Answer answer(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Answer.Accepted(status);
    }
    if (status == GONE) {
      return new Answer.Gone();
    }
    var header = response.headers().firstValue("Retry-After");
    return new Answer.Refused(status, RetryAfter.parse(header, clock.instant()));
  }

  private static Exchange unanswered(String error) {
    return new Exchange(new Answer.Unanswered(error), "");
  }

  /** In a few words of our own: messages of the network stack may show more than we want shown. */
  private static String describe(Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof UnresolvedAddressException) {
        return "host name cannot be resolved";
      }
    }
    return switch (cause) {
      case HttpConnectTimeoutException _ -> "connection timed out";
      case HttpTimeoutException _ -> "no answer in time";
      case ConnectException _ -> "connection refused or unreachable";
      case SSLException _ -> "TLS failed";
      case IOException _ -> "connection broken";
      default -> throw new IllegalStateException("request failed in a way nobody foresaw", cause);
    };
  }
}
