package dev.connectpos.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The HTTP API as a PDV meets it. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class EndpointApiIT {
  private static final String ENDPOINTS = "/core/v5/hooks/endpoints";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

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
  void showsTheSecretOnceAndKeepsItSealed() throws SQLException {
    var pdv = Pdv.known(facts, "Loja");
    var endpoint = pdv.register("http://127.0.0.1:1/inbox", "charge.paid", "charge.paid");

    assertThat(endpoint.id()).matches("we_\\w{16}");
    assertThat(endpoint.secret()).startsWith("whsec_");
    pdv.request()
        .get(ENDPOINTS)
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].id", equalTo(endpoint.id()))
        .body("data[0].events", equalTo(List.of("charge.paid")))
        .body("data[0].status", equalTo("active"))
        .body("data[0]", not(hasKey("secret")));
    try (var connection = database.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT sealed_secret FROM endpoint WHERE id = '" + endpoint.id() + "'")) {
      assertThat(rows.next()).isTrue();
      assertThat(new String(rows.getBytes(1), StandardCharsets.ISO_8859_1))
          .doesNotContain("whsec_");
    }
  }

  @Test
  void refusesWrongKeysAsTheIncumbentDoes() {
    for (String authorization : List.of("", "Bearer x", "Basic !", "Basic c2tfdGVzdF94Og==")) {
      given()
          .header("Authorization", authorization)
          .get("/core/v5/hooks")
          .then()
          .statusCode(401)
          .header("X-Payments-Auth", "Unauthorized")
          .body("message", equalTo("Authorization has been denied for this request."))
          .body("code", equalTo("unauthorized"));
    }
    given().body("{}").post(ENDPOINTS).then().statusCode(401);
  }

  @Test
  void namesWhatIsWrongAndLeavesNoRow() {
    var pdv = Pdv.known(facts, "Loja");

    pdv.request()
        .body("{\"url\":\"ftp://x\",\"events\":[\"nope\"],\"secret\":\"whsec_AA==\"}")
        .post(ENDPOINTS)
        .then()
        .statusCode(422)
        .body("message", equalTo("The request is invalid."))
        .body("code", equalTo("invalid_request"))
        .body("errors", hasKey("url"))
        .body("errors", hasKey("events[0]"))
        .body("errors", hasKey("secret"))
        .body("request.url", equalTo("ftp://x"))
        .body("request", not(hasKey("secret")));
    for (String body : List.of("", "{", "[]", "\u0000")) {
      pdv.request()
          .body(body)
          .post(ENDPOINTS)
          .then()
          .statusCode(400)
          .body("code", equalTo("not_json"));
    }
    pdv.request().body("{\"url\":\"" + "a".repeat(100_000)).post(ENDPOINTS).then().statusCode(413);
    pdv.request().get(ENDPOINTS).then().body("data", hasSize(0));
  }

  @Test
  void refusesWhereWebhooksMayNeverGo() {
    var pdv = Pdv.known(facts, "Loja");

    for (String url :
        List.of(
            "http://169.254.169.254/latest/meta-data",
            "http://[fd00:ec2::254]/",
            "http://[::ffff:169.254.169.254]/",
            "http://0.0.0.0:8086/",
            "http://user@192.168.0.10/")) {
      pdv.request()
          .body("{\"url\":\"" + url + "\"}")
          .post(ENDPOINTS)
          .then()
          .statusCode(422)
          .body("errors", hasKey("url"));
    }
    pdv.request().get(ENDPOINTS).then().body("data", hasSize(0));
  }

  @Test
  void takesSixteenEndpointsOfAnAccountHoweverManyAreAskedForAtOnce() throws Exception {
    var pdv = Pdv.known(facts, "Loja");
    Callable<Integer> create =
        () -> pdv.request().body("{\"url\":\"http://127.0.0.1:1/\"}").post(ENDPOINTS).statusCode();

    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var status : threads.invokeAll(Collections.nCopies(20, create))) {
        statuses.add(status.get());
      }
    }

    assertThat(statuses).filteredOn(status -> status == 201).hasSize(16);
    assertThat(statuses).filteredOn(status -> status == 412).hasSize(4);
    pdv.request().get(ENDPOINTS).then().body("data", hasSize(16));
  }

  @Test
  void answersUnknownRoutesAndIdsInTheIncumbentsWords() {
    var pdv = Pdv.known(facts, "Loja");

    pdv.request()
        .get("/core/v5/hooks/hook_0000000000000000")
        .then()
        .statusCode(404)
        .body("message", equalTo("Webhook not found."))
        .body("code", equalTo("hook_not_found"));
    pdv.request()
        .get("/core/v5/nothing")
        .then()
        .statusCode(404)
        .body("message", containsString("."));
    pdv.request()
        .delete(ENDPOINTS)
        .then()
        .statusCode(405)
        .body("code", equalTo("method_not_allowed"));
    pdv.request()
        .get("/core/v5/hooks?page=0")
        .then()
        .statusCode(422)
        .body("errors", hasKey("page"));
    pdv.request().get("/core/v5/hooks?page=1000").then().statusCode(200);
    pdv.request()
        .get("/core/v5/hooks?page=1001")
        .then()
        .statusCode(422)
        .body("errors", hasKey("page"));
    pdv.request()
        .get("/core/v5/hooks?size=x")
        .then()
        .statusCode(422)
        .body("errors", hasKey("size"));
  }

  @Test
  void createsOneEndpointOfTwentyRequestsUnderOneKey() throws Exception {
    var pdv = Pdv.known(facts, "Loja");
    Callable<Response> create =
        () ->
            pdv.request()
                .header("Idempotency-Key", "once")
                .body("{\"url\":\"http://127.0.0.1:1/\"}")
                .post(ENDPOINTS);

    var answers = new ArrayList<Response>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(Collections.nCopies(20, create))) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
    assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.header("Idempotency-Replayed") == null))
        .hasSize(1);
    pdv.request().get(ENDPOINTS).then().body("data", hasSize(1));
  }

  @Test
  void answersAKeyAsBeforeWhateverTheBodyAndKeepsAccountsApart() {
    var pdv = Pdv.known(facts, "Loja 1");
    var other = Pdv.known(facts, "Loja 2");
    for (Pdv each : List.of(pdv, other)) {
      each.request()
          .header("Idempotency-Key", "same")
          .body("{\"url\":\"http://127.0.0.1:1/" + each.account() + "\"}")
          .post(ENDPOINTS)
          .then()
          .statusCode(201);
    }

    pdv.request()
        .header("Idempotency-Key", "same")
        .body("{\"url\":\"http://127.0.0.1:2/\"}")
        .post(ENDPOINTS)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .body("url", equalTo("http://127.0.0.1:1/" + pdv.account()));
    pdv.request().get(ENDPOINTS).then().body("data", hasSize(1));
  }

  @Test
  void pagesThroughDeliveriesNewestFirst() {
    var pdv = Pdv.known(facts, "Loja");
    try (var receiver = new Receiver()) {
      pdv.register(receiver.url());
      for (int i = 1; i <= 5; i++) {
        facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_page", i);
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> pdv.deliveries().size() == 5);
    }

    var second =
        pdv.request()
            .get("/core/v5/hooks?page=2&size=2")
            .then()
            .statusCode(200)
            .body("paging.total", equalTo(5))
            .body("data", hasSize(2))
            .extract();
    String next = second.path("paging.next");
    pdv.request()
        .get(next)
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("paging.next", nullValue());
    String previous = second.path("paging.previous");
    pdv.request()
        .get(previous)
        .then()
        .statusCode(200)
        .body("data", hasSize(2))
        .body("paging", not(hasKey("previous")));
    var created = pdv.deliveries("created_at").stream().map(Object::toString).toList();
    assertThat(created).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void isHealthyMeasuredAndDescribed() {
    for (String probe : List.of("live", "ready", "started")) {
      given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("connect_webhook_due_age_seconds"));
    given().get("/q/openapi").then().statusCode(200).body(containsString(ENDPOINTS));
  }
}
