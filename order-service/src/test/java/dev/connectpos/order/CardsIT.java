package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.order.OtherServices.Answer;
import dev.connectpos.order.OtherServices.Call;
import dev.connectpos.order.domain.AcquirerServices;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Saved cards and tokens, with an acquirer that is played. The number is made up: its check digit
 * is wrong.
 */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(OtherServices.class)
class CardsIT {
  private static final String DIGITS = "1234567812345678";
  private static final String CARD =
      """
      {"number": "1234567812345678", "holder_name": "ANA SOUZA", "exp_month": "1", "exp_year": 31,
       "cvv": "737"}
      """;

  @Inject AgroalDataSource database;

  private final Map<String, String> vault = new ConcurrentHashMap<>();
  private OtherServices.Played acquirer;
  private EventLog log;
  private Merchant merchant;
  private String customer;
  private String cards;

  @BeforeEach
  void openShop() throws IOException {
    log = new EventLog();
    acquirer = new OtherServices.Played(this::acquirer);
    merchant = Merchant.withoutTerminal("test");
    customer =
        merchant
            .pdv()
            .body("{\"name\":\"Ana\",\"email\":\"ana@example.com\"}")
            .post("/core/v5/customers")
            .path("id");
    cards = "/core/v5/customers/" + customer + "/cards";
  }

  @AfterEach
  void noNumberIsKept() {
    log.close();
    acquirer.close();
    var tables = new Tables(database);
    for (String column : List.of("response_body", "request_sha256", "reference")) {
      assertThat(
              tables.count(
                  "SELECT count(*) FROM idempotency_key WHERE " + column + " LIKE '%56781234%'"))
          .isZero();
    }
  }

  @Test
  void aCardIsSavedShownListedChangedAndDeleted() {
    var saved = save("k1", CARD);
    saved
        .then()
        .statusCode(200)
        .body("id", matchesPattern("card_\\w{16}"))
        .body("brand", equalTo("Visa"))
        .body("last_four_digits", equalTo("5678"))
        .body("exp_year", equalTo(2031))
        .body("created_at", equalTo("2026-11-25T10:00:00Z"))
        .body(not(containsString("null")))
        .body(not(containsString(DIGITS)));
    var id = saved.<String>path("id");
    merchant.pdv().get(cards + "/" + id).then().statusCode(200).body("id", equalTo(id));
    merchant
        .pdv()
        .get(cards + "?size=1")
        .then()
        .body("data", hasSize(1))
        .body("paging.total", equalTo(1));
    merchant
        .pdv()
        .body("{\"exp_month\":2,\"exp_year\":2033}")
        .put(cards + "/" + id)
        .then()
        .statusCode(200)
        .body("exp_month", equalTo(2));
    merchant
        .pdv()
        .delete(cards + "/" + id)
        .then()
        .statusCode(200)
        .body("status", equalTo("deleted"));
    merchant
        .pdv()
        .get(cards + "/" + id)
        .then()
        .statusCode(404)
        .body("code", equalTo("card_not_found"));
    merchant.pdv().get(cards + "/card_x%2F..%2F").then().statusCode(404);
    var other =
        merchant
            .pdv()
            .body("{\"name\":\"Bia\",\"email\":\"bia@example.com\"}")
            .post("/core/v5/customers")
            .<String>path("id");
    var second = save("k2", CARD).<String>path("id");
    merchant.pdv().get("/core/v5/customers/" + other + "/cards/" + second).then().statusCode(404);
    merchant.pdv().get("/core/v5/customers/cus_0000000000000000/cards").then().statusCode(404);
  }

  @Test
  void aRepeatAfterACrashSavesTheSameCard() {
    // The acquirer saves it, and its answer is lost.
    acquirer.plays(
        call -> {
          acquirer(call);
          return new Answer(500, "");
        });
    save("crash", CARD).then().statusCode(503).body("code", equalTo("service_unavailable"));
    assertThat(vault).hasSize(1);
    acquirer.plays(this::acquirer);
    var again = save("crash", CARD);
    again.then().statusCode(200).body("id", equalTo(vault.keySet().iterator().next()));
    assertThat(vault).hasSize(1);
    int asked = acquirer.calls().size();
    var replayed = save("crash", CARD);
    assertThat(replayed.asString()).isEqualTo(again.asString());
    assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(acquirer.calls()).hasSize(asked);
  }

  @Test
  void aCardIsVerifiedWhereTheAccountWantsIt() {
    save("plain", CARD);
    assertThat(acquirer.calls().getLast().body().path("verify").asBoolean()).isFalse();
    save("wanted", CARD.replaceFirst("\\{", "{\"options\":{\"verify_card\":true},"))
        .then()
        .statusCode(412)
        .body("code", equalTo("zero_dollar_not_enabled"))
        .body("message", containsString("zero_dollar"));
    merchant.served(log, 1, new AcquirerServices(false, 22, true, true, true));
    acquirer.plays(_ -> Answer.problem(412, "verification_failed"));
    save("verified", CARD)
        .then()
        .statusCode(412)
        .body("message", equalTo("Could not create credit card. The card verification failed."));
    assertThat(acquirer.calls().getLast().body().path("verify").asBoolean()).isTrue();
    acquirer.plays(this::acquirer);
    save("verified", CARD).then().statusCode(200);
    save("unwanted", CARD.replaceFirst("\\{", "{\"options\":{\"verify_card\":\"false\"},"))
        .then()
        .statusCode(200);
    assertThat(acquirer.calls().getLast().body().path("verify").asBoolean()).isFalse();
  }

