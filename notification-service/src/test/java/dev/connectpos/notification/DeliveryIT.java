package dev.connectpos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.connectpos.notification.Receiver.Received;
import dev.connectpos.notification.Receiver.Reply;
import dev.connectpos.notification.application.Lanes;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.events.v1.WebhookDelivered;
import dev.connectpos.notification.events.v1.WebhookExhausted;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the fact on the log to the receiver, through real Kafka, PostgreSQL and HTTP. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class DeliveryIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  @Inject DataSource database;
  @Inject Lanes lanes;

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
  void deliversAPaidChargeOnceAndSigned() throws Exception {
    var pdv = Pdv.known(facts, "Padaria Pão & Cia");
    var endpoint = pdv.register(receiver.url(), "charge.paid");

    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_signed", 4);
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));

    assertThat(receiver.received()).hasSize(1);
    Received received = receiver.received().getFirst();
    assertThat(received.body())
        .startsWith(
            "{\"id\":\"%s\",\"account\":{\"id\":\"%s\",\"name\":\"Padaria Pão & Cia\"},\"type\":\"charge.paid\",\"created_at\":\""
                .formatted(received.id(), pdv.account()))
        .endsWith(",\"sequence\":4,\"data\":" + Facts.resource("or_signed") + "}");
    assertThat(received.id()).matches("hook_\\w{16}");
    assertThat(received.headers().firstValue("User-Agent")).contains("Connect-Webhooks/1");
    assertThat(received.headers().firstValue("traceparent").orElseThrow())
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-");

    var verifier = new Webhook(endpoint.secret());
    verifier.verify(received.body(), received.headers());
    assertThatThrownBy(
            () -> verifier.verify(received.body().replace("1990", "1"), received.headers()))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> verifier.verify(received.body(), anHourEarlier(received)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void showsTheDeliveryInTheIncumbentsShapeAndStatesIt() {
    var pdv = Pdv.known(facts, "Loja");
    var endpoint = pdv.register(receiver.url());

    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_shape", 1);
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));

    var shown = pdv.deliveries().getFirst();
    assertThat(shown)
        .containsEntry("id", receiver.received().getFirst().id())
        .containsEntry("url", receiver.url())
        .containsEntry("event", "charge.paid")
        .containsEntry("attempts", "1/4")
        .containsEntry("response_status", 200)
        .containsKeys("last_attempt", "created_at", "account", "data");
    var one = pdv.request().get("/core/v5/hooks/" + shown.get("id")).then().statusCode(200);
    assertThat(one.extract().<String>path("data.id")).isEqualTo("ch_or_shape");

    var stated = soon().until(() -> delivered(endpoint.id()), list -> !list.isEmpty());
    assertThat(stated)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getDeliveryId()).isEqualTo(shown.get("delivery_id"));
              assertThat(event.getEventId()).isEqualTo(shown.get("id"));
              assertThat(event.getAttempts()).isEqualTo(1);
            });
    assertThat(RestAssured.get("/q/metrics").asString())
        .contains("connect_webhook_first_attempt_seconds_bucket{");
  }

  @Test
  void sendsTheSameBytesAgainAfterAnErrorAndASilence() {
    var pdv = Pdv.known(facts, "Loja");
    var silence = new CountDownLatch(1);
    receiver.answering(Reply.of(500), Reply.held(200, silence), Reply.of(202));
    pdv.register(receiver.url());

    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_retry", 1);
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));
    silence.countDown();

    assertThat(receiver.received()).hasSize(3);
    assertThat(receiver.received().stream().map(Received::id).distinct()).hasSize(1);
    assertThat(receiver.received().stream().map(Received::body).distinct()).hasSize(1);
    assertThat(pdv.deliveries("attempts")).containsExactly("3/4");
    assertThat(log(pdv))
        .containsExactly(
            "1 500 HTTP 500 thank you", "2 null no answer in 12000 ms ", "3 202 null thank you");
  }

  @Test
  void reachesAReceiverThatWasDown() {
    var pdv = Pdv.known(facts, "Loja");
    int port = receiver.port();
    pdv.register(receiver.url());
    receiver.close();

    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_down", 1);
    soon().until(() -> !log(pdv).isEmpty());
    receiver = new Receiver(port);

    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));
    assertThat(log(pdv).getFirst()).startsWith("1 null connection refused");
  }

  @Test
  void takesARedirectForAFailureAndGivesUpInTheEnd() {
    var pdv = Pdv.known(facts, "Loja");
    try (var elsewhere = new Receiver()) {
      receiver.usually(Reply.redirect(elsewhere.url()));
      var endpoint = pdv.register(receiver.url());

      facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_redirect", 1);
      soon().until(() -> pdv.deliveries("status").equals(List.of("failed")));

      assertThat(pdv.deliveries("attempts")).containsExactly("4/4");
      assertThat(pdv.deliveries("response_status")).containsExactly(302);
      assertThat(receiver.received()).hasSize(4);
      assertThat(elsewhere.received()).isEmpty();
      var stated = soon().until(() -> exhausted(endpoint.id()), list -> !list.isEmpty());
      assertThat(stated)
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getAttempts()).isEqualTo(4);
                assertThat(event.getLastError()).isEqualTo("HTTP 302");
              });
    }
  }

  @Test
  void stopsForAReceiverThatIsGone() {
    var pdv = Pdv.known(facts, "Loja");
    var hold = new CountDownLatch(1);
    receiver.answering(Reply.held(500, hold)).usually(Reply.of(410));
    var endpoint = pdv.register(receiver.url());

    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_gone1", 1);
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_gone2", 1);
    soon().until(() -> pdv.deliveries("status").contains("failed"));
    hold.countDown();
    soon().until(() -> pdv.deliveries("status").equals(List.of("failed", "failed")));
    assertThat(pdv.deliveries("attempts")).containsExactly("1/4", "1/4");

    var endpoints = pdv.request().get("/core/v5/hooks/endpoints").then().extract();
    assertThat(endpoints.<String>path("data[0].status")).isEqualTo("disabled");
    soon().until(() -> exhausted(endpoint.id()).size() == 2);

    int before = receiver.received().size();
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_gone3", 1);
    passed(pdv, "or_marker_gone");
    assertThat(pdv.deliveries("url")).filteredOn(receiver.url()::equals).hasSize(2);
    assertThat(receiver.received()).hasSize(before);
  }

  @Test
  void makesOneDeliveryOfAMessageThatComesTwice() {
    var pdv = Pdv.known(facts, "Loja");
    pdv.register(receiver.url());
    UUID eventId = UUID.randomUUID();

    facts.chargePaid(eventId, pdv.account(), "or_twice", 1);
    facts.chargePaid(eventId, pdv.account(), "or_twice", 1);
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_twice", 2);

    // The log keeps the order of one key, so the repeat was handled before the last one.
    soon().until(() -> bodies().stream().anyMatch(body -> body.contains("\"sequence\":2")));
    assertThat(bodies().stream().filter(body -> body.contains("\"sequence\":1"))).hasSize(1);
    assertThat(pdv.deliveries()).hasSize(2);
  }

  @Test
  void letsNoSlowEndpointDelayAnother() {
    var pdv = Pdv.known(facts, "Loja");
    var hold = new CountDownLatch(1);
    receiver.usually(Reply.held(200, hold));
    try (var quick = new Receiver()) {
      pdv.register(receiver.url());
      pdv.register(quick.url());

      for (int i = 0; i < 12; i++) {
        facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_slow" + i, 1);
      }

      soon().until(() -> quick.received().size() == 12);
      assertThat(pdv.deliveries())
          .filteredOn(delivery -> receiver.url().equals(delivery.get("url")))
          .extracting(delivery -> delivery.get("status"))
          .hasSize(12)
          .containsOnly("pending");
      assertThat(receiver.mostOpen()).isBetween(1, 4);
      hold.countDown();
      soon().until(() -> pdv.deliveries("status").stream().allMatch("sent"::equals));
    }
  }

  @Test
  void sendsAgainWhatACrashedWorkerHadLeased() throws SQLException {
    var pdv = Pdv.known(facts, "Loja");
    pdv.register(receiver.url());
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_crash", 1);
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));

    // As a worker leaves it that dies after the request and before it can say so.
    run(
        "UPDATE delivery SET state = 'attempting', stated_version = 0, response_status = NULL,"
            + " wake_at = now() - interval '1 second' WHERE account_id = '"
            + pdv.account()
            + "'");

    soon().until(() -> receiver.received().size() == 2);
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));
    assertThat(pdv.deliveries("attempts")).containsExactly("2/4");
    assertThat(receiver.received().stream().map(Received::id).distinct()).hasSize(1);
    assertThat(receiver.received().stream().map(Received::body).distinct()).hasSize(1);
  }

  @Test
  void leavesALiveLeaseAlone() throws SQLException {
    var pdv = Pdv.known(facts, "Loja");
    var hold = new CountDownLatch(1);
    receiver.answering(Reply.held(200, hold));
    var endpoint = pdv.register(receiver.url());
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_lease", 1);
    soon().until(() -> receiver.received().size() == 1);

    for (int i = 0; i < 20; i++) {
      lanes.signal(new EndpointId(endpoint.id()));
    }
    passed(pdv, "or_marker_lease");
    assertThat(bodies().stream().filter(body -> body.contains("ch_or_lease\""))).hasSize(1);
    hold.countDown();
    soon().until(() -> pdv.deliveries("status").stream().allMatch("sent"::equals));
  }

  @Test
  void sendsEachOfManyOnceHoweverOftenItsLaneIsSignalled() {
    var pdv = Pdv.known(facts, "Loja");
    var endpoint = new EndpointId(pdv.register(receiver.url()).id());

    for (int i = 0; i < 60; i++) {
      facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_many" + i, 1);
      lanes.signal(endpoint);
    }

    soon().until(() -> pdv.deliveries("status").stream().filter("sent"::equals).count() == 60);
    assertThat(receiver.received().stream().map(Received::id).distinct()).hasSize(60);
    // One attempt each. Within it a request is sent once more if its connection was gone.
    assertThat(pdv.deliveries("attempts")).hasSize(60).containsOnly("1/4");
    assertThat(receiver.mostOpen()).isLessThanOrEqualTo(4);
  }

  @Test
  void tellsNoAccountAboutAnother() {
    var one = Pdv.known(facts, "Loja 1");
    var other = Pdv.known(facts, "Loja 2");
    try (var others = new Receiver()) {
      one.register(receiver.url());
      other.register(others.url());

      facts.chargePaid(UUID.randomUUID(), one.account(), "or_ours", 1);
      facts.chargePaid(UUID.randomUUID(), other.account(), "or_theirs", 1);
      soon().until(() -> !receiver.received().isEmpty() && !others.received().isEmpty());

      assertThat(bodies()).singleElement().asString().contains("ch_or_ours");
      assertThat(others.received())
          .singleElement()
          .satisfies(received -> assertThat(received.body()).contains("ch_or_theirs"));
      String theirs = others.received().getFirst().id();
      one.request().get("/core/v5/hooks/" + theirs).then().statusCode(404);
      other.request().get("/core/v5/hooks/" + theirs).then().statusCode(200);
    }
  }

  @Test
  void sendsOnlyWhatTheFilterAdmits() {
    var pdv = Pdv.known(facts, "Loja");
    pdv.register(receiver.url(), "order.closed");

    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_filter", 1);
    passed(pdv, "or_marker_filter");

    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void parksAFactWithABrokenResourceAndGoesOn() throws SQLException {
    var pdv = Pdv.known(facts, "Loja");
    pdv.register(receiver.url());

    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_broken", 1, "{\"id\":");
    passed(pdv, "or_marker_broken");

    assertThat(bodies()).noneMatch(body -> body.contains("or_broken"));
    soon()
        .until(
            () ->
                strings(
                        "SELECT reason FROM parked_message WHERE message_key = 'or_broken'"
                            + " AND topic = 'order.events.v1'")
                    .equals(List.of("failed")));
  }

  /** Waits until a later fact of another order has gone out to an endpoint of its own. */
  private void passed(Pdv pdv, String orderId) {
    try (var marker = new Receiver()) {
      pdv.register(marker.url());
      facts.chargePaid(UUID.randomUUID(), pdv.account(), orderId, 1);
      soon().until(() -> marker.received().stream().anyMatch(it -> it.body().contains(orderId)));
      // Two scans later everything that was due has been looked at.
      var scanned = lanes.lastScan();
      soon().until(() -> lanes.lastScan().isAfter(scanned.plusSeconds(1)));
    }
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  private List<String> bodies() {
    return receiver.received().stream().map(Received::body).toList();
  }

  private List<WebhookDelivered> delivered(String endpoint) {
    return facts.stated().stream()
        .filter(
            event ->
                event.getPayload() instanceof WebhookDelivered stated
                    && stated.getEndpointId().equals(endpoint))
        .peek(event -> assertThat(event.getAggregateVersion()).isEqualTo(1))
        .map(event -> (WebhookDelivered) event.getPayload())
        .toList();
  }

  private List<WebhookExhausted> exhausted(String endpoint) {
    return facts.stated().stream()
        .filter(
            event ->
                event.getPayload() instanceof WebhookExhausted stated
                    && stated.getEndpointId().equals(endpoint))
        .peek(event -> assertThat(event.getAggregateVersion()).isEqualTo(1))
        .map(event -> (WebhookExhausted) event.getPayload())
        .toList();
  }

  private static HttpHeaders anHourEarlier(Received received) {
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(received.headers().map());
    long timestamp = received.headers().firstValueAsLong("webhook-timestamp").orElseThrow();
    headers.put("webhook-timestamp", List.of(Long.toString(timestamp - 3600)));
    return HttpHeaders.of(headers, (_, _) -> true);
  }

  /** The account's attempts: number, status, error, excerpt. */
  private List<String> log(Pdv pdv) {
    return strings(
        "SELECT concat_ws(' ', a.number, coalesce(a.response_status::text, 'null'),"
            + " coalesce(a.error, 'null'), a.response_excerpt)"
            + " FROM delivery_attempt a JOIN delivery d ON d.id = a.delivery_id"
            + " WHERE d.account_id = '"
            + pdv.account()
            + "' ORDER BY a.number");
  }

  private List<String> strings(String sql) {
    try (var connection = database.getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
