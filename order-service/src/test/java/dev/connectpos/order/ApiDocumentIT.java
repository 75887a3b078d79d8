package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.order.OtherServices.Answer;
import dev.connectpos.testkit.Backends;
import dev.connectpos.testkit.Golden;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The API's document is the committed one, and every route in it knows whose things are whose. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(OtherServices.class)
class ApiDocumentIT {
  @Inject AgroalDataSource database;

  @Test
  void theCommittedDocumentIsWhatTheServiceSays() {
    Golden.check(
        Path.of("../docs/api/order-service.openapi.json"), document().encodePrettily() + "\n");
  }

  @Test
  void everyRouteThatIsSentABodyShowsAnExample() {
    var without = new ArrayList<String>();
    routes()
        .paths()
        .forEach(
            (path, operations) ->
                operations.forEach(
                    (method, operation) -> {
                      if (operation instanceof Map<?, ?> described
                          && described.containsKey("requestBody")
                          && !described.get("requestBody").toString().contains("examples=")) {
                        without.add(method + " " + path);
                      }
                    }));
    assertThat(without).isEmpty();
  }

  @Test
  void aForeignKeySeesAndTouchesNothing() throws IOException {
    try (var log = new EventLog();
        var _ = new OtherServices.Played(_ -> Answer.problem(404, "not_found"))) {
      var owner = Merchant.open(log);
      var stranger = Merchant.open(log);
      var order = owner.placed(1990);
      var payment = new PaymentMessages("pay_foreign000000001", order, owner.account());
      log.publish(payment.payment(), payment.authorized(1, 1000));
      log.publish(payment.payment(), payment.captured(2, 1000));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> owner.get(order).path("charges[0].id") != null);
      var shown = owner.get(order);
      var ids =
          Map.of(
              "orders",
              order,
              "charges",
              shown.<String>path("charges[0].id"),
              "items",
              shown.<String>path("items[0].id"),
              "customers",
              shown.<String>path("customer.id"),
              "cards",
              "card_0000000000000001",
              "payables",
              "7",
              "terminals",
              owner.terminal());
      var before = new Tables(database).sizes();
      var calls = routes().calls(ids);
      assertThat(calls).isNotEmpty();
      for (var call : calls) {
        stranger
            .pdv()
            .body(call.body())
            .request(call.method(), call.path())
            .then()
            .statusCode(404)
            .contentType("application/json");
      }
      for (String query :
          List.of(
              "orders?code=PED-1&customer_id=" + shown.path("customer.id"),
              "charges?order_id=" + order,
              "charges?code=" + shown.path("charges[0].code"),
              "charges?customer_id=" + shown.path("customer.id"))) {
        stranger.pdv().get("/core/v5/" + query).then().body("paging.total", equalTo(0));
      }
      stranger.pdv().get("/core/v5/charges/summary").then().body("total", equalTo(0));
      assertThat(owner.get(order).asString()).isEqualTo(shown.asString());
      assertThat(new Tables(database).sizes()).isEqualTo(before);
    }
  }

  @Test
  void noMerchantsKeyOpensAnOperatorsRoute() {
    var merchant = Merchant.withoutTerminal("test");
    routes()
        .paths()
        .forEach(
            (path, operations) -> {
              if (path.startsWith("/admin/")) {
                for (String method : operations.keySet()) {
                  merchant
                      .pdv()
                      .body("{}")
                      .request(method, path.replaceAll("\\{\\w+}", merchant.account()))
                      .then()
                      .statusCode(401);
                }
              }
            });
  }

  private static JsonObject document() {
    return new JsonObject(given().get("/q/openapi?format=json").asString());
  }

  private static ApiRoutes routes() {
    var paths = new TreeMap<String, Map<String, Object>>();
    var described = document().getJsonObject("paths");
    for (String path : described.fieldNames()) {
      paths.put(path, described.getJsonObject(path).getMap());
    }
    return new ApiRoutes(paths);
  }
}
