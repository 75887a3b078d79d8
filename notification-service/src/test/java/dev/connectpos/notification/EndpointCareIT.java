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
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the owner of an endpoint can do about it. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class EndpointCareIT {
  private static final String ENDPOINTS = "/core/v5/hooks/endpoints/";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  @Inject DataSource database;

  private Facts facts;
  private Receiver receiver;

  @BeforeEach
  void begin() {
    facts = new Facts(kafka, registry);
    receiver = new Receiver();
  }

  @AfterEach
  void end() {
    receiver.close();
    facts.close();
  }

  @Test
  void isReadChangedAndDeletedByItsOwnerOnly() {
    var pdv = Pdv.known(facts, "Loja");
    var other = Pdv.known(facts, "Outra");
    String path = ENDPOINTS + pdv.register("http://127.0.0.1:1/old").id();

    pdv.request()
        .body("{\"url\":\"" + receiver.url() + "\",\"events\":[\"charge.paid\"]}")
        .patch(path)
        .then()
        .statusCode(200)
        .body("url", equalTo(receiver.url()))
        .body("events", equalTo(List.of("charge.paid")));
    pdv.request().body("{\"url\":\"ftp://x\"}").patch(path).then().statusCode(422);
    pdv.request()
        .get(path)
        .then()
        .body("url", equalTo(receiver.url()))
        .body("", not(hasKey("secret")));
    other.request().get(path).then().statusCode(404).body("code", equalTo("endpoint_not_found"));
    other.request().body("{}").patch(path).then().statusCode(404);
    other.request().delete(path).then().statusCode(404);
    other.request().post(path + "/ping").then().statusCode(404);
    paid(pdv, "or_changed");
    soon().until(() -> receiver.received().size() == 1);

    pdv.request().delete(path).then().statusCode(204);
    pdv.request().get(path).then().statusCode(404);
    pdv.request().delete(path).then().statusCode(404);
    assertThat(pdv.request().get("/core/v5/hooks/endpoints").<List<Object>>path("data")).isEmpty();
    paid(pdv, "or_deleted");
    soon().until(() -> pdv.request().get("/events").<List<Object>>path("data").size() == 2);
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void twoSecretsSignWhileARotationOverlaps() throws Exception {
    var pdv = Pdv.known(facts, "Loja");
    var endpoint = pdv.register(receiver.url());
    String second =
        pdv.request()
            .body("{\"overlap_hours\":1}")
            .post(ENDPOINTS + endpoint.id() + "/rotate-secret")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
    paid(pdv, "or_both");
    soon().until(() -> receiver.received().size() == 1);
    Received both = receiver.received().getFirst();
    new Webhook(endpoint.secret()).verify(both.body(), both.headers());
    new Webhook(second).verify(both.body(), both.headers());

    run("UPDATE endpoint SET previous_until = now() WHERE id = '" + endpoint.id() + "'");
    paid(pdv, "or_new");
    soon().until(() -> receiver.received().size() == 2);
    Received only = receiver.received().get(1);
    new Webhook(second).verify(only.body(), only.headers());
    assertThat(only.headers().firstValue("webhook-signature").orElseThrow().split("v1,"))
        .hasSize(2);
  }

  @Test
  void sendsBasicCredentialsAndShowsThemToNobody() throws Exception {
    var pdv = Pdv.known(facts, "Loja");
    String id =
        pdv.request()
            .body(
                "{\"url\":\"%s\",\"basic_auth\":{\"user\":\"pdv\",\"password\":\"s3cr:et\"}}"
                    .formatted(receiver.url()))
            .post(ENDPOINTS)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    pdv.request()
        .body("{\"url\":\"http://127.0.0.1/\",\"basic_auth\":{\"user\":\"a:b\"}}")
        .post(ENDPOINTS)
        .then()
        .statusCode(422)
        .body("errors", hasKey("basic_auth"))
        .body("request", not(hasKey("basic_auth")));

    assertThat(ping(pdv, id)).isTrue();
    assertThat(receiver.received().getLast().headers().firstValue("Authorization"))
        .contains(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("pdv:s3cr:et".getBytes(StandardCharsets.UTF_8)));
    pdv.request().body("{\"basic_auth\":null}").patch(ENDPOINTS + id).then().statusCode(200);
    assertThat(ping(pdv, id)).isTrue();
    assertThat(receiver.received().getLast().headers().firstValue("Authorization")).isEmpty();
  }

  @Test
  void pingSaysWhatTheEndpointAnsweredAndLeavesNoTrace() {
    var pdv = Pdv.known(facts, "Loja");
    receiver.answering(Reply.of(410));
    String id = pdv.register(receiver.url()).id();

    pdv.request()
        .post(ENDPOINTS + id + "/ping")
        .then()
        .statusCode(200)
        .body("delivered", equalTo(false))
        .body("response_status", equalTo(410));
    assertThat(ping(pdv, id)).isTrue();
    assertThat(receiver.received().getLast().body()).contains("\"type\":\"endpoint.ping\"");
    pdv.request().get(ENDPOINTS + id).then().body("status", equalTo("active"));
    assertThat(pdv.deliveries()).isEmpty();
  }

  @Test
  void pausedItKeepsWhatArisesAndResumedItSendsIt() {
    var pdv = Pdv.known(facts, "Loja");
    String path = ENDPOINTS + pdv.register(receiver.url()).id();
    pdv.request().post(path + "/pause").then().statusCode(200).body("status", equalTo("paused"));

    paid(pdv, "or_paused");
    soon().until(() -> pdv.deliveries("status").equals(List.of("pending")));
    assertThat(ping(pdv, path.substring(ENDPOINTS.length()))).isTrue();
    assertThat(receiver.received()).hasSize(1);

    pdv.request().post(path + "/resume").then().statusCode(200).body("status", equalTo("active"));
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));
  }

  @Test
  void goneItIsResumedAndItsFailuresAreReplayedByRange() {
    var pdv = Pdv.known(facts, "Loja");
    receiver.answering(Reply.of(200), Reply.of(410));
    String path = ENDPOINTS + pdv.register(receiver.url()).id();
    paid(pdv, "or_before");
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));
    paid(pdv, "or_gone");
    soon().until(() -> pdv.deliveries("status").equals(List.of("failed", "sent")));
    pdv.request().get(path).then().body("status", equalTo("disabled"));
    String failed = "{\"since\":\"2020-01-01T00:00:00Z\",\"status\":\"failed\"}";
    pdv.request().body(failed).post(path + "/replay").then().statusCode(412);

    pdv.request().post(path + "/resume").then().statusCode(200).body("status", equalTo("active"));
    pdv.request().body("{}").post(path + "/replay").then().statusCode(422);
    pdv.request()
        .body(failed)
        .post(path + "/replay")
        .then()
        .statusCode(200)
        .body("replayed", equalTo(1))
        .body("has_more", equalTo(false));
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent", "sent")));
    pdv.request()
        .body("{\"since\":\"2020-01-01T00:00:00Z\",\"until\":\"2020-01-02T00:00:00Z\"}")
        .post(path + "/replay")
        .then()
        .body("replayed", equalTo(0));
    pdv.request()
        .body("{\"since\":\"2020-01-01T00:00:00Z\"}")
        .post(path + "/replay")
        .then()
        .body("replayed", equalTo(2));
    soon().until(() -> receiver.received().size() == 5);

    Object delivery = pdv.deliveries("delivery_id").getFirst();
    pdv.request()
        .get("/core/v5/hooks/" + delivery + "/attempts")
        .then()
        .statusCode(200)
        .body("data[0].number", equalTo(1))
        .body("data[0].response_status", equalTo(410))
        .body("data[0].error", equalTo("HTTP 410, endpoint disabled"))
        .body("data[1].response_status", equalTo(200));
    Pdv.known(facts, "Outra")
        .request()
        .get("/core/v5/hooks/" + delivery + "/attempts")
        .then()
        .statusCode(404);
  }

  @Test
  void anEndpointThatFailsRestsAndIsTriedAndRecovers() {
    var pdv = Pdv.known(facts, "Loja");
    receiver.usually(Reply.of(500));
    pdv.register(receiver.url());
    double trips = metric("connect_webhook_breaker_trips_total");
    for (int i = 1; i <= 12; i++) {
      paid(pdv, "or_breaker" + i);
    }

    soon().until(() -> metric("connect_webhook_breaker_trips_total") > trips);
    receiver.usually(Reply.of(200));
    soon().until(() -> pdv.deliveries("status").stream().noneMatch("pending"::equals));
    assertThat(pdv.deliveries("status")).contains("sent");
    assertThat(metric("connect_webhook_breakers{state=\"open\"}")).isZero();
  }

  private void paid(Pdv pdv, String order) {
    facts.chargePaid(UUID.randomUUID(), pdv.account(), order, 1);
  }

  private static boolean ping(Pdv pdv, String id) {
    return pdv.request()
        .post(ENDPOINTS + id + "/ping")
        .then()
        .statusCode(200)
        .extract()
        .path("delivered");
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

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
