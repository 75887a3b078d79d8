package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import dev.connectpos.order.domain.AcquirerServices;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the acquirer does for an account, and what it does not, at the PDV's call (A7, A8, A12,
 * A13).
 */
@QuarkusTest
@WithTestResource(Backends.class)
class ServicesIT {
  private static final String SETUP = "errors.'order.poi_payment_settings.payment_setup.";

  @Inject AgroalDataSource database;

  private EventLog log;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.open(log);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void aServiceThatIsOffIsRefusedByNameBeforeAnythingIsKept() {
    merchant.served(log, 1, new AcquirerServices(false, 22, false, false, false));
    var before = new Tables(database).sizes();
    place(with("statement_descriptor", "AURORA"))
        .statusCode(422)
        .body("code", equalTo("soft_descriptor_not_allowed"))
        .body(SETUP + "statement_descriptor'[0]", containsString("soft_descriptor; ask"));
    place(with("operation_type", "pre_auth"))
        .statusCode(422)
        .body("code", equalTo("pre_authorization_not_allowed"))
        .body(SETUP + "operation_type'[0]", containsString("pre_authorization; ask"));
    assertThat(new Tables(database).sizes()).isEqualTo(before);
    var order = merchant.placed(1000);
    merchant
        .pdv()
        .body(
            "{\"type\":\"NFE\",\"size_v\":8,\"size_h\":384,\"format\":\"png\",\"content\":\"AAAA\"}")
        .post("/posconnect/v1/orders/" + order + "/prints")
        .then()
        .statusCode(412)
        .body("code", equalTo("print_not_enabled"))
        .body("message", containsString("print; ask"));
    merchant.served(log, 2, new AcquirerServices(true, 22, false, true, true));
    place(with("statement_descriptor", "AURORA")).statusCode(200);
    place(with("operation_type", "pre_auth")).statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({"14, 200", "15, 422"})
  void aSoftDescriptorOnATerminalHasFourteenCharacters(int length, int status) {
    merchant.served(log, 1, new AcquirerServices(true, 13, false, true, true));
    place(with("statement_descriptor", "A".repeat(length))).statusCode(status);
  }

  @ParameterizedTest
  @CsvSource({"22, 22, ok", "22, 23, wrong", "13, 13, ok", "13, 14, wrong"})
  void aSoftDescriptorOverTheApiHasAsManyAsTheAffiliationMay(int may, int length, String verdict) {
    merchant.served(log, 1, new AcquirerServices(true, may, false, true, true));
    var order = online("\"statement_descriptor\": \"" + "A".repeat(length) + "\"");
    // What is right goes on to the acquirer, which is not there.
    place(order).statusCode(verdict.equals("ok") ? 503 : 422);
    if (verdict.equals("wrong")) {
      place(order).body("errors", hasKey("order.payments[0].credit_card.statement_descriptor"));
    }
  }

  @Test
  void aPreAuthorizationOverTheApiIsRefusedAtItsPayment() {
    merchant.served(log, 1, new AcquirerServices(false, 22, false, false, true));
    place(online("\"operation_type\": \"pre_auth\""))
        .statusCode(422)
        .body("errors", hasKey("order.payments[0].credit_card.operation_type"));
  }

  @Test
  void servicesAreNotSwitchedHere() {
    for (String service :
        new String[] {"soft_descriptor", "zero_dollar", "pre_authorization", "print"}) {
      given()
          .header("Authorization", Merchant.ADMIN)
          .contentType("application/json")
          .body("{\"" + service + "_allowed\":true}")
          .patch("/admin/v1/accounts/" + merchant.account())
          .then()
          .statusCode(422)
          .body(
              "errors.'account." + service + "_allowed'[0]",
              containsString("/services/" + service));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chargebacks",
        "Chargebacks/cb_1/",
        "recipients/rp_1/anticipations",
        "recipients/rp_1/anticipations/ant_1",
        "recipients/rp_1/anticipations/limits",
        "recipients/rp_1/bulk_anticipations"
      })
  void whatIsNotOfferedSaysSoAndWhomToAsk(String path) {
    var what = path.contains("hargebacks") ? "chargebacks" : "anticipations";
    merchant
        .pdv()
        .get("/core/v5/" + path)
        .then()
        .statusCode(422)
        .body("code", equalTo(what + "_not_offered"))
        .body("message", containsString("Contact the operator of this acquirer."));
    given().get("/core/v5/" + path).then().statusCode(401);
  }

  @Test
  void anAnticipationIsNotMadeEither() {
    for (String path : new String[] {"anticipations", "bulk_anticipations"}) {
      merchant
          .pdv()
          .body("{\"amount\":1000,\"timeframe\":\"start\"}")
          .post("/core/v5/recipients/rp_1/" + path)
          .then()
          .statusCode(422)
          .body("code", equalTo("anticipations_not_offered"));
    }
  }

  private ValidatableResponse place(String order) {
    return merchant.place(order).then();
  }

  private String with(String field, String value) {
    return merchant
        .order(1000)
        .replace("\"type\"", "\"" + field + "\": \"" + value + "\", \"type\"");
  }

  private static String online(String field) {
    return """
    {"customer": {"name": "Ana"},
     "items": [{"amount": 1000, "description": "Camiseta", "quantity": 1}],
     "payments": [{"payment_method": "credit_card", "credit_card": {
       "card_token": "token_0000000000000000", %s}}]}
    """
        .formatted(field);
  }
}
