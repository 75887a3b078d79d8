package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.connectpos.order.OtherServices.Answer;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A merchant's own terminals over the PDV's API, with a terminal-service that is played. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(OtherServices.class)
class TerminalsIT {
  private static final String TERMINAL =
      """
      {"id": "term_0000000000000001", "account_id": "acc_1", "serial_number": "6C-582505",
       "model": "S920", "mode": "direct", "active": true, "online": true,
       "last_seen_at": "2026-11-23T14:03:09.123Z", "app_version": "1.0.0",
       "created_at": "2026-11-20T09:00:00Z"}
      """;
  private static final String OLD =
      """
      {"id": "term_0000000000000000", "account_id": "acc_1", "serial_number": "6C-582504",
       "model": "Q92", "mode": "listed", "active": false, "online": false,
       "created_at": "2026-11-20T09:00:00Z", "replaced_by": "6C-582505"}
      """;
  private static final String TERMINALS = "/posconnect/v1/terminals";
  private static final String SETTINGS = "/posconnect/v1/settings";
  private static final String CODE = "{\"pairing_code\": \" k7m2qx \", \"mode\": \"DIRECT\"}";

  @Inject AgroalDataSource database;

  private OtherServices.Played service;
  private Merchant merchant;

  @BeforeEach
  void openShop() throws IOException {
    service = new OtherServices.Played(_ -> new Answer(200, TERMINAL));
    merchant = Merchant.withoutTerminal("live");
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void theAccountsTerminalsAreShown() {
    service.plays(_ -> new Answer(200, "{\"data\": [" + OLD + "," + TERMINAL + "]}"));
    merchant
        .pdv()
        .get(TERMINALS)
        .then()
        .statusCode(200)
        .body("data", hasSize(2))
        .body("data[0].replaced_by", equalTo("6C-582505"))
        .body("data[0].active", equalTo(false))
        .body("data[0]", not(hasKey("last_seen_at")))
        .body("data[1].online", equalTo(true))
        .body("data[1].last_seen_at", equalTo("2026-11-23T14:03:09Z"))
        .body("data[1]", not(hasKey("account_id")))
        .body("data[1]", not(hasKey("replaced_by")));
    called("GET", "/terminals");
    service.plays(_ -> new Answer(200, TERMINAL));
    merchant
        .pdv()
        .get("/PosConnect/v1/Terminals/6C-582505/")
        .then()
        .statusCode(200)
        .body("id", equalTo("term_0000000000000001"));
    called("GET", "/terminals/6C-582505");
  }

  @Test
  void aTerminalIsRegisteredOnceForEachKey() {
    service.plays(_ -> new Answer(201, TERMINAL));
    register("k", CODE).then().statusCode(200).body("serial_number", equalTo("6C-582505"));
    called("POST", "/terminals");
    var sent = service.calls().getLast().body();
    assertThat(sent.path("pairing_code").asText()).isEqualTo("k7m2qx");
    assertThat(sent.path("mode").asText()).isEqualTo("direct");
    register("k", CODE)
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", equalTo("true"))
        .body("id", equalTo("term_0000000000000001"));
    assertThat(service.calls()).hasSize(1);
  }

  @Test
  void aRepeatAfterALostAnswerAsksAgain() {
    service.plays(_ -> new Answer(500, ""));
    register("lost", CODE).then().statusCode(503).header("Retry-After", "1");
    service.plays(_ -> new Answer(201, TERMINAL));
    register("lost", CODE).then().statusCode(200);
    assertThat(service.calls()).hasSize(2);
  }

  @Test
  void refusalsAreInTheIncumbentsWords() {
    refused(Answer.problem(422, "unknown_pairing_code", "pairing_code"), 422)
        .then()
        .body("code", equalTo("unknown_pairing_code"))
        .body("errors", hasKey("pairing_code"));
    refused(Answer.problem(409, "terminal_of_another_account"), 409)
        .then()
        .body("message", containsString("another account"));
    refused(Answer.problem(409, "registered_in_another_mode", "mode"), 409)
        .then()
        .body("code", equalTo("registered_in_another_mode"));
    refused(Answer.problem(409, "terminal_replaced"), 409)
        .then()
        .body("message", containsString("replaced_by"));
    refused(Answer.problem(429, "too_many_wrong_codes"), 429);
    refused(Answer.problem(422, "unknown_account", "account_id"), 404)
        .then()
        .body("code", equalTo("account_not_found"));
    refused(new Answer(200, "{\"id\": \"term_1\"}"), 503);
    int before = service.calls().size();
    register("wrong", "{\"pairing_code\": \"K7-2QX\", \"mode\": \"lazy\"}")
        .then()
        .statusCode(422)
        .body("errors", hasKey("pairing_code"))
        .body("errors", hasKey("mode"));
    register("wrong", "{}").then().statusCode(422).body("errors", hasKey("mode"));
    assertThat(service.calls()).hasSize(before);
  }

  @Test
  void aTerminalIsActivatedDeactivatedAndReplaced() {
    var path = TERMINALS + "/term_0000000000000001";
    merchant.pdv().body("{\"mode\":\"listed\"}").put(path + "/activation").then().statusCode(200);
    called("PUT", "/terminals/term_0000000000000001/activation");
    assertThat(service.calls().getLast().body().path("mode").asText()).isEqualTo("listed");
    merchant.pdv().body("{}").put(path + "/activation").then().statusCode(422);
    merchant.pdv().delete(path + "/activation").then().statusCode(200);
    called("DELETE", "/terminals/term_0000000000000001/activation");
    for (int i = 0; i < 2; i++) {
      merchant
          .pdv()
          .header("Idempotency-Key", "swap")
          .body("{\"pairing_code\": \"K7M2QX\"}")
          .post(path + "/replacement")
          .then()
          .statusCode(200)
          .body("serial_number", equalTo("6C-582505"));
    }
    called("POST", "/terminals/term_0000000000000001/replacement");
    assertThat(service.calls()).hasSize(3);
    service.plays(_ -> Answer.problem(404, "not_found"));
    merchant
        .pdv()
        .delete(path + "/activation")
        .then()
        .statusCode(404)
        .body("code", equalTo("terminal_not_found"))
        .body("message", equalTo("Terminal not found."));
  }

  @Test
  void settingsAreShownAndChanged() {
    service.plays(_ -> new Answer(200, "{\"printing\": true, \"admin_password_set\": false}"));
    merchant
        .pdv()
        .get(SETTINGS)
        .then()
        .statusCode(200)
        .body("printing", equalTo(true))
        .body("admin_password_set", equalTo(false));
    service.plays(_ -> new Answer(200, "{\"printing\": false, \"admin_password_set\": true}"));
    merchant
        .pdv()
        .body("{\"printing\": \"false\"}")
        .put(SETTINGS)
        .then()
        .statusCode(200)
        .body("printing", equalTo(false))
        .body("admin_password_set", equalTo(true));
    called("PUT", "/settings");
    assertThat(service.calls().getLast().body().path("printing").isBoolean()).isTrue();
    merchant
        .pdv()
        .body("{}")
        .put(SETTINGS)
        .then()
        .statusCode(422)
        .body("errors", hasKey("printing"));
    service.plays(_ -> Answer.problem(404, "not_found"));
    merchant.pdv().get(SETTINGS).then().statusCode(404).body("code", equalTo("account_not_found"));
  }

  /** Its four digits would be guessed from any hash. */
  @Test
  void ofAPasswordNothingIsKeptOrEchoed() {
    service.plays(_ -> new Answer(204, ""));
    var keys = "SELECT count(*) FROM idempotency_key WHERE scope = '" + merchant.account() + "'";
    for (String password : new String[] {"2580", "13579246"}) {
      password("{\"password\": \"" + password + "\"}")
          .then()
          .statusCode(200)
          .body("admin_password_set", equalTo(true));
      assertThat(service.calls().getLast().body().path("password").asText()).isEqualTo(password);
    }
    called("PUT", "/admin-password");
    assertThat(new Tables(database).count(keys)).isZero();
    password("{\"password\": \"258\", \"printing\": true}")
        .then()
        .statusCode(422)
        .body("errors", hasKey("password"))
        .body("request", hasKey("printing"))
        .body("request", not(hasKey("password")));
    password("{\"password\": \"abcd\"}").then().statusCode(422).body(not(containsString("abcd")));
    password("{\"password\": \"123456789\"}").then().statusCode(422);
    merchant
        .pdv()
        .delete(SETTINGS + "/admin-password")
        .then()
        .statusCode(200)
        .body("admin_password_set", equalTo(false));
    called("DELETE", "/admin-password");
  }

  private Response password(String body) {
    return merchant
        .pdv()
        .header("Idempotency-Key", "once")
        .body(body)
        .put(SETTINGS + "/admin-password");
  }

  private Response refused(Answer answer, int status) {
    service.plays(_ -> answer);
    var response = register("refused", CODE);
    response.then().statusCode(status);
    return response;
  }

  private Response register(String key, String body) {
    return merchant.pdv().header("Idempotency-Key", key).body(body).post(TERMINALS);
  }

  private void called(String method, String path) {
    assertThat(service.calls().getLast().route())
        .isEqualTo(method + " /internal/v1/accounts/" + merchant.account() + path);
  }
}