  @Test
  void whatIsWrongIsComplainedOfWithoutTheNumber() {
    save("bad", CARD.replace("\"1\"", "13"))
        .then()
        .statusCode(422)
        .body("errors", hasKey("card.exp_month"))
        .body("request.number", equalTo("123456****5678"))
        .body("request", not(hasKey("cvv")))
        .body(not(containsString(DIGITS)));
    save("bad", "{\"exp_month\":1,\"exp_year\":31}")
        .then()
        .statusCode(422)
        .body("errors", hasKey("card.number"));
    acquirer.plays(_ -> Answer.problem(422, "invalid_card", "card.number"));
    save("bad", CARD)
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid_card"))
        .body("errors", hasKey("card.number"))
        .body(not(containsString(DIGITS)));
  }

  @Test
  void aTokenIsGivenForAPublicKeyAndUsedOnce() {
    var keys = "/admin/v1/accounts/" + merchant.account() + "/keys";
    var publicKey = Merchant.admin(keys, Map.of("kind", "public")).<String>path("key");
    var token = token(publicKey, "{\"type\":\"card\",\"card\":" + CARD + "}");
    token
        .then()
        .statusCode(200)
        .body("id", equalTo("token_0000000000000001"))
        .body("type", equalTo("card"))
        .body("expires_at", equalTo("2026-11-25T10:01:00Z"))
        .body("card.first_six_digits", equalTo("123456"))
        .body(not(containsString(DIGITS)));
    assertThat(acquirer.calls().getLast().body().at("/card/number").asText()).isEqualTo(DIGITS);
    token(merchant.key(), "{}").then().statusCode(401);
    token("pk_test_0000000000000000", "{}").then().statusCode(401);
    given()
        .contentType("application/json")
        .body("{}")
        .post("/core/v5/tokens")
        .then()
        .statusCode(401)
        .body("message", containsString("appId"));
    token(publicKey, "{\"card\":{\"number\":\"" + DIGITS + "\"}}")
        .then()
        .statusCode(422)
        .body("errors", hasKey("card.exp_month"))
        .body(not(containsString(DIGITS)));

    save("by token", "{\"card_token\":\"token_0000000000000001\"}").then().statusCode(200);
    assertThat(acquirer.calls().getLast().body().path("card_token").asText())
        .isEqualTo("token_0000000000000001");
    acquirer.plays(_ -> Answer.problem(404, "token_not_found"));
    save("used", "{\"token\":\"token_0000000000000001\"}")
        .then()
        .statusCode(404)
        .body("code", equalTo("token_not_found"));
  }

  private Response save(String key, String body) {
    return merchant.pdv().header("Idempotency-Key", key).body(body).post(cards);
  }

  @Test
  void aPageOfAnyOriginMayAskForTokensAndForNothingElse() {
    given()
        .header("Origin", "https://shop.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/core/v5/tokens")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo("*"))
        .header("Access-Control-Allow-Headers", equalTo("Content-Type"));
    token("pk_test_AAAAAAAAAAAAAAAA", "{}")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", equalTo("*"));
    given().get("/core/v5/orders").then().header("Access-Control-Allow-Origin", nullValue());
  }

  private static Response token(String appId, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/core/v5/tokens?appId=" + appId);
  }

  /** An acquirer that keeps one card under each id. */
  private Answer acquirer(Call call) {
    if (call.route().equals("POST /internal/v1/card-tokens")) {
      return new Answer(
          201,
          "{\"id\":\"token_0000000000000001\",\"created_at\":\"2026-11-25T10:00:00Z\","
              + "\"expires_at\":\"2026-11-25T10:01:00Z\",\"card\":"
              + face(1, 2031)
              + "}}");
    }
    if (call.route().startsWith("GET /internal/v1/cards?")) {
      return new Answer(200, "{\"data\":[" + String.join(",", vault.values()) + "],\"total\":1}");
    }
    var id = call.route().replaceAll(".*/(card_\\w+).*", "$1");
    if (call.route().startsWith("PUT ")) {
      vault.putIfAbsent(id, card(id, 1, 2031, "active"));
    } else if (call.route().startsWith("PATCH ")) {
      vault.put(
          id,
          card(
              id,
              call.body().path("exp_month").asInt(),
              call.body().path("exp_year").asInt(),
              "active"));
    } else if (call.route().startsWith("DELETE ")) {
      vault.remove(id);
      return new Answer(200, card(id, 1, 2031, "deleted"));
    }
    var card = vault.get(id);
    return card == null ? Answer.problem(404, "card_not_found") : new Answer(200, card);
  }

  private String card(String id, int month, int year, String status) {
    return face(month, year)
        + ",\"id\":\"%s\",\"customer_id\":\"%s\",\"status\":\"%s\",\"type\":\"credit\","
            .formatted(id, customer, status)
        + "\"created_at\":\"2026-11-25T10:00:00Z\",\"updated_at\":\"2026-11-25T10:00:00Z\"}";
  }

  private static String face(int month, int year) {
    return ("{\"brand\":\"Visa\",\"first_six_digits\":\"123456\",\"last_four_digits\":\"5678\","
            + "\"holder_name\":\"ANA SOUZA\",\"exp_month\":%d,\"exp_year\":%d")
        .formatted(month, year);
  }
}
