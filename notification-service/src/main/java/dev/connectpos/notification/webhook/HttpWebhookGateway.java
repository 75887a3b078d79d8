package dev.connectpos.notification.webhook;

import dev.connectpos.notification.application.Attempt;
import dev.connectpos.notification.application.Attempted;
import dev.connectpos.notification.application.DeliverySettings;
import dev.connectpos.notification.application.EndpointStore;
import dev.connectpos.notification.application.SecretVault;
import dev.connectpos.notification.application.WebhookGateway;
import dev.connectpos.notification.domain.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One POST, signed as Standard Webhooks 1.0.0 says, to an address that {@link TargetGuard} has
 * checked. Redirects are not followed: they are a way to make us call what the endpoint's owner may
 * not. The whole exchange has one deadline, so a receiver that answers a byte at a time holds its
 * slot no longer than a silent one.
 *
 * <p>Connections are kept for a few seconds, and a receiver may close one just as it is used again.
 * A request that met that is sent once more, on a connection of its own and within the same
 * deadline: it is one attempt, and the receiver drops what it knows by the same {@code webhook-id}.
 */
@ApplicationScoped
class HttpWebhookGateway implements WebhookGateway {
  private static final Logger LOG = Logger.getLogger(HttpWebhookGateway.class);
  private static final int GONE = 410;

  /** Shorter than receivers usually keep one, so that few requests meet a connection that ends. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  private final SecretVault vault;
  private final AsymmetricSigner keys;
  private final WebhookConfig config;
  private final TargetGuard guard;
  private final DeliveryMeters meters;
  private final AttemptTrace trace;
  private final Clock clock;
  private final HttpClient http;

  /** Its connections carry one request each. */
  private final HttpClient fresh;

  /** Connections that have carried a request. */
  private final Set<HttpConnection> used =
      Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

  HttpWebhookGateway(
      SecretVault vault,
      AsymmetricSigner keys,
      WebhookConfig config,
      TargetGuard guard,
      DeliveryMeters meters,
      AttemptTrace trace,
      Clock clock,
      DeliverySettings settings,
      Vertx vertx) {
    this.vault = vault;
    this.keys = keys;
    this.config = config;
    this.guard = guard;
    this.meters = meters;
    this.trace = trace;
    this.clock = clock;
    this.http = vertx.createHttpClient(clientOptions(settings));
    this.fresh = vertx.createHttpClient(clientOptions(settings).setKeepAlive(false));
  }

  private static HttpClientOptions clientOptions(DeliverySettings settings) {
    return new HttpClientOptions()
        // Version 2 in the clear begins with an upgrade that old receivers stumble over.
        .setProtocolVersion(HttpVersion.HTTP_1_1)
        // Per address: endpoints that share a host wait for none of each other.
        .setMaxPoolSize(settings.inFlight())
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        // AttemptTrace has the span, and the header is its.
        .setTracingPolicy(TracingPolicy.IGNORE);
  }

