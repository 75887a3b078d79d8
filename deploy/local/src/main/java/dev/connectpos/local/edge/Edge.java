package dev.connectpos.local.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.local.home.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one port for PDVs and terminals: sends each path to the service that owns it, bodies and web
 * sockets streaming through. Loopback only.
 */
public final class Edge {
  private static final String REQUEST_ID = "X-Request-Id";
  private static final String TERMINAL_KEYS = "/emulator/keys";
  private static final String CONSOLE_KEYS = "/console/keys";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
  private static final Pattern ACCEPTABLE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  /** The largest that any service takes; smaller limits are the services' own. */
  private static final long MAX_BODY = 4L * 1024 * 1024;

  private static final int CONNECT_MS = 2_000;

  /**
   * Per process of a service. Each terminal's line holds a connection for as long as it lasts; who
   * finds none is refused, since waiting for one could be for ever.
   */
  private static final int POOL = 16_384;

  private final Vertx vertx;
  private final ToIntFunction<ServiceName> portOf;
  private final Supplier<String> requestIds;
  private final KeyRoom keyRoom;
  private final DemoKeys demoKeys;

  /**
   * @param portOf where a request to a service goes now; one of several replicas, should there be
   * @param requestIds for requests that bring no acceptable id of their own
   * @param keyRoom for terminals in the browser
   * @param demoKeys for the console
   */
  public Edge(
      Vertx vertx,
      ToIntFunction<ServiceName> portOf,
      Supplier<String> requestIds,
      KeyRoom keyRoom,
      DemoKeys demoKeys) {
    this.vertx = vertx;
    this.portOf = portOf;
    this.requestIds = requestIds;
    this.keyRoom = keyRoom;
    this.demoKeys = demoKeys;
  }

