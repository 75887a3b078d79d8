package dev.connectpos.notification;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An account and what it does over HTTP. */
record Pdv(String account, String key) {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** An endpoint as it was answered. */
  record Registered(String id, String secret) {}

  /** A new account that notification-service knows already. */
  static Pdv known(Facts facts, String name) {
    int number = NUMBERS.incrementAndGet();
    var pdv = new Pdv("acc_%016d".formatted(number), "sk_test_%016d".formatted(number));
    facts.account(pdv.account, name, pdv.key);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> pdv.request().get("/core/v5/hooks").statusCode() == 200);
    return pdv;
  }

  /** Credentials set; any password does. */
  RequestSpecification request() {
    return given().auth().preemptive().basic(key, "ignored").contentType("application/json");
  }

  Registered register(String url, String... events) {
    Response response =
        request()
            .body(Map.of("url", url, "events", List.of(events)))
            .post("/core/v5/hooks/endpoints");
    response.then().statusCode(201);
    return new Registered(response.path("id"), response.path("secret"));
  }

  /** Deliveries as the API shows them, newest first. */
  List<Map<String, Object>> deliveries() {
    return request().get("/core/v5/hooks?size=100").then().statusCode(200).extract().path("data");
  }

  /** One field of every delivery. */
  List<Object> deliveries(String field) {
    return deliveries().stream().map(delivery -> delivery.get(field)).toList();
  }
}
