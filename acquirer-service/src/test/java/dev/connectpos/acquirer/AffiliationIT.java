package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.payment.commands.v1.OperationType;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An affiliation's services, its set-up check, and what there is no service for (A7, A8, A12, A13).
 */
@QuarkusTest
@WithTestResource(Outside.class)
class AffiliationIT {
  private static final Map<String, Object> ON = Map.of("enabled", true, "by", "ana");

  @Inject Terminals terminals;
  @Inject Checkout checkout;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject Till till;

  @ConfigProperty(name = "connect.admin-token")
  String adminToken;

  @Test
  void anAccountHasItsKeyAndTheUsualServices() {
    shown(checkout.sale())
        .body("sak", matchesPattern("[0-9A-Za-z]{32}"))
        .body("environment", equalTo("test"))
        .body("services.soft_descriptor.enabled", equalTo(false))
        .body("services.soft_descriptor.max_length", equalTo(22))
        .body("services.soft_descriptor", not(hasKey("switched_at")))
        .body("services.zero_dollar.enabled", equalTo(false))
        .body("services.pre_authorization.enabled", equalTo(true))
        .body("services.print.enabled", equalTo(true))
        .body("setup_check.status", equalTo("none"));
    operator().get("/acquirer/v1/affiliations/acc_none").then().statusCode(404);
  }

