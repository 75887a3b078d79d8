package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.OtherServices.Answer;
import dev.connectpos.order.application.Invariants;
import dev.connectpos.order.application.PeerUnreachableException;
import dev.connectpos.order.domain.Invariant;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A centavo that is not where it has to be turns the right invariant red, and green again. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(OtherServices.class)
class InvariantsIT {
  private static final String CHARGELESS = "pay_without_a_charge";
  private static final Set<String> OURS = new ConcurrentSkipListSet<>(List.of(CHARGELESS));
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Inject AgroalDataSource database;
  @Inject Invariants invariants;

  /** What the acquirer says was captured. */
  private final Map<String, Long> captured = new ConcurrentSkipListMap<>();

  private volatile boolean fresh;
  private EventLog log;
  private Tables tables;
  private OtherServices.Played acquirer;

  @BeforeEach
  void open() throws IOException {
    log = new EventLog();
    tables = new Tables(database);
    acquirer = new OtherServices.Played(this::answer);
  }

  @AfterEach
  void close() {
    acquirer.close();
    log.close();
  }

  @Test
  void anOrderIsPaidWhatItsChargesAreAndNoMore() {
    String order = sold("pay_invariant0000%03d", 1990);
    assertThat(broken(Invariant.PAID_WITHIN_AMOUNT)).doesNotContain(order);

    String paid =
        "UPDATE orders SET paid_minor = paid_minor + (%1$d), settled_minor = settled_minor + (%1$d)"
            + " WHERE id = '%2$s'";
    tables.run(paid.formatted(1, order));
    awaitBroken(Invariant.PAID_WITHIN_AMOUNT, order);
    tables.run(paid.formatted(-1, order));
    assertThat(broken(Invariant.PAID_WITHIN_AMOUNT)).doesNotContain(order);

    tables.run("UPDATE orders SET amount_minor = amount_minor - 1 WHERE id = '" + order + "'");
    awaitBroken(Invariant.PAID_WITHIN_AMOUNT, order);
    tables.run("UPDATE orders SET overpayment_allowed = true WHERE id = '" + order + "'");
    assertThat(broken(Invariant.PAID_WITHIN_AMOUNT)).doesNotContain(order);
    tables.run("UPDATE orders SET amount_minor = amount_minor + 1 WHERE id = '" + order + "'");
  }

  @Test
  void capturesAndChargesAreTheSame() {
    String order = sold("pay_captured0000%03d", 1990);
    String payment = captured.keySet().iterator().next();
    assertThat(broken(Invariant.CAPTURES_ARE_CHARGES)).doesNotContain(payment);

    captured.put(payment, 1989L);
    awaitBroken(Invariant.CAPTURES_ARE_CHARGES, payment);
    fresh = true;
    assertThat(broken(Invariant.CAPTURES_ARE_CHARGES)).doesNotContain(payment);
    fresh = false;
    captured.remove(payment);
    awaitBroken(Invariant.CAPTURES_ARE_CHARGES, payment);
    captured.put(payment, 1990L);
    assertThat(broken(Invariant.CAPTURES_ARE_CHARGES)).doesNotContain(payment);

    captured.put(CHARGELESS, 100L);
    awaitBroken(Invariant.CAPTURES_ARE_CHARGES, CHARGELESS);
    given()
        .header("Authorization", Merchant.ADMIN)
        .get("/orders/v1/invariants")
        .then()
        .statusCode(200)
        .body("data.number", equalTo(List.of(1, 3)))
        .body("data[1].examples", hasItems(CHARGELESS));
    captured.remove(CHARGELESS);
    assertThat(broken(Invariant.CAPTURES_ARE_CHARGES)).doesNotContain(CHARGELESS);

    tables.run("DELETE FROM outbox WHERE type = 'charge.paid' AND aggregate_id = '" + order + "'");
    awaitBroken(Invariant.CAPTURES_ARE_CHARGES, payment);
  }

  @Test
  void nothingIsKnownAnewWhileTheAcquirerIsAway() {
    var known = invariants.finding(Invariant.CAPTURES_ARE_CHARGES);
    acquirer.plays(_ -> new Answer(500, "{}"));
    assertThatThrownBy(invariants::lookAtCharges).isInstanceOf(PeerUnreachableException.class);
    assertThat(invariants.finding(Invariant.CAPTURES_ARE_CHARGES)).isEqualTo(known);
  }

  @Test
  void onlyOperatorsAreTold() {
    given().get("/orders/v1/invariants").then().statusCode(401);
  }

  /** Of many orders that other tests left, each look takes a page. */
  private void awaitBroken(Invariant invariant, String subject) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(broken(invariant)).contains(subject));
  }

  private List<String> broken(Invariant invariant) {
    switch (invariant) {
      case PAID_WITHIN_AMOUNT -> invariants.lookAtOrders();
      case CAPTURES_ARE_CHARGES -> invariants.lookAtCharges();
    }
    return invariants.finding(invariant).broken();
  }

  /** Of other tests' payments it says that they are too fresh to tell. */
  private Answer answer(OtherServices.Call call) {
    if (call.route().startsWith("GET /internal/v1/captures")) {
      String ids = captured.keySet().stream().map(id -> '"' + id + '"').collect(joining(","));
      return new Answer(200, "{\"payment_ids\":[" + ids + "]}");
    }
    var said = new ArrayList<String>();
    for (JsonNode asked : call.body().path("payment_ids")) {
      String id = asked.asText();
      if (captured.containsKey(id) || !OURS.contains(id)) {
        said.add(
            "{\"payment_id\":\"%s\",\"captured_minor\":%d,\"fresh\":%s}"
                .formatted(id, captured.getOrDefault(id, 0L), fresh || !OURS.contains(id)));
      }
    }
    return new Answer(200, "{\"data\":[" + String.join(",", said) + "]}");
  }

  private String sold(String name, long minor) {
    Merchant merchant = Merchant.open(log);
    String order = merchant.placed(minor);
    String payment = name.formatted(NUMBER.incrementAndGet());
    var messages = new PaymentMessages(payment, order, merchant.account());
    log.publish(payment, messages.authorized(1, minor));
    log.publish(payment, messages.captured(2, minor));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> merchant.get(order).then().body("charges", hasSize(1)));
    OURS.add(payment);
    captured.put(payment, minor);
    return order;
  }
}
