package dev.connectpos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.standardwebhooks.Webhook;
import dev.connectpos.notification.Receiver.Received;
import dev.connectpos.notification.Receiver.Reply;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account hears when an endpoint of its fails, and how it gets what was missed. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class EndpointNewsIT {
  private static final String ENDPOINTS = "/core/v5/hooks/endpoints/";
  private static final String SINCE = "{\"since\":\"2020-01-01T00:00:00Z\",\"status\":\"%s\"}";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  private Facts facts;
  private Receiver broken;
  private Receiver sound;

  @BeforeEach
  void begin() {
    facts = new Facts(kafka, registry);
    broken = new Receiver();
    sound = new Receiver();
  }

  @AfterEach
  void end() {
    sound.close();
    broken.close();
    facts.close();
  }

  @Test
  void whatIsExhaustedIsToldToTheOthersInTheFeedAndInTheMetrics() {
    var pdv = Pdv.known(facts, "Loja");
    broken.usually(Reply.of(500));
    var endpoint = pdv.register(broken.url());
    pdv.register(sound.url(), "endpoint.exhausted");
    double before = metric("connect_webhook_exhausted_total");

    paid(pdv, "or_lost");
    soon().until(() -> sound.received().size() == 1);

    String lost = broken.received().getFirst().id();
    String body = sound.received().getFirst().body();
    assertThat(body)
        .contains("\"type\":\"endpoint.exhausted\"", "\"sequence\":1,")
        .contains(
            "\"data\":{\"id\":\"%s\",\"url\":\"%s\",\"status\":\"active\",\"delivery_id\":\"del_"
                .formatted(endpoint.id(), broken.url()))
        .contains(
            "\"event_id\":\"%s\",\"event\":\"charge.paid\",\"attempts\":4,\"last_error\":\"HTTP 500\"}"
                .formatted(lost));
    assertThat(broken.received()).extracting(Received::id).containsOnly(lost);
    assertThat(types(pdv)).containsExactly("charge.paid", "endpoint.exhausted");
    soon().until(() -> metric("connect_webhook_exhausted_total") == before + 1);
  }

  @Test
  void twoDeadEndpointsTellEachOtherOnce() {
    var pdv = Pdv.known(facts, "Loja");
    broken.usually(Reply.of(500));
    sound.usually(Reply.of(500));
    pdv.register(broken.url());
    pdv.register(sound.url());

    paid(pdv, "or_both");
    soon()
        .until(
            () ->
                pdv.deliveries("status").size() == 4
                    && pdv.deliveries("status").stream().allMatch("failed"::equals));

    assertThat(types(pdv))
        .containsExactly("charge.paid", "endpoint.exhausted", "endpoint.exhausted");
  }

  @Test
  void aDisabledOneIsToldOfAndCatchesUpWithWhatItMissed() {
    var pdv = Pdv.known(facts, "Loja");
    broken.answering(Reply.of(410));
    String path = ENDPOINTS + pdv.register(broken.url(), "charge.paid").id();
    pdv.register(sound.url());
    double before = metric("connect_webhook_disabled_total");

    paid(pdv, "or_gone");
    soon().until(() -> sound.received().size() == 2);
    assertThat(sound.received())
        .extracting(Received::body)
        .anySatisfy(
            body ->
                assertThat(body)
                    .contains("\"type\":\"endpoint.disabled\"")
                    .endsWith(
                        "\"status\":\"disabled\",\"reason\":\"HTTP 410, endpoint disabled\"}}"));
    soon().until(() -> metric("connect_webhook_disabled_total") == before + 1);

    paid(pdv, "or_missed1");
    paid(pdv, "or_missed2");
    soon().until(() -> sound.received().size() == 4);
    pdv.request().body(SINCE.formatted("missing")).post(path + "/replay").then().statusCode(412);
    pdv.request().post(path + "/resume").then().statusCode(200);
    pdv.request()
        .body(SINCE.formatted("missing"))
        .post(path + "/replay")
        .then()
        .statusCode(200)
        .body("replayed", equalTo(2))
        .body("has_more", equalTo(false));

    soon().until(() -> broken.received().size() == 3);
    assertThat(broken.received().stream().skip(1).map(Received::body))
        .anyMatch(body -> body.contains("ch_or_missed1"))
        .anyMatch(body -> body.contains("ch_or_missed2"));
    assertThat(sound.received().stream().map(Received::id))
        .containsAll(broken.received().stream().map(Received::id).toList());
    pdv.request()
        .body(SINCE.formatted("missing"))
        .post(path + "/replay")
        .then()
        .body("replayed", equalTo(0));
    pdv.request().body(SINCE.formatted("lost")).post(path + "/replay").then().statusCode(422);
  }

  @Test
  void theDefaultEndpointIsPutAndStandsForItsId() {
    var pdv = Pdv.known(facts, "Loja");
    String path = ENDPOINTS + "default";
    pdv.request().get(path).then().statusCode(404);
    pdv.request().post(path + "/ping").then().statusCode(404);

    String id =
        pdv.request()
            .body("{\"url\":\"http://127.0.0.1:1/old\"}")
            .put(path)
            .then()
            .statusCode(201)
            .body("", hasKey("secret"))
            .extract()
            .path("id");
    pdv.register(broken.url());
    pdv.request()
        .body("{\"url\":\"%s\",\"events\":[\"charge.paid\"]}".formatted(sound.url()))
        .put(path)
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("", not(hasKey("secret")));
    pdv.request()
        .get(path)
        .then()
        .body("id", equalTo(id))
        .body("url", equalTo(sound.url()))
        .body("events", equalTo(List.of("charge.paid")));
    pdv.request().body("{\"url\":\"ftp://x\"}").put(path).then().statusCode(422);
    pdv.request()
        .body("{\"events\":[\"charge.paid\",\"order.created\"]}")
        .patch(path)
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("url", equalTo(sound.url()));

    paid(pdv, "or_default");
    soon().until(() -> sound.received().size() == 1);
    // What is under way when receivers close counts as exhausted in another test.
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent", "sent")));
    pdv.request().delete(path).then().statusCode(204);
    pdv.request().get(path).then().body("url", equalTo(broken.url()));
  }

  @Test
  void aSecretThatIsPutTwiceLeavesTheOneBeforeItSigning() throws Exception {
    var pdv = Pdv.known(facts, "Loja");
    var first = pdv.register(sound.url());
    String second = "whsec_" + "QUJD".repeat(10);
    for (int i = 0; i < 2; i++) {
      pdv.request()
          .body("{\"url\":\"%s\",\"secret\":\"%s\"}".formatted(sound.url(), second))
          .put(ENDPOINTS + "default")
          .then()
          .statusCode(200)
          .body("secret", equalTo(second));
    }

    paid(pdv, "or_secrets");
    soon().until(() -> sound.received().size() == 1);
    var both = sound.received().getFirst();
    new Webhook(first.secret()).verify(both.body(), both.headers());
    new Webhook(second).verify(both.body(), both.headers());
  }

  private void paid(Pdv pdv, String order) {
    facts.chargePaid(UUID.randomUUID(), pdv.account(), order, 1);
  }

  private static List<Object> types(Pdv pdv) {
    return pdv.request().get("/events").path("data.type");
  }

  private static double metric(String name) {
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }
}