  /** Listens on a loopback port; completes when requests are answered. */
  public Future<HttpServer> listen(int port) {
    var proxies = new EnumMap<ServiceName, HttpProxy>(ServiceName.class);
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setMaxPoolSize(POOL)
                .setMaxWaitQueueSize(0));
    for (ServiceName service : ServiceName.values()) {
      proxies.put(
          service,
          HttpProxy.reverseProxy(client)
              .origin(
                  OriginRequestProvider.selector(_ -> Future.succeededFuture(originOf(service))))
              .addInterceptor(new AnswersOf(service)));
    }
    var options =
        new HttpServerOptions().setHost("127.0.0.1").setPort(port).setHttp2ClearTextEnabled(false);
    return vertx.createHttpServer(options).requestHandler(r -> route(r, proxies)).listen();
  }

  private SocketAddress originOf(ServiceName service) {
    return SocketAddress.inetSocketAddress(portOf.applyAsInt(service), "127.0.0.1");
  }

  private void route(HttpServerRequest request, Map<ServiceName, HttpProxy> proxies) {
    String path = Optional.ofNullable(request.path()).orElse("");
    String id = requestId(request);
    if (!Routes.isPlain(path)) {
      answer(request, id, new Problem(400, "invalid_path", "The path is not in its plain form."));
      return;
    }
    if (path.equals("/") && !wantsPage(request)) {
      index(request, id);
      return;
    }
    if (path.equals(TERMINAL_KEYS)) {
      handOut(request, id, () -> Optional.of(keyRoom.inject()));
      return;
    }
    if (path.equals(CONSOLE_KEYS)) {
      handOut(request, id, demoKeys::known);
      return;
    }
    @Nullable HttpProxy proxy = Routes.serviceOf(path).map(proxies::get).orElse(null);
    if (proxy == null) {
      answer(request, id, new Problem(404, "not_found", "Nothing is served at this path."));
      return;
    }
    if (bodyLength(request) > MAX_BODY) {
      // Nothing is sent on: a service that is cut off in the middle cannot say what became of it.
      answer(
          request,
          id,
          new Problem(413, "body_too_large", "The body is above " + MAX_BODY + " bytes."));
      return;
    }
    forwardedHeaders(request, id);
    proxy.handle(request);
  }

  /** As the client says it; 0 where it does not, which the services measure themselves. */
  private static long bodyLength(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length != null && LENGTH.matcher(length).matches() ? Long.parseLong(length) : 0;
  }

  private String requestId(HttpServerRequest request) {
    String given = request.getHeader(REQUEST_ID);
    return given != null && ACCEPTABLE_ID.matcher(given).matches() ? given : requestIds.get();
  }

  /** We are the outermost: what a client says about earlier hops is not believed. */
  private static void forwardedHeaders(HttpServerRequest request, String id) {
    MultiMap headers = request.headers();
    headers.remove("Forwarded");
    // The only upgrade that passes is to a web socket; HTTP/2 in the clear ends here.
    if (!"websocket".equalsIgnoreCase(headers.get("Upgrade"))) {
      headers.remove("Upgrade");
      headers.remove("Connection");
      headers.remove("HTTP2-Settings");
    }
    headers.set(REQUEST_ID, id);
    headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
    headers.set("X-Forwarded-Proto", "http");
    headers.set("X-Forwarded-Host", Optional.ofNullable(request.getHeader("Host")).orElse(""));
    headers.set("X-Forwarded-Port", Integer.toString(request.localAddress().port()));
  }

  private void index(HttpServerRequest request, String id) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", "Connect");
    body.put("documentation", "README.md");
    ObjectNode links = body.putObject("links");
    links.put("console", "/");
    links.put("orders", "/core/v5/orders");
    links.put("webhook_deliveries", "/core/v5/hooks");
    links.put("terminals", "/terminal/v1/terminals");
    links.put("terminal_emulator", "/terminal/emulator");
    links.put("payments", "/acquirer/v1/payments");
    ObjectNode apis = body.putObject("openapi");
    for (ServiceName service : ServiceName.values()) {
      apis.put(
          service.partName(), "http://127.0.0.1:" + portOf.applyAsInt(service) + "/q/swagger-ui/");
    }
    request
        .response()
        .putHeader(REQUEST_ID, id)
        .putHeader("Content-Type", "application/json")
        .end(body.toPrettyString() + "\n");
  }

  /** Browsers are shown the console, programs the index. */
  private static boolean wantsPage(HttpServerRequest request) {
    String accepted = request.getHeader("Accept");
    return accepted != null && accepted.contains("text/html");
  }

  /** Keys, for our own pages alone. */
  private static void handOut(
      HttpServerRequest request, String id, Supplier<Optional<String>> keys) {
    if (!request.method().equals(HttpMethod.POST)) {
      answer(request, id, new Problem(405, "method_not_allowed", "Keys are given by POST."));
      return;
    }
    if (!isFromOwnPage(request)) {
      answer(request, id, new Problem(403, "forbidden", "Keys are for the page of this origin."));
      return;
    }
    keys.get()
        .ifPresentOrElse(
            body ->
                request
                    .response()
                    .setStatusCode(201)
                    .putHeader(REQUEST_ID, id)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(body),
            () -> answer(request, id, new Problem(503, "not_ready", "The keys are being made.")));
  }

  /**
   * A page of another origin is named by the browser, in two headers that no page can set. One
   * whose name was made to point at this machine calls us by that name.
   */
  private static boolean isFromOwnPage(HttpServerRequest request) {
    var authority = request.authority();
    if (authority == null || !LOOPBACK.contains(authority.host().toLowerCase(Locale.ROOT))) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    return (site == null || site.equals("same-origin"))
        && (origin == null || origin.equals("http://" + request.getHeader("Host")));
  }

  private static void answer(HttpServerRequest request, String id, Problem problem) {
    request
        .response()
        .setStatusCode(problem.status)
        .putHeader(REQUEST_ID, id)
        .putHeader("Content-Type", "application/problem+json")
        .end(problem.toString());
  }

  private record Problem(int status, String code, String message) {
    @Override
    public String toString() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("status", status)
          .put("code", code)
          .put("message", message)
          .toString();
    }
  }

  /**
   * Speaks for a service that does not, and names the request. A refused connection means that
   * nothing was done, and the caller may try again; a connection that broke later leaves the
   * outcome unknown, and says so.
   */
  private record AnswersOf(ServiceName service) implements ProxyInterceptor {

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      context.set(REQUEST_ID, context.request().headers().get(REQUEST_ID));
      return context
          .sendRequest()
          .recover(
              failure -> {
                boolean refused =
                    failure instanceof ConnectException
                        || failure instanceof ConnectionPoolTooBusyException;
                int status = refused ? 503 : 502;
                String message =
                    service.partName()
                        + (refused
                            ? " does not answer; nothing was done, try again."
                            : " broke off; whether it acted is not known."
                                + " Repeat with the same Idempotency-Key.");
                String code = refused ? "service_unavailable" : "outcome_unknown";
                ProxyResponse response = context.request().release().response();
                response
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/problem+json")
                    .setBody(
                        Body.body(Buffer.buffer(new Problem(status, code, message).toString())));
                if (refused) {
                  response.putHeader("Retry-After", "1");
                }
                return Future.succeededFuture(response);
              });
    }

    /** Names the request where the service has not done so itself. */
    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      MultiMap headers = context.response().headers();
      @Nullable String id = context.get(REQUEST_ID, String.class);
      if (id != null && !headers.contains(REQUEST_ID)) {
        headers.set(REQUEST_ID, id);
      }
      return context.sendResponse();
    }
  }
}
