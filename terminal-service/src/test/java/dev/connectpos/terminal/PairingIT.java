package dev.connectpos.terminal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.connectpos.terminal.Shop.Pairing;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class PairingIT {
  @Inject AgroalDataSource database;
  @Inject EventLog log;

  @Test
  void terminalShowsACodeAndGetsItsCredential() {
    String account = Shop.newAccount(log);
    String serial = Shop.newSerial();
    Pairing pairing = Shop.requestPairing(serial);
    assertThat(pairing.code()).matches("[2-9A-HJKMNP-Z]{6}");
    Shop.progress(pairing).statusCode(200).body("status", equalTo("waiting"));

    String terminal =
        Shop.register(account, " " + pairing.code().toLowerCase(java.util.Locale.ROOT))
            .statusCode(201)
            .body("serial_number", equalTo(serial))
            .body("mode", equalTo("direct"))
            .body("online", equalTo(false))
            .body("id", matchesPattern("term_[0-9A-Za-z]{16}"))
            .extract()
            .path("id");
    Shop.progress(pairing)
        .statusCode(200)
        .body("status", equalTo("paired"))
        .body("terminal_id", equalTo(terminal))
        .body("device_credential", notNullValue());

    await()
        .untilAsserted(
            () -> {
              var events = log.eventsOf(terminal);
              assertThat(events).hasSize(1);
              assertThat(events.getFirst().getAggregateVersion()).isEqualTo(1);
              var registered = (TerminalRegistered) events.getFirst().getPayload();
              assertThat(registered.getAccountId()).isEqualTo(account);
              assertThat(registered.getSerialNumber()).isEqualTo(serial);
              assertThat(registered.getModel()).isEqualTo("EMULATOR");
            });
  }

  @Test
  void claimingAgainForTheSameAccountAnswersTheSame() {
    String account = Shop.newAccount(log);
    Pairing pairing = Shop.requestPairing(Shop.newSerial());
    String first = Shop.register(account, pairing.code()).statusCode(201).extract().path("id");
    Shop.register(account, pairing.code()).statusCode(201).body("id", equalTo(first));
    Shop.register(account, pairing.code(), "listed")
        .statusCode(409)
        .body("code", equalTo("registered_in_another_mode"));
  }

  @Test
  void serialOfAnotherAccountIsRefused() {
    Shop shop = Shop.open(log);
    String other = Shop.newAccount(log);
    Pairing pairing = Shop.requestPairing(shop.serial);
    Shop.register(other, pairing.code())
        .statusCode(409)
        .body("code", equalTo("terminal_of_another_account"));
    Shop.progress(pairing).body("status", equalTo("waiting"));
  }

  @Test
  void codeOfAnotherAccountIsAsGoodAsUnknown() {
    String account = Shop.newAccount(log);
    String other = Shop.newAccount(log);
    Pairing pairing = Shop.requestPairing(Shop.newSerial());
    Shop.register(account, pairing.code()).statusCode(201);
    Shop.register(other, pairing.code())
        .statusCode(422)
        .body("code", equalTo("unknown_pairing_code"));
  }

  @Test
  void credentialIsFetchedAgainUntilTheTerminalHasConnected() {
    String account = Shop.newAccount(log);
    Pairing pairing = Shop.requestPairing(Shop.newSerial());
    Shop.register(account, pairing.code()).statusCode(201);
    String first = Shop.progress(pairing).statusCode(200).extract().path("device_credential");
    String second =
        Shop.progress(pairing)
            .statusCode(200)
            .body("device_credential", not(equalTo(first)))
            .extract()
            .path("device_credential");
    try (TestTerminal terminal = TestTerminal.connect(RestAssured.port, second)) {
      terminal.next("welcome");
    }
    Shop.progress(pairing).statusCode(410).body("code", equalTo("pairing_finished"));
  }

  @Test
  void resetTerminalIsPairedAgainAsTheSame() {
    Shop shop = Shop.open(log);
    shop.connectIdle().close();
    Pairing again = Shop.requestPairing(shop.serial);
    Shop.register(shop.account, again.code()).statusCode(201).body("id", equalTo(shop.terminal));
    String fresh = Shop.progress(again).statusCode(200).extract().path("device_credential");
    try (TestTerminal terminal = TestTerminal.connect(RestAssured.port, fresh)) {
      assertThat(terminal.next("welcome").path("terminal_id").asText()).isEqualTo(shop.terminal);
    }
  }

  @Test
  void codeRunsOut() throws SQLException {
    String account = Shop.newAccount(log);
    Pairing pairing = Shop.requestPairing(Shop.newSerial());
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update pairing set expires_at = created_at - interval '1 second' where id = ?")) {
      update.setString(1, pairing.id());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
    Shop.register(account, pairing.code())
        .statusCode(422)
        .body("code", equalTo("unknown_pairing_code"));
    Shop.progress(pairing).statusCode(404).body("code", equalTo("unknown_pairing"));
  }

  @Test
  void guessingCodesIsStopped() {
    String account = Shop.newAccount(log);
    Pairing pairing = Shop.requestPairing(Shop.newSerial());
    String answer = "";
    for (int i = 0; i < 11 && !answer.equals("too_many_wrong_codes"); i++) {
      answer = Shop.register(account, "AAAAAA").extract().path("code");
    }
    assertThat(answer).isEqualTo("too_many_wrong_codes");
    Shop.register(account, pairing.code()).statusCode(429);
  }

  @Test
  void newestCodesOfATerminalAreGood() {
    String account = Shop.newAccount(log);
    String serial = Shop.newSerial();
    Pairing own = Shop.requestPairing(serial);
    for (int i = 0; i < 4; i++) {
      Shop.requestPairing(serial);
    }
    Shop.progress(own).statusCode(200);
    Pairing newest = Shop.requestPairing(serial);
    Shop.progress(own).statusCode(404);
    Shop.register(account, newest.code()).statusCode(201);
    for (int i = 0; i < 6; i++) {
      Shop.requestPairing(serial);
    }
    Shop.progress(newest).statusCode(200).body("status", equalTo("paired"));
  }

  @Test
  void oneAddressBeginsOnlySoManyPairings() {
    int status = 201;
    for (int i = 0; i < 30 && status == 201; i++) {
      status = beginFrom("203.0.113.7").extract().statusCode();
    }
    assertThat(status).isEqualTo(201);
    beginFrom("203.0.113.7").statusCode(429).body("code", equalTo("too_many_pairings"));
    beginFrom("203.0.113.8").statusCode(201);
  }

  private static ValidatableResponse beginFrom(String address) {
    return given()
        .header("X-Forwarded-For", address)
        .contentType("application/json")
        .body(
            "{\"serial_number\":\""
                + Shop.newSerial()
                + "\",\"model\":\"S920\",\"app_version\":\"1\"}")
        .post("/terminal/v1/pairings")
        .then();
  }

  @Test
  void secretsAreNotInTheDatabase() throws SQLException {
    String account = Shop.newAccount(log);
    Pairing pairing = Shop.requestPairing(Shop.newSerial());
    Shop.register(account, pairing.code()).statusCode(201);
    String credential = Shop.progress(pairing).extract().path("device_credential");
    String secretPart = credential.substring(credential.indexOf('.') + 1);
    try (var connection = database.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select p::text from pairing p union all select t::text from terminal t")) {
      int count = 0;
      while (rows.next()) {
        count++;
        assertThat(rows.getString(1)).doesNotContain(pairing.secret()).doesNotContain(secretPart);
      }
      assertThat(count).isGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{'                                                                     | 400 | malformed_json",
        "'[]'                                                                    | 400 | malformed_json",
        "'{\"model\":\"S920\",\"app_version\":\"1\"}'                              | 422 | missing_field",
        "'{\"serial_number\":12345,\"model\":\"S920\",\"app_version\":\"1\"}'      | 422 | invalid_field",
        "'{\"serial_number\":\"A B C\",\"model\":\"S920\",\"app_version\":\"1\"}'  | 422 | invalid_field",
        "'{\"serial_number\":\"ABCD\",\"model\":\"S921\",\"app_version\":\"1\"}'   | 422 | invalid_field"
      })
  void badPairingRequestsAreExplained(String body, int status, String code) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/terminal/v1/pairings")
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  @Test
  void operatorsNeedTheirToken() {
    given().get("/terminal/v1/terminals?account_id=x").then().statusCode(401);
    given()
        .header("Authorization", "Bearer wrong")
        .get("/terminal/v1/terminals/term_x")
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthorized"));
    given()
        .header("Authorization", "Bearer test-admin-token")
        .get("/terminal/v1/terminals/term_x")
        .then()
        .statusCode(404);
    given()
        .header("Authorization", "Bearer test-admin-token")
        .get("/terminal/v1/terminals")
        .then()
        .statusCode(422)
        .body("field", equalTo("account_id"));
  }

  @Test
  void wrongSecretOrNoneGetsNothing() {
    Pairing pairing = Shop.requestPairing(Shop.newSerial());
    Shop.progress(new Pairing(pairing.id(), pairing.code(), "wrong")).statusCode(404);
    given().get("/terminal/v1/pairings/" + pairing.id()).then().statusCode(401);
  }

  @Test
  void terminalsOfAnAccountAreListed() {
    Shop shop = Shop.open(log);
    given()
        .header("Authorization", "Bearer test-admin-token")
        .get("/terminal/v1/terminals?account_id=" + shop.account)
        .then()
        .statusCode(200)
        .body("data.id", equalTo(java.util.List.of(shop.terminal)));
  }
}
