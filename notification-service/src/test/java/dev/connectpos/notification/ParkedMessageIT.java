package dev.connectpos.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What could not be applied, in the hands of an operator. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class ParkedMessageIT {
  private static final String PARKED = "/notification/v1/parked-messages";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  @ConfigProperty(name = "connect.admin-token")
  String adminToken;

  @Inject DataSource database;

  private Facts facts;

  @BeforeEach
  void begin() {
    facts = new Facts(kafka, registry);
  }

  @AfterEach
  void end() {
    facts.close();
  }

  @Test
  void isForOperatorsOnly() {
    var pdv = Pdv.known(facts, "Loja");
    pdv.request().get(PARKED).then().statusCode(401);
    given().get(PARKED).then().statusCode(401);
    given().header("Authorization", "Bearer ").get(PARKED).then().statusCode(401);
    given().post(PARKED + "/1/replay").then().statusCode(401);
    given().post(PARKED + "/replay?topic=order.events.v1&key=x").then().statusCode(401);
    given().get("/notification/v1/journal?subject=x").then().statusCode(401);
    pdv.request().get("/notification/v1/journal?subject=x").then().statusCode(401);
  }

  @Test
  void listsWhatWaitsAndTriesItAgain() throws SQLException {
    var pdv = Pdv.known(facts, "Loja");
    String order = "or_parked" + UUID.randomUUID();
    facts.chargePaid(UUID.randomUUID(), pdv.account(), order, 1, "{\"id\":1 ");
    await().atMost(Duration.ofSeconds(20)).until(() -> !waiting(order).isEmpty());

    var shown = waiting(order).getFirst();
    assertThat(shown)
        .containsEntry("topic", "order.events.v1")
        .containsEntry("type", "charge.paid")
        .containsEntry("reason", "failed")
        .containsEntry("consumed", true)
        .doesNotContainKey("payload");
    String replay = PARKED + "/" + shown.get("id") + "/replay";
    operator().post(replay).then().statusCode(200).body("replayed", equalTo(0));
    operator()
        .post(PARKED + "/replay?topic=order.events.v1&key=" + order)
        .then()
        .statusCode(200)
        .body("replayed", equalTo(0));

    // As if this version understood it: a byte of the same length makes the resource whole.
    run(
        ("UPDATE parked_message SET payload = decode(replace(encode(payload, 'hex'),"
                + " encode('{\"id\":1 ', 'hex'), encode('{\"id\":1}', 'hex')), 'hex') WHERE id = %s")
            .formatted(shown.get("id")));
    operator().post(replay).then().statusCode(200).body("replayed", equalTo(1));
    assertThat(waiting(order)).isEmpty();
    assertThat(pdv.request().get("/events").<List<Object>>path("data.data.id")).containsExactly(1);
  }

  @Test
  void saysThatItCannotWhileNoMessageOfTheTopicCame() throws SQLException {
    run(
        "INSERT INTO parked_message (direction, topic, message_key, event_id, aggregate_type,"
            + " aggregate_version, type, payload, occurred_at, correlation_id, reason) VALUES"
            + " ('in', 'nobody.events.v1', 'or_nobody', gen_random_uuid(), 'order', 1, 'x', '',"
            + " now(), 'corr', 'failed')");
    try {
      String id = String.valueOf(waiting("or_nobody").getFirst().get("id"));
      operator()
          .post(PARKED + "/" + id + "/replay")
          .then()
          .statusCode(409)
          .body("code", equalTo("handler_not_known"));
      operator()
          .post(PARKED + "/replay?topic=nobody.events.v1&key=or_nobody")
          .then()
          .statusCode(409);
      assertThat(operator().get(PARKED + "?after=" + id).<List<String>>path("data.key"))
          .doesNotContain("or_nobody");
    } finally {
      run("DELETE FROM parked_message WHERE topic = 'nobody.events.v1'");
    }
  }

  @Test
  void whatThisServiceSaidIsInItsJournal() {
    operator()
        .get("/notification/v1/journal?subject=we_nobody")
        .then()
        .statusCode(200)
        .body("data", equalTo(List.of()));
    operator()
        .get("/notification/v1/journal")
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid_request"))
        .body(
            "errors.correlation_id[0]",
            equalTo("The query has to have 1 to 50 values of correlation_id and subject in all."));
  }

  private List<Map<String, Object>> waiting(String key) {
    return operator()
        .get(PARKED)
        .then()
        .statusCode(200)
        .extract()
        .<List<Map<String, Object>>>path("data")
        .stream()
        .filter(it -> key.equals(it.get("key")))
        .toList();
  }

  private RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + adminToken);
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
