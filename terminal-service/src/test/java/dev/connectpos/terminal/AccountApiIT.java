package dev.connectpos.terminal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What order-service asks for on behalf of an account's partner (T1, T3, T6, T9). */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class AccountApiIT {
  @Inject EventLog log;

  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.open(log);
  }

  @Test
  void accountSeesItsOwnTerminalsByIdAndSerial() {
    Shop stranger = Shop.open(log);
    service().get(of(shop) + "/terminals").then().statusCode(200).body("data", hasSize(1));
    for (String name : new String[] {shop.terminal, shop.serial}) {
      service()
          .get(of(shop) + "/terminals/" + name)
          .then()
          .statusCode(200)
          .body("id", equalTo(shop.terminal))
          .body("serial_number", equalTo(shop.serial));
    }
    for (String name : new String[] {stranger.terminal, stranger.serial, "none"}) {
      service()
          .get(of(shop) + "/terminals/" + name)
          .then()
          .statusCode(404)
          .body("code", equalTo("not_found"));
    }
  }

  @Test
  void partnerPairsActivatesAndReplaces() {
    Shop stranger = Shop.open(log);
    Shop.Pairing pairing = Shop.requestPairing(Shop.newSerial());
    String added =
        service()
            .body(Map.of("pairing_code", pairing.code(), "mode", "listed"))
            .post(of(shop) + "/terminals")
            .then()
            .statusCode(201)
            .body("mode", equalTo("listed"))
            .extract()
            .path("id");
    service()
        .body(Map.of("mode", "direct"))
        .put(of(shop) + "/terminals/" + added + "/activation")
        .then()
        .statusCode(200)
        .body("mode", equalTo("direct"));
    service()
        .delete(of(shop) + "/terminals/" + added + "/activation")
        .then()
        .statusCode(200)
        .body("active", equalTo(false));
    service().delete(of(stranger) + "/terminals/" + added + "/activation").then().statusCode(404);
    Shop.Pairing next = Shop.requestPairing(Shop.newSerial());
    Map<String, String> code = Map.of("pairing_code", next.code());
    service()
        .body(code)
        .post(of(stranger) + "/terminals/" + added + "/replacement")
        .then()
        .statusCode(404);
    String successor =
        service()
            .body(code)
            .post(of(shop) + "/terminals/" + added + "/replacement")
            .then()
            .statusCode(201)
            .body("active", equalTo(true))
            .body("mode", equalTo("direct"))
            .extract()
            .path("serial_number");
    service()
        .get(of(shop) + "/terminals/" + added)
        .then()
        .body("active", equalTo(false))
        .body("replaced_by", equalTo(successor));
    service()
        .body(Map.of("mode", "direct"))
        .put(of(shop) + "/terminals/" + added + "/activation")
        .then()
        .statusCode(409)
        .body("code", equalTo("terminal_replaced"));
    service()
        .body(Map.of("pairing_code", "ZZZZZZ", "mode", "direct"))
        .post(of(shop) + "/terminals")
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown_pairing_code"));
  }

  @Test
  void settingsAndPasswordAreTheAccounts() {
    service()
        .get(of(shop) + "/settings")
        .then()
        .statusCode(200)
        .body("printing", equalTo(false))
        .body("admin_password_set", equalTo(false));
    service()
        .body(Map.of("printing", true))
        .put(of(shop) + "/settings")
        .then()
        .statusCode(200)
        .body("printing", equalTo(true));
    service()
        .body(Map.of("password", "123456"))
        .put(of(shop) + "/admin-password")
        .then()
        .statusCode(204);
    service()
        .get(of(shop) + "/settings")
        .then()
        .body("printing", equalTo(true))
        .body("admin_password_set", equalTo(true));
    service()
        .body(Map.of("password", "abc"))
        .put(of(shop) + "/admin-password")
        .then()
        .statusCode(422)
        .body("field", equalTo("password"));
    service().delete(of(shop) + "/admin-password").then().statusCode(204);
    service().get(of(shop) + "/settings").then().body("admin_password_set", equalTo(false));
    service().get("/internal/v1/accounts/acc_none/settings").then().statusCode(404);
    service()
        .body(Map.of("printing", true))
        .put("/internal/v1/accounts/acc_none/settings")
        .then()
        .statusCode(404);
    service().delete("/internal/v1/accounts/acc_none/admin-password").then().statusCode(404);
  }

  @Test
  void onlyServicesGetIn() {
    given().get(of(shop) + "/terminals").then().statusCode(401);
    given().get(of(shop) + "/settings").then().statusCode(401);
    given()
        .header("Authorization", "Bearer test-admin-token")
        .get(of(shop) + "/terminals")
        .then()
        .statusCode(401);
    given()
        .contentType("application/json")
        .body(Map.of("password", "1234"))
        .put("/terminal/v1/accounts/" + shop.account + "/admin-password")
        .then()
        .statusCode(401);
  }

  private static String of(Shop shop) {
    return "/internal/v1/accounts/" + shop.account;
  }

  private static RequestSpecification service() {
    return given()
        .header("Authorization", "Bearer test-internal-token")
        .contentType("application/json");
  }
}
