package dev.connectpos.order.api;

import io.quarkiverse.web.bundler.runtime.Bundle;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The console (docs/adr/0028): one page and its bundle. Off, it is as if it were not there. The
 * page is a PDV like any other: it holds a key that its user has given it, and calls what every PDV
 * may.
 */
@ApplicationScoped
class ConsolePage {
  private static final String ROOT = "/";
  private static final String FILES = "/console";
  private static final int NOT_FOUND = 404;
  private static final int BEFORE_ROUTES = 100;

  /**
   * Its own files and its own server, and nothing else: no inline code, no other origin. In its
   * frame is the terminal of the same server; the page itself is in nobody's, for it holds a key.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
          + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="pt-BR">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
      <meta name="color-scheme" content="light dark">
      <title>Connect · balcão</title>
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="{style}">
      <script type="module" src="{script}"></script>
      </head>
      <body>
      <pos-console></pos-console>
      <noscript>O balcão precisa de JavaScript. The counter needs JavaScript.</noscript>
      </body>
      </html>
      """;

  private final boolean on;
  private final Bundle bundle;

  ConsolePage(@ConfigProperty(name = "connect.console.page") boolean on, Bundle bundle) {
    this.on = on;
    this.bundle = bundle;
  }

  void guard(@Observes Filters filters) {
    filters.register(this::guard, BEFORE_ROUTES);
  }

  void serve(@Observes Router router) {
    router.get(ROOT).handler(this::page);
  }

  private void guard(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.equals(ROOT) || path.equals(FILES) || path.startsWith(FILES + "/")) {
      if (!on) {
        context.response().setStatusCode(NOT_FOUND).end();
        return;
      }
      headers(context.response());
    }
    context.next();
  }

  private static void headers(HttpServerResponse response) {
    response
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
  }

  private void page(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-cache")
        .end(
            PAGE.replace("{style}", bundle.style("app")).replace("{script}", bundle.script("app")));
  }
}
