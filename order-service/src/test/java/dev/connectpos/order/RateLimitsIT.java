package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits are off in the other tests, and small here. */
@QuarkusTest
@WithTestResource(Backends.class)
@TestProfile(RateLimitsIT.Limited.class)
class RateLimitsIT {

  /** With limits that a test reaches. */
  public static final class Limited implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "connect.rate-limits", "on",
          "connect.rate-limits.reads-per-minute", "3",
          "connect.rate-limits.tokens-per-minute", "3",
          "connect.rate-limits.test-calls-per-second", "100");
    }
  }

  @Test
  void aboveItsLimitAKeyIsToldWhenToTryAgain() {
    var merchant = Merchant.withoutTerminal("live");
    var answers =
        IntStream.range(0, 4).mapToObj(_ -> merchant.pdv().get("/core/v5/Orders/")).toList();
    assertThat(answers.stream().map(Response::statusCode)).isEqualTo(List.of(200, 200, 200, 429));
    var refused = answers.getLast();
    refused
        .then()
        .contentType("application/json")
        .body("code", equalTo("too_many_requests"))
        .body("message", equalTo("Too many requests; try again later."));
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
    // What writes is not limited, and neither is anybody else.
    merchant.place("{}").then().statusCode(422);
    Merchant.withoutTerminal("live").pdv().get("/core/v5/charges").then().statusCode(200);
  }

  @Test
  void whoHoldsAPublicKeyCannotTryCardsWithoutEnd() {
    var merchant = Merchant.withoutTerminal("live");
    var keys = "/admin/v1/accounts/" + merchant.account() + "/keys";
    var key = Merchant.admin(keys, Map.of("kind", "public")).<String>path("key");
    var answers =
        IntStream.range(0, 4)
            .mapToObj(
                _ ->
                    given()
                        .contentType("application/json")
                        .body("{}")
                        .post("/core/v5/tokens?appId=" + key))
            .map(Response::statusCode);
    assertThat(answers).containsExactly(422, 422, 422, 429);
  }
}
