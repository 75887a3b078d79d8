package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every bad input is a clear 4xx in JSON, and leaves nothing behind. */
@QuarkusTest
@WithTestResource(Backends.class)
class BadInputIT {
  @Inject AgroalDataSource database;

  private EventLog log;
  private Merchant merchant;
  private Map<String, Long> before = Map.of();

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.open(log);
    before = new Tables(database).sizes();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(new Tables(database).sizes()).isEqualTo(before);
    log.close();
  }

  @Test
  void fieldsAreComplainedOfByPath() {
    var body = merchant.order(1990);
    invalid(body.replace("1990", "-1"), "order.items[0].amount");
    invalid(body.replace("1990", "0"), "order.items[0].amount");
    invalid(body.replace("1990", "99999999999999999999"), "order.items[0].amount");
    invalid(body.replace("1990", "{}"), "order.items[0].amount");
    invalid(body.replace("\"name\": \"Mesa 3\"", "\"n\": 1"), "order.customer.name");
    invalid(body.replace("\"quantity\": 1", "\"quantity\": 2000000"), "order.items");
    invalid(
        body.replace(merchant.serial(), "nobody"),
        "order.poi_payment_settings.devices_serial_number[0]");
    invalid(body.replace("PED-1", "x".repeat(53)), "order.code");
    invalid("{}", "order.customer");
  }

  @Test
  void validationEchoesTheRequest() {
    merchant
        .place("{\"code\":\"1\"}")
        .then()
        .statusCode(422)
        .body("message", equalTo("The request is invalid."))
        .body("request.code", equalTo("1"))
        .body("code", equalTo("validation_failed"));
  }

  @Test
  void whatIsNoJsonObjectIs400() {
    for (String body : new String[] {"{", "[]", "\"x\"", "", "{\"a\":1,\"a\":2}", "\u0000"}) {
      clear(merchant.place(body), 400);
    }
  }

  @Test
  void bodiesAbove64KibAre413() {
    var large = "{\"x\":\"" + "x".repeat(1_000_000) + "\"}";
    clear(merchant.place(large), 413);
    clear(
        merchant
            .pdv()
            .body(new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))
            .post("/core/v5/orders"),
        413);
  }

  @Test
  void wrongKeysAre401AsTheIncumbentAnswers() {
    var nobody = given().contentType("application/json").body(merchant.order(1990));
    denied(nobody.post("/core/v5/orders"));
    denied(
        nobody.auth().preemptive().basic("sk_test_0000000000000000", "").post("/core/v5/orders"));
    denied(given().header("Authorization", "Basic !!!").get("/core/v5/orders/or_1"));
    denied(given().header("Authorization", "Bearer x").get("/core/v5/charges/ch_1"));
  }

  @Test
  void publicKeysOpenNothing() {
    var path = "/admin/v1/accounts/" + merchant.account() + "/keys";
    var key = Merchant.admin(path, Map.of("kind", "public")).<String>path("key");
    assertThat(key).matches("pk_test_\\w{16}");
    before = new Tables(database).sizes();
    denied(given().auth().preemptive().basic(key, "").get("/core/v5/orders/or_1"));
  }

  @Test
  void routesMethodsAndTypesThatDoNotExistAreJsonToo() {
    clear(merchant.pdv().get("/core/v5/nothing"), 404);
    clear(merchant.pdv().get("/nothing"), 404);
    clear(merchant.pdv().get("/core/v5/orders/or_0000000000000000"), 404);
    clear(merchant.pdv().get("/core/v5/orders/x%00y"), 404);
    clear(merchant.pdv().put("/core/v5/charges/ch_0000000000000000"), 405);
    clear(merchant.pdv().contentType("text/plain").body("x").post("/core/v5/orders"), 415);
  }

  @Test
  void closingRefusesWordsItDoesNotKnow() {
    var order = merchant.placed(1990);
    before = new Tables(database).sizes();
    merchant.close(order, "done").then().statusCode(422).body("errors", hasKey("order.status"));
    clear(merchant.pdv().body("{").patch("/core/v5/orders/" + order + "/closed"), 400);
    clear(merchant.pdv().patch("/core/v5/orders/" + order + "/closed"), 412);
  }

  @Test
  void operatorsRoutesAnswerProblems() {
    given()
        .header("Authorization", "Bearer wrong")
        .contentType("application/json")
        .body("{}")
        .post("/admin/v1/accounts")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("code", equalTo("unauthorized"));
    problem(Merchant.admin("/admin/v1/accounts", Map.of("name", "x")), 422);
    problem(
        Merchant.admin(
            "/admin/v1/accounts",
            Map.of("name", "x", "environment", "test", "time_zone", "Mars/Base")),
        422);
    problem(
        Merchant.admin("/admin/v1/accounts/acc_0000000000000000/keys", Map.of("kind", "secret")),
        404);
  }

  private void invalid(String body, String path) {
    clear(merchant.place(body), 422).then().body("errors", hasKey(path));
  }

  private static void denied(Response answer) {
    clear(answer, 401)
        .then()
        .header("X-Payments-Auth", "Unauthorized")
        .body("message", equalTo("Authorization has been denied for this request."));
  }

  private static void problem(Response answer, int status) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("code", not(equalTo(null)));
  }

  private static Response clear(Response answer, int status) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/json")
        .body("message", not(equalTo(null)))
        .body("code", not(equalTo(null)))
        .body(not(containsString("Exception")));
    return answer;
  }
}
