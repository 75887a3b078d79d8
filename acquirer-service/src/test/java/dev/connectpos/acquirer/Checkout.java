package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;

import dev.connectpos.account.events.v1.Environment;
import dev.connectpos.acquirer.Terminals.Sale;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Plays order-service for payments over the API: hands cards over, and commands payments. */
@ApplicationScoped
class Checkout {
  private final Terminals terminals;
  private final Rows rows;
  private final String internalToken;
  private final String adminToken;

  Checkout(
      Terminals terminals,
      Rows rows,
      @ConfigProperty(name = "connect.internal-token") String internalToken,
      @ConfigProperty(name = "connect.admin-token") String adminToken) {
    this.terminals = terminals;
    this.rows = rows;
    this.internalToken = internalToken;
    this.adminToken = adminToken;
  }

  /** A sale of a test account of its own. */
  Sale sale() {
    return sale(Environment.TEST);
  }

  Sale sale(Environment environment) {
    Sale sale = terminals.sale();
    String account = "acc_" + sale.paymentId();
    terminals.openAccount(account, 1, environment);
    rows.awaitAffiliation(account);
    return sale.in(account);
  }

  /** Has cards of the sale's account verified before they are saved. */
  void allowZeroDollar(Sale sale) {
    switchService(sale, "zero_dollar", Map.of("enabled", true, "by", "test")).statusCode(200);
  }

  /** Switches a service of the sale's account, as an operator. */
  ValidatableResponse switchService(Sale sale, String service, Map<String, ?> body) {
    return given()
        .header("Authorization", "Bearer " + adminToken)
        .contentType("application/json")
        .body(body)
        .put("/acquirer/v1/affiliations/" + sale.accountId() + "/services/" + service)
        .then();
  }

  static Map<String, Object> card(String number, @Nullable String cvv) {
    var card = new HashMap<String, Object>();
    card.put("number", number);
    card.put("holder_name", "MARIA DA SILVA");
    card.put("exp_month", 12);
    card.put("exp_year", 2030);
    if (cvv != null) {
      card.put("cvv", cvv);
    }
    return card;
  }

  RequestSpecification asService() {
    return given()
        .header("Authorization", "Bearer " + internalToken)
        .contentType("application/json");
  }

  ValidatableResponse present(Sale sale, String field, Object card) {
    return asService()
        .body(Map.of("account_id", sale.accountId(), "payment_id", sale.paymentId(), field, card))
        .post("/internal/v1/online-presentments")
        .then();
  }

  /** Hands a card over for the sale and answers its reference. */
  String reference(Sale sale, String field, Object card) {
    return present(sale, field, card).statusCode(201).extract().path("reference");
  }

  void pay(Sale sale, String number) {
    terminals.authorizeOnline(sale, reference(sale, "card", card(number, "123")), 1);
  }

  String token(Sale sale, String number, @Nullable String cvv) {
    return asService()
        .body(Map.of("account_id", sale.accountId(), "card", card(number, cvv)))
        .post("/internal/v1/card-tokens")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static String cardId() {
    return "card_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  ValidatableResponse save(Sale sale, String id, String field, Object card) {
    return save(sale, id, field, card, Map.of());
  }

  ValidatableResponse save(
      Sale sale, String id, String field, Object card, Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("account_id", sale.accountId());
    body.put("customer_id", "cus_1");
    body.put(field, card);
    return asService().body(body).put("/internal/v1/cards/" + id).then();
  }
}
