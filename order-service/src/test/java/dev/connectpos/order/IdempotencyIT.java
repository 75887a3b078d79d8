package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.order.application.Idempotency;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** O11: one key, one effect, whatever the race. */
@QuarkusTest
@WithTestResource(Backends.class)
class IdempotencyIT {
  @Inject AgroalDataSource database;
  @Inject Idempotency idempotency;

  private EventLog log;
  private Merchant merchant;
  private Tables tables;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.open(log);
    tables = new Tables(database);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void twentyPostsWithOneKeyAtOnceCreateOneOrder() throws Exception {
    long before = orders();
    var answers = atOnce(20, () -> place("race", merchant.order(1990)));
    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
    assertThat(answers.stream().filter(a -> a.header("Idempotency-Replayed") == null)).hasSize(1);
    assertThat(orders()).isEqualTo(before + 1);
    assertThat(log.ofOrder(answers.getFirst().path("id"))).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aKeyThatStaysInUseIs409() throws SQLException {
    try (var other = database.getConnection()) {
      other.setAutoCommit(false);
      try (var statement =
          other.prepareStatement(
              "INSERT INTO idempotency_key (scope, operation, key_sha256, request_sha256, expires_at) VALUES (?, 'place order', ?, ?, now())")) {
        statement.setString(1, merchant.account());
        statement.setString(2, ApiKey.sha256("slow"));
        statement.setString(3, ApiKey.sha256("any body"));
        statement.executeUpdate();
      }
      place("slow", merchant.order(1990))
          .then()
          .statusCode(409)
          .header("Retry-After", equalTo("1"))
          .body("code", equalTo("idempotency_key_in_use"));
      other.rollback();
    }
    place("slow", merchant.order(1990)).then().statusCode(200);
  }

  @Test
  void aRepeatIsAnsweredTheFirstOutcomeEvenWithAnotherBody() {
    var first = place("again", merchant.order(1990));
    var repeat = place("again", merchant.order(5000));
    assertThat(repeat.asString()).isEqualTo(first.asString());
    assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void keysAreTheAccountsOwn() {
    var other = Merchant.open(log);
    var mine = place("shared", merchant.order(1990)).<String>path("id");
    var theirs = placeFor(other, "shared", other.order(1990)).<String>path("id");
    assertThat(theirs).isNotEqualTo(mine);
  }

  @Test
  void aRefusalIsNotPinned() {
    place("second try", "{}").then().statusCode(422);
    place("second try", merchant.order(1990))
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", nullValue());
    var order = merchant.placed(1990);
    closeWith("close", order, "paid").then().statusCode(412);
    closeWith("close", order, "canceled").then().statusCode(200);
    closeWith("close", order, "canceled").then().header("Idempotency-Replayed", equalTo("true"));
  }

  @Test
  void aKeyOfOneRouteMeansNothingOnAnother() {
    var order = place("PED-1", merchant.order(1990)).<String>path("id");
    closeWith("PED-1", order, "canceled")
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", nullValue())
        .body("status", equalTo("canceled"));
  }

  @Test
  void anExpiredKeyIsTakenOverAndReapingLeavesTheLivingAlone() throws SQLException {
    var first = place("old", merchant.order(1990)).<String>path("id");
    expireAll();
    assertThat(place("old", merchant.order(1990)).<String>path("id")).isNotEqualTo(first);
    place("another", merchant.order(1990));
    expireAll();
    place("living", merchant.order(1990));
    assertThat(idempotency.reap()).isFalse();
    assertThat(tables.count(keys())).isEqualTo(1);
    place("living", merchant.order(1990)).then().header("Idempotency-Replayed", equalTo("true"));
  }

  @Test
  void aRepeatOfAnIssuedKeyIsNotToldTheKey() {
    var path = "/admin/v1/accounts/" + merchant.account() + "/keys";
    var call =
        given()
            .header("Authorization", Merchant.ADMIN)
            .header("Idempotency-Key", "issue-" + merchant.account())
            .contentType("application/json")
            .body(Map.of("kind", "secret"));
    var id =
        call.post(path).then().statusCode(201).body("key", notNullValue()).extract().path("id");
    call.post(path)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", equalTo("true"))
        .body("id", equalTo(id))
        .body("key", nullValue());
    call.body(Map.of("kind", "public"))
        .post(path)
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
    assertThat(
            tables.count("SELECT count(*) FROM idempotency_key WHERE response_body LIKE '%sk\\_%'"))
        .isZero();
  }

  @Test
  void anAccountThatWantsItIsToldOfAnotherBody() throws SQLException {
    update("UPDATE account SET refuses_reused_keys = true WHERE id = '" + merchant.account() + "'");
    place("strict", merchant.order(1990)).then().statusCode(200);
    place("strict", merchant.order(1990)).then().statusCode(200);
    place("strict", merchant.order(1991))
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
  }

  @Test
  void noRaceOpensMoreOrdersThanTheAccountMayHave() throws Exception {
    long room = 30 - tables.count(places());
    var answers = atOnce(40, () -> merchant.place(merchant.order(1990)));
    var statuses = answers.stream().map(Response::statusCode).toList();
    assertThat(statuses.stream().filter(s -> s == 200)).hasSize((int) room);
    assertThat(statuses.stream().filter(s -> s == 412)).hasSize(40 - (int) room);
    assertThat(tables.count(places())).isEqualTo(30);

    var order = answers.stream().filter(a -> a.statusCode() == 200).findFirst().orElseThrow();
    assertThat(atOnce(5, () -> merchant.close(order.path("id"), "canceled")))
        .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    assertThat(tables.count(places())).isEqualTo(29);
    merchant.place(merchant.order(1990)).then().statusCode(200);
    merchant
        .place(merchant.order(1990))
        .then()
        .statusCode(412)
        .body("code", equalTo("too_many_open_orders"));
  }

  private String places() {
    return "SELECT open_orders FROM account WHERE id = '" + merchant.account() + "'";
  }

  private String keys() {
    return "SELECT count(*) FROM idempotency_key WHERE scope = '" + merchant.account() + "'";
  }

  private long orders() {
    return tables.count(
        "SELECT count(*) FROM orders WHERE account_id = '" + merchant.account() + "'");
  }

  private void expireAll() throws SQLException {
    update("UPDATE idempotency_key SET expires_at = now() - interval '1 second'");
  }

  private void update(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private Response place(String key, String body) {
    return placeFor(merchant, key, body);
  }

  private static Response placeFor(Merchant who, String key, String body) {
    return who.pdv().header("Idempotency-Key", key).body(body).post("/core/v5/orders");
  }

  private Response closeWith(String key, String order, String status) {
    return merchant
        .pdv()
        .header("idempotency-key", key)
        .body(Map.of("status", status))
        .patch("/core/v5/orders/" + order + "/closed");
  }

  private static List<Response> atOnce(int number, Callable<Response> call) throws Exception {
    var start = new CountDownLatch(1);
    var answers = new ArrayList<Response>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Response>> running =
          IntStream.range(0, number)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            start.await();
                            return call.call();
                          }))
              .toList();
      start.countDown();
      for (Future<Response> answer : running) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