  @Test
  void aSwitchIsAnEventAndShowsWhoAndWhen() {
    Sale sale = checkout.sale();
    var body =
        Map.<String, Object>of(
            "enabled", true, "by", "ana", "reason", "contrato 17", "max_length", 13);
    checkout
        .switchService(sale, "soft_descriptor", body)
        .statusCode(200)
        .body("services.soft_descriptor.enabled", equalTo(true))
        .body("services.soft_descriptor.max_length", equalTo(13))
        .body("services.soft_descriptor.switched_by", equalTo("ana"))
        .body("services.soft_descriptor.switched_at", notNullValue())
        .body("services.soft_descriptor.reason", equalTo("contrato 17"));
    // Again changes nothing, says nothing, and does not overwrite who it was.
    checkout
        .switchService(sale, "soft_descriptor", Map.of("enabled", true, "by", "bia"))
        .body("services.soft_descriptor.switched_by", equalTo("ana"));
    checkout.switchService(sale, "print", Map.of("enabled", false, "by", "bia")).statusCode(200);
    assertThat(
            rows.texts(
                "SELECT type || ' ' || aggregate_version FROM outbox WHERE aggregate_type ="
                    + " 'affiliation' AND aggregate_id = ? ORDER BY aggregate_version",
                sale.accountId()))
        .containsExactly(
            "affiliation.opened 1",
            "affiliation.services_changed 2",
            "affiliation.services_changed 3");
    assertThat(
            rows.texts(
                "SELECT reference || ' ' || coalesce(reason, '-') FROM audit_log WHERE action ="
                    + " 'affiliation.switch_service' AND subject = ? ORDER BY sequence",
                sale.accountId()))
        .as("in the audit log")
        .containsExactly("ana contrato 17", "bia -");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "print           | {}                                            | 400 | enabled",
        "print           | {\"enabled\":true}                            | 400 | by",
        "print           | {\"enabled\":true,\"by\":\" \"}               | 400 | by",
        "print           | {\"enabled\":true,\"by\":\"a\",\"max_length\":13} | 400 | max_length",
        "soft_descriptor | {\"enabled\":true,\"by\":\"a\",\"max_length\":14} | 400 | max_length",
        "anticipation    | {\"enabled\":true,\"by\":\"a\"}               | 404 |",
      })
  void aSwitchThatIsNoneIsRefused(String service, String body, int status, String field) {
    operator()
        .contentType("application/json")
        .body(body)
        .put("/acquirer/v1/affiliations/" + checkout.sale().accountId() + "/services/" + service)
        .then()
        .statusCode(status)
        .body("field", equalTo(field));
  }

  @Test
  void aSoftDescriptorGoesToTheNetworkOnceTheServiceIsOn() {
    Sale sale = checkout.sale();
    Sale refused = terminals.sale().in(sale.accountId());
    terminals.authorize(refused, terminals.present(refused, Terminals.ORDINARY), 1, "PADARIA");
    var declined = declined(refused);
    assertThat(declined.getReturnCode()).isEqualTo("1015");
    assertThat(declined.getGuidance()).contains("soft_descriptor", "credenciador");
    assertThat(till.held(refused)).isFalse();
    operator()
        .get("/acquirer/v1/payments/" + refused.paymentId())
        .then()
        .body("cause", equalTo("soft_descriptor_not_enabled"));
    checkout.switchService(sale, "soft_descriptor", ON).statusCode(200);
    Sale named = terminals.sale().in(sale.accountId());
    String text = "PADARIA CENTRAL 22 CAR";
    terminals.authorizeOnline(
        named,
        checkout.reference(named, "card", Checkout.card(Terminals.APPROVES, "123")),
        1,
        text);
    log.awaitTypes(named, "payment.captured");
    assertThat(
            rows.texts(
                "SELECT soft_descriptor FROM network.authorization_record WHERE reference = ?",
                named.paymentId()))
        .containsExactly(text);
  }

  @Test
  void aPreAuthorizationIsRefusedOnceTheServiceIsOff() {
    Sale sale = checkout.sale().to(OperationType.PRE_AUTH);
    checkout
        .switchService(sale, "pre_authorization", Map.of("enabled", false, "by", "ana"))
        .statusCode(200);
    checkout.pay(sale, Terminals.APPROVES);
    var declined = declined(sale);
    assertThat(declined.getReturnCode()).isEqualTo("1015");
    assertThat(declined.getAbecsCode()).isEqualTo("57");
    assertThat(declined.getGuidance()).contains("pre_authorization");
  }

  @Test
  void aRefusalShowsWhatTheBrandCallsIt() {
    Sale sale = checkout.sale();
    checkout.pay(sale, "4000000000000028");
    assertThat(declined(sale).getAbecsCode()).isEqualTo("05");
    operator()
        .get("/acquirer/v1/payments/" + sale.paymentId())
        .then()
        .body("return_code", equalTo("1000"))
        .body("abecs_code", equalTo("05"));
  }

  @Test
  void aSetUpCheckRunsUntilItsMoneyIsBack() {
    Sale sale = checkout.sale().of(1_00);
    var deadline = Instant.now().plusSeconds(900);
    terminals.checkSetup(sale.accountId(), 2, sale.orderId(), deadline);
    Awaitility.await().untilAsserted(() -> check(sale, "running"));
    checkout.pay(sale, Terminals.APPROVES);
    log.awaitTypes(sale, "payment.captured");
    check(sale, "running").body("setup_check.payment_state", equalTo("captured"));
    terminals.cancel(sale, 2, "undo_1", null);
    log.awaitTypes(sale, "payment.captured", "payment.voided");
    check(sale, "passed")
        .body("setup_check.order_id", equalTo(sale.orderId()))
        .body("setup_check.payment_id", equalTo(sale.paymentId()));
    till.agrees(sale, 0);
  }

  @Test
  void aSetUpCheckThatNobodyPaysInTimeHasFailed() {
    Sale sale = checkout.sale().of(1_00);
    terminals.checkSetup(sale.accountId(), 2, sale.orderId(), Instant.now().minusSeconds(1));
    Awaitility.await().untilAsserted(() -> check(sale, "failed"));
    checkout.pay(sale, "4000000000000028");
    log.awaitTypes(sale, "payment.declined");
    check(sale, "failed").body("setup_check.return_code", equalTo("1000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chargebacks", "anticipations"})
  void whatIsNotOfferedSaysSoAndWhomToAsk(String what) {
    operator()
        .get("/acquirer/v1/affiliations/acc_1/" + what)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo(what + "_not_offered"))
        .body("title", containsString("the operator of this acquirer"));
  }

  private ValidatableResponse check(Sale sale, String status) {
    return shown(sale).body("setup_check.status", equalTo(status));
  }

  private ValidatableResponse shown(Sale sale) {
    return operator().get("/acquirer/v1/affiliations/" + sale.accountId()).then().statusCode(200);
  }

  private PaymentDeclined declined(Sale sale) {
    return (PaymentDeclined)
        List.copyOf(log.awaitTypes(sale, "payment.declined")).getFirst().getPayload();
  }

  private RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + adminToken);
  }
}
