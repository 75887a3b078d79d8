package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.connectpos.acquirer.Terminals.Sale;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Whether a card that a terminal read is the one that paid (T6). */
@QuarkusTest
@WithTestResource(Outside.class)
class CardMatchIT {
  private static final String CANCEL = Terminals.SERIAL + "-1.0.0-aBc123-0007";

  @Inject Terminals terminals;
  @Inject Till till;
  @Inject Rows rows;

  @ConfigProperty(name = "connect.internal-token")
  String internalToken;

  @Test
  void cardThatPaidMatchesAndAnotherDoesNot() {
    Sale sale = till.captured(19_90);
    long presented = rows.number("SELECT count(*) FROM presentment");
    ask(sale.paymentId(), reading(sale.accountId(), Terminals.ORDINARY, CANCEL))
        .statusCode(200)
        .body("matches", equalTo(true));
    ask(sale.paymentId(), reading(sale.accountId(), Terminals.APPROVES, CANCEL))
        .statusCode(200)
        .body("matches", equalTo(false))
        .body(not(containsString("tok_")));
    assertThat(rows.number("SELECT count(*) FROM presentment")).isEqualTo(presented);
  }

  @Test
  void cardThatWasSealedForSomethingElseCannotBeRead() {
    Sale sale = till.captured(19_90);
    ask(sale.paymentId(), reading(sale.accountId(), Terminals.ORDINARY, sale.attemptId()))
        .statusCode(422)
        .body("code", equalTo("invalid_card"))
        .body("field", equalTo("card"));
  }

  @Test
  void paymentOfAnotherAccountOrNoneIsUnknown() {
    Sale sale = till.captured(19_90);
    ask("pay_none", reading(sale.accountId(), Terminals.ORDINARY, CANCEL)).statusCode(404);
    ask(sale.paymentId(), reading("acc_other", Terminals.ORDINARY, CANCEL))
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @Test
  void namesTheFieldAtFault() {
    Map<String, Object> body = new HashMap<>(reading("acc_1", Terminals.ORDINARY, CANCEL));
    body.remove("cancel_id");
    ask("pay_1", body).statusCode(400).body("field", equalTo("cancel_id"));
    body.put("cancel_id", CANCEL);
    body.put("entry_mode", "thought");
    ask("pay_1", body).statusCode(400).body("field", equalTo("entry_mode"));
    body.put("entry_mode", "chip");
    body.put("card", Map.of("ksn", "1"));
    ask("pay_1", body).statusCode(400).body("field", equalTo("card.ksn"));
  }

  /** A reading that says it was sealed for {@link #CANCEL}. */
  private Map<String, Object> reading(String account, String number, String sealedFor) {
    var card =
        Terminals.body(
            sealedFor, terminals.seal(sealedFor, Terminals.contents(number, "3012"), null));
    return Map.of(
        "account_id",
        account,
        "terminal_serial",
        Terminals.SERIAL,
        "cancel_id",
        CANCEL,
        "entry_mode",
        "chip",
        "card",
        Map.of("ksn", card.get("ksn"), "iv", card.get("iv"), "data", card.get("data")));
  }

  private ValidatableResponse ask(String payment, Map<String, Object> body) {
    return given()
        .header("Authorization", "Bearer " + internalToken)
        .contentType("application/json")
        .body(body)
        .post("/internal/v1/payments/" + payment + "/card-match")
        .then();
  }
}
