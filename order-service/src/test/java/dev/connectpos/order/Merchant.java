package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.affiliation.events.v1.AffiliationServicesChanged;
import dev.connectpos.order.domain.AcquirerServices;
import dev.connectpos.terminal.events.v1.TerminalMode;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;

/**
 * A merchant with a key and a terminal, made through the front door.
 *
 * @param serial of a terminal in direct mode
 */
record Merchant(String account, String key, String serial) {
  static final String ADMIN = "Bearer dev-admin-token";

  /** A new one, known to the service with its terminal. */
  static Merchant open(EventLog log) {
    var merchant = withoutTerminal("test");
    var registered =
        new TerminalRegistered(
            merchant.terminal(),
            merchant.account,
            merchant.serial,
            "EMULATOR",
            TerminalMode.DIRECT,
            true,
            null);
    log.publish(
        registered.getTerminalId(), EventLog.terminalEvent("terminal.registered", 1, registered));
    // Only the terminal is missing, so this is 422 until it is known.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> merchant.place(merchant.order(100)).statusCode() == 200);
    return merchant;
  }

  /** One that has paired no terminal. */
  static Merchant withoutTerminal(String environment) {
    var account =
        admin(
                "/admin/v1/accounts",
                Map.of("name", "Restaurante Aurora", "environment", environment))
            .then()
            .statusCode(201)
            .extract()
            .<String>path("id");
    var key =
        admin("/admin/v1/accounts/" + account + "/keys", Map.of("kind", "secret"))
            .then()
            .statusCode(201)
            .extract()
            .<String>path("key");
    return new Merchant(account, key, "S" + account.substring(account.length() - 8));
  }

  static Response admin(String path, Object body) {
    return given()
        .header("Authorization", ADMIN)
        .contentType("application/json")
        .body(body)
        .post(path);
  }

  /**
   * Has the acquirer switch its services.
   *
   * @param version of the acquirer's word about the account, from 1
   */
  void served(EventLog log, long version, AcquirerServices services) {
    log.publish(
        account,
        EventLog.affiliationEvent(
            "affiliation.services_changed",
            version,
            new AffiliationServicesChanged(
                account,
                services.softDescriptor(),
                services.softDescriptorMaxLength(),
                services.zeroDollar(),
                services.preAuthorization(),
                services.print(),
                "zero_dollar",
                "ana")));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                given()
                    .header("Authorization", ADMIN)
                    .get("/admin/v1/accounts/" + account)
                    .then()
                    .body("soft_descriptor_allowed", equalTo(services.softDescriptor()))
                    .body("soft_descriptor_max_length", equalTo(services.softDescriptorMaxLength()))
                    .body("zero_dollar_allowed", equalTo(services.zeroDollar()))
                    .body("pre_authorization_allowed", equalTo(services.preAuthorization()))
                    .body("print_allowed", equalTo(services.print())));
  }

  /** The terminal's id. */
  String terminal() {
    return "term_" + account.substring("acc_".length());
  }

  RequestSpecification pdv() {
    return given().auth().preemptive().basic(key, "any").contentType("application/json");
  }

  /** The body of a direct order of one item. */
  String order(long minor) {
    return """
    {"code": "PED-1", "customer": {"name": "Mesa 3", "email": "mesa3@example.com"},
     "items": [{"amount": %d, "description": "Prato do dia", "quantity": 1, "code": "1"}],
     "closed": false,
     "poi_payment_settings": {"visible": true, "display_name": "Mesa 3",
       "devices_serial_number": ["%s"],
       "payment_setup": {"type": "credit", "installments": 3,
         "installment_type": "merchant"}},
     "metadata": {"waiter": "Ana"}}
    """
        .formatted(minor, serial);
  }

  Response place(String body) {
    return pdv().body(body).post("/core/v5/orders");
  }

  /** The id of a new order of so much. */
  String placed(long minor) {
    return place(order(minor)).then().statusCode(200).extract().path("id");
  }

  Response get(String orderId) {
    return pdv().get("/core/v5/orders/" + orderId);
  }

  Response close(String orderId, String status) {
    return pdv().body(Map.of("status", status)).patch("/core/v5/orders/" + orderId + "/closed");
  }
}
