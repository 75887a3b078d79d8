package dev.connectpos.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.local.home.ServiceName;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  @ParameterizedTest
  @CsvSource({
    "/core/v5/hooks, NOTIFICATION",
    "/core/v5/hooks/hook_1, NOTIFICATION",
    "/core/v5/hooks/endpoints, NOTIFICATION",
    "/core/v5/hooksx, ORDER",
    "/events, NOTIFICATION",
    "/events/stream, NOTIFICATION",
    "/events/session, NOTIFICATION",
    "/.well-known/jwks.json, NOTIFICATION",
    "/notification/v1/parked-messages, NOTIFICATION",
    "/core/v5/orders, ORDER",
    "/core/v5/orders/or_1/closed, ORDER",
    "/posconnect/anything, ORDER",
    "/admin/v1/accounts, ORDER",
    "/orders/v1/journal, ORDER",
    "/, ORDER",
    "/console/bundle/app.js, ORDER",
    "/terminal/v1/connect, TERMINAL",
    "/acquirer/v1/totals, ACQUIRER",
  })
  void eachPathHasItsService(String path, ServiceName service) {
    assertThat(Routes.serviceOf(path)).contains(service);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/v1/presentments",
        "/q/health",
        "/core",
        "/core/v4/orders",
        "/administrator",
        "/eventsx",
        "/.well-known",
        "/.well-known/other",
        "/notification",
        "/orders",
        "/orders/v2/journal",
        "/terminals",
        "/consoles",
        "/index.html",
        ""
      })
  void whatIsInNoRowIsNotReachable(String path) {
    assertThat(Routes.serviceOf(path)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/acquirer/../internal/v1/presentments",
        "/acquirer/%2e%2e/internal",
        "/acquirer/.%2E/internal",
        "/acquirer/..",
        "/acquirer//internal",
        "/acquirer/..;/internal",
        "/acquirer/..%2finternal",
        "/acquirer\\..\\internal",
        "/acquirer/./x",
        "*",
        ""
      })
  void aPathThatCouldMeanSomethingElseBehindIsNotPlain(String path) {
    assertThat(Routes.isPlain(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/core/v5/orders",
        "/core/v5/orders/a.b..c",
        "/x/caf%C3%A9",
        "/.well-known/jwks.json"
      })
  void ordinaryPathsArePlain(String path) {
    assertThat(Routes.isPlain(path)).isTrue();
  }
}
