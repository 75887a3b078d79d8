package dev.connectpos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.notification.Receiver.Received;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed and the stream: what a PDV behind a router has instead of webhooks. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class EventsIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  @TestHTTPResource("/")
  URI base;

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
  void showsByPagesWhatWebhooksCarriedUnderTheSameIds() {
    var pdv = Pdv.known(facts, "Loja");
    try (var receiver = new Receiver()) {
      pdv.register(receiver.url());
      for (int i = 1; i <= 5; i++) {
        facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_feed", i);
      }
      soon().until(() -> receiver.received().stream().map(Received::id).distinct().count() == 5);

      var ids = new ArrayList<String>();
      String cursor = null;
      boolean more = true;
      while (more) {
        var page =
            pdv.request().get("/events?limit=2" + (cursor == null ? "" : "&after=" + cursor));
        page.then().statusCode(200);
        ids.addAll(page.<List<String>>path("data.id"));
        cursor = page.path("next_cursor");
        more = page.path("has_more");
      }
      assertThat(ids).hasSize(5);
      // A webhook arrives at least once.
      assertThat(receiver.received().stream().map(Received::id).distinct())
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(pdv.request().get("/events").<List<Integer>>path("data.sequence"))
          .containsExactly(1, 2, 3, 4, 5);
      assertThat(pdv.request().get("/events?limit=1").asString())
          .contains(
              receiver.received().stream()
                  .filter(it -> it.id().equals(ids.getFirst()))
                  .findFirst()
                  .orElseThrow()
                  .body());
      var idle = pdv.request().get("/events?after=" + cursor);
      assertThat(idle.<List<Object>>path("data")).isEmpty();
      assertThat(idle.<String>path("next_cursor")).isEqualTo(cursor);
    }
  }

  @Test
  void filtersByTypeAndOrderAndShowsNobodyElses() {
    var pdv = Pdv.known(facts, "Loja");
    var other = Pdv.known(facts, "Outra");
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_mine", 1);
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_mine_too", 1);
    facts.chargePaid(UUID.randomUUID(), other.account(), "or_theirs", 1);
    soon().until(() -> ids(pdv, "").size() == 2 && ids(other, "").size() == 1);

    assertThat(ids(pdv, "?order_id=or_mine_too")).hasSize(1);
    assertThat(ids(pdv, "?order_id=or_theirs")).isEmpty();
    assertThat(ids(pdv, "?type=charge.paid&type=order.paid")).hasSize(2);
    assertThat(ids(pdv, "?type=order.paid")).isEmpty();
    pdv.request().get("/events?type=nope").then().statusCode(422);
    pdv.request().get("/events?after=nope").then().statusCode(422);
    pdv.request().get("/events?after=hook_0000000000000000").then().statusCode(410);
    String theirs = ids(other, "").getFirst();
    pdv.request().get("/events?after=" + theirs).then().statusCode(410);
    RestAssured.given().get("/events").then().statusCode(401);
    RestAssured.given().get("/events/stream").then().statusCode(401);
  }

  @Test
  void streamsWhatComesAndResumesWithoutGapOrDouble() {
    var pdv = Pdv.known(facts, "Loja");
    List<String> first;
    try (var stream = new EventClient(base, pdv.key()).open("", null)) {
      stream.opened();
      IntStream.rangeClosed(1, 3)
          .forEach(i -> facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_s", i));
      soon().until(() -> stream.ids().size() == 3);
      first = stream.ids();
      soon().until(() -> stream.heartbeats() > 0);
      assertThat(RestAssured.get("/q/metrics").asString())
          .contains("connect_stream_delay_seconds_bucket{");
    }
    IntStream.rangeClosed(4, 60)
        .forEach(i -> facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_s", i));

    try (var stream = new EventClient(base, pdv.key()).open("", first.get(1))) {
      soon().until(() -> stream.ids().size() >= 58);
      facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_s", 61);
      soon().until(() -> stream.ids().size() >= 59);

      assertThat(stream.ids()).isEqualTo(ids(pdv, "?limit=100").subList(2, 61));
    }
  }

  @Test
  void hasNoGapUnderConcurrentFactsOfManyOrders() throws Exception {
    var pdv = Pdv.known(facts, "Loja");
    int orders = 20;
    int each = 10;
    try (var stream = new EventClient(base, pdv.key()).open("", null);
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      stream.opened();
      for (int order = 0; order < orders; order++) {
        String id = "or_c" + order;
        var _ =
            senders.submit(
                () ->
                    IntStream.rangeClosed(1, each)
                        .forEach(i -> facts.chargePaid(UUID.randomUUID(), pdv.account(), id, i)));
      }
      soon().until(() -> stream.ids().size() >= orders * each);

      assertThat(stream.ids()).doesNotHaveDuplicates().hasSize(orders * each);
      assertThat(strings("SELECT place FROM feed WHERE account_id = '" + pdv.account() + "'"))
          .hasSize(orders * each);
    }
  }

  @Test
  void letsABrowserInByACookieThatEndsWithItsKey() throws Exception {
    var pdv = Pdv.known(facts, "Loja");
    var begun = pdv.request().post("/events/session").then().statusCode(204).extract();
    String cookie = begun.cookie("connect_events");
    assertThat(begun.header("Set-Cookie"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/events")
        .doesNotContain(pdv.key());

    RestAssured.given().cookie("connect_events", cookie).get("/events").then().statusCode(200);
    RestAssured.given()
        .cookie("connect_events", cookie)
        .get("/core/v5/hooks")
        .then()
        .statusCode(401);
    RestAssured.given()
        .cookie("connect_events", "x" + cookie)
        .get("/events")
        .then()
        .statusCode(401);
    run("UPDATE api_key SET valid_until = now() WHERE account_id = '" + pdv.account() + "'");
    RestAssured.given().cookie("connect_events", cookie).get("/events").then().statusCode(401);
  }

  @Test
  void boundsTheStreamsOfAnAccountAndFreesThoseThatEnded() {
    var pdv = Pdv.known(facts, "Loja");
    var client = new EventClient(base, pdv.key());
    var open = IntStream.range(0, 3).mapToObj(_ -> client.open("", null).opened()).toList();

    pdv.request().get("/events/stream").then().statusCode(429);
    open.forEach(EventClient.Stream::close);
    soon()
        .untilAsserted(
            () -> {
              try (var again = client.open("", null)) {
                assertThat(again.status()).isEqualTo(200);
              }
            });
  }

  @Test
  void cutsASlowClientOffAndLosesItNothing() throws Exception {
    var pdv = Pdv.known(facts, "Loja");
    String large = "{\"id\":\"ch_x\",\"pad\":\"" + "x".repeat(60_000) + "\"}";
    var hold = new CountDownLatch(1);
    double before = metric("connect_stream_cut_off_total");
    try (var stream = new EventClient(base, pdv.key()).open("", null)) {
      stream.opened();
      stream.stopReading(hold);
      for (int i = 1; i <= 200; i++) {
        facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_slow", i, large);
      }
      soon().until(() -> metric("connect_stream_cut_off_total") > before);
      hold.countDown();
      soon().until(stream::ended);
      assertThat(stream.ids().size()).isBetween(1, 199);

      try (var rest = new EventClient(base, pdv.key()).open("", stream.ids().getLast())) {
        soon().until(() -> rest.ids().size() + stream.ids().size() >= 200);
        assertThat(rest.ids()).doesNotContainAnyElementsOf(stream.ids());
      }
    }
  }

  @Test
  void isWokenByWhatAnotherReplicaTookIn() throws Exception {
    var pdv = Pdv.known(facts, "Loja");
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_other", 1);
    soon().until(() -> ids(pdv, "").size() == 1);
    try (var stream = new EventClient(base, pdv.key()).open("", null)) {
      stream.opened();
      // As another replica writes it: committed, then announced.
      run(
          "WITH h AS (INSERT INTO hook SELECT 'hook_' || md5(random()::text)::char(16),"
              + " gen_random_uuid(), account_id, type, order_id, 2, body, now(), correlation_id,"
              + " null FROM hook WHERE account_id = '%1$s' RETURNING id),".formatted(pdv.account())
              + " l AS (UPDATE feed_head SET last_place = 2 WHERE account_id = '%1$s')"
                  .formatted(pdv.account())
              + " INSERT INTO feed SELECT '%1$s', 2, id, 'charge.paid', 'or_other' FROM h"
                  .formatted(pdv.account()));
      run("SELECT pg_notify('connect_feed', '" + pdv.account() + "')");

      soon().until(() -> stream.ids().size() == 1);
    }
  }

  private double metric(String name) {
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static List<String> ids(Pdv pdv, String query) {
    return pdv.request().get("/events" + query).then().statusCode(200).extract().path("data.id");
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
  }

  private List<String> strings(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