  @PreDestroy
  void close() {
    var _ = http.close();
    var _ = fresh.close();
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

  private record Exchange(Answer answer, String excerpt) {

    static Exchange unanswered(String error) {
      return new Exchange(new Answer.Unanswered(error), "");
    }
  }

  private Exchange exchange(Attempt attempt, AttemptTrace.Span span) {
    URI url;
    RequestOptions options;
    try {
      url = URI.create(attempt.target().endpoint().url());
      options = options(url, attempt, span);
    } catch (RuntimeException e) {
      LOG.errorf(e, "cannot make the request of %s", attempt.delivery());
      return new Exchange(new Answer.NotSent("internal error"), "");
    }
    var deadline = new Deadline(System.nanoTime() + config.timeout().toNanos());
    try {
      List<InetAddress> addresses = guard.addresses(url, deadline.left());
      return exchange(new Call(options, addresses, attempt.hook().body(), deadline));
    } catch (ForbiddenTargetException e) {
      return Exchange.unanswered(String.valueOf(e.getMessage()));
    } catch (UnknownHostException e) {
      return Exchange.unanswered("host name cannot be resolved");
    } catch (TimeoutException e) {
      return Exchange.unanswered("no answer in " + config.timeout().toMillis() + " ms");
    } catch (ExecutionException e) {
      return Exchange.unanswered(describe(e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exchange.unanswered("interrupted");
    }
  }

  private record Call(
      RequestOptions options, List<InetAddress> addresses, Buffer body, Deadline deadline) {

    Call(RequestOptions options, List<InetAddress> addresses, byte[] body, Deadline deadline) {
      this(options, addresses, Buffer.buffer(body), deadline);
    }
  }

  private Exchange exchange(Call call)
      throws ExecutionException, InterruptedException, TimeoutException {
    HttpClientRequest request = connected(http, call);
    boolean reused = !used.add(request.connection());
    try {
      return answered(request, call);
    } catch (ExecutionException e) {
      if (!reused || !isClosed(e.getCause())) {
        throw e;
      }
      return answered(connected(fresh, call), call);
    }
  }

  /** Whether the receiver hung up before it answered anything. */
  private static boolean isClosed(@Nullable Throwable cause) {
    return cause instanceof HttpClosedException
        || (cause instanceof IOException && !(cause instanceof SSLException));
  }

  private RequestOptions options(URI url, Attempt attempt, AttemptTrace.Span span) {
    String id = attempt.hook().id().value();
    byte[] body = attempt.hook().body();
    long timestamp = clock.instant().getEpochSecond();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setSsl(TargetGuard.isSecure(url))
            .setHost(url.getHost())
            .setPort(TargetGuard.port(url))
            .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("User-Agent", config.userAgent())
            .putHeader("webhook-id", id)
            .putHeader("webhook-timestamp", Long.toString(timestamp))
            .putHeader("webhook-signature", signatures(attempt, timestamp))
            .putHeader("X-Webhook-Asymmetric-Signature", keys.asymmetric(body));
    basic(attempt.target()).ifPresent(value -> options.putHeader("Authorization", value));
    span.traceParent().ifPresent(value -> options.putHeader("traceparent", value));
    return options;
  }

  /**
   * By the endpoint's secret, by the one before it while that is live, and by our own keys for
   * those who would rather hold none.
   */
  private String signatures(Attempt attempt, long timestamp) {
    String id = attempt.hook().id().value();
    byte[] body = attempt.hook().body();
    EndpointStore.Target target = attempt.target();
    Instant now = clock.instant();
    var signatures = new ArrayList<String>();
    signatures.add(secret(target, target.sealedSecret()).sign(id, timestamp, body));
    target
        .previous()
        .filter(previous -> now.isBefore(previous.until()))
        .map(previous -> secret(target, previous.sealedSecret()).sign(id, timestamp, body))
        .ifPresent(signatures::add);
    signatures.add(keys.standard(id, timestamp, body));
    return String.join(" ", signatures);
  }

  private Optional<String> basic(EndpointStore.Target target) {
    String purpose = EndpointStore.Target.basicPurpose(target.endpoint().id());
    return target
        .sealedBasic()
        .map(stored -> "Basic " + Base64.getEncoder().encodeToString(vault.open(stored, purpose)));
  }

  private SigningSecret secret(EndpointStore.Target target, byte[] stored) {
    byte[] opened = vault.open(stored, target.endpoint().id().value());
    return SigningSecret.parse(new String(opened, StandardCharsets.UTF_8));
  }

  /**
   * A request on a connection to the first of the addresses that takes one; each gets its share of
   * the time. The host stays the name of the URL, for the header and for the certificate.
   */
  private static HttpClientRequest connected(HttpClient client, Call call)
      throws ExecutionException, InterruptedException, TimeoutException {
    RequestOptions options = call.options();
    List<InetAddress> addresses = call.addresses();
    Deadline deadline = call.deadline();
    for (int i = 0; ; i++) {
      boolean last = i == addresses.size() - 1;
      Duration share = deadline.left().dividedBy(addresses.size() - i);
      var literal = addresses.get(i).getHostAddress();
      options
          .setServer(SocketAddress.inetSocketAddress(options.getPort(), literal))
          .setConnectTimeout(Math.max(1, share.toMillis()));
      Future<HttpClientRequest> connecting = client.request(options);
      try {
        return await(connecting, deadline);
      } catch (ExecutionException e) {
        if (last || !(e.getCause() instanceof ConnectException)) {
          throw e;
        }
      } catch (TimeoutException | InterruptedException e) {
        // It may still come; nobody would give its connection back.
        connecting.onSuccess(HttpClientRequest::reset);
        throw e;
      }
    }
  }

  private Exchange answered(HttpClientRequest request, Call call)
      throws ExecutionException, InterruptedException, TimeoutException {
    // Before anything is sent: an answer without a body may be over by the time we ask for it. What
    // cannot be sent fails the response too.
    Future<Exchange> exchange =
        request
            .response()
            .compose(
                response -> Excerpt.of(response).map(text -> new Exchange(answer(response), text)));
    try {
      var _ = request.send(call.body());
      return await(exchange, call.deadline());
    } catch (TimeoutException | InterruptedException e) {
      request.reset();
      throw e;
    }
  }

  private static <T> T await(Future<T> future, Deadline deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
  }

  private Answer answer(HttpClientResponse response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Answer.Accepted(status);
    }
    if (status == GONE) {
      return new Answer.Gone();
    }
    var header = Optional.ofNullable(response.getHeader("Retry-After"));
    return new Answer.Refused(status, RetryAfter.parse(header, clock.instant()));
  }

  /** In a few words of our own: messages of the network stack may show more than we want shown. */
  private static String describe(Throwable cause) {
    return switch (cause) {
      case ConnectException _ -> "connection refused or unreachable";
      case SSLException _ -> "TLS failed";
      default -> "connection broken";
    };
  }

  /** The instant, of the clock that only runs forward, at which an exchange is over. */
  private record Deadline(long nanoTime) {

    Duration left() {
      return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
  }
}
