package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.application.Envelope;
import dev.connectpos.acquirer.application.PresentedCard;
import dev.connectpos.acquirer.application.SavedCards;
import dev.connectpos.acquirer.vault.WrappedByOthers;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cards that a shopper lets a merchant keep. */
@QuarkusTest
@WithTestResource(Outside.class)
class SavedCardIT {
  private static final Map<String, Object> VERIFIED = Map.of("verify", true);

  private static final String OLD_KEY =
      "old:202122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F";
  private static final YearMonth EXPIRY = YearMonth.of(2030, 12);

  @Inject Terminals terminals;
  @Inject Checkout checkout;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject SavedCards cards;

  @Test
  void aSavedCardPaysWithoutBeingToldAgain() {
    Sale sale = checkout.sale();
    String id = Checkout.cardId();
    save(sale, id, Terminals.APPROVES).statusCode(200);
    checkout
        .present(sale, "card_id", id)
        .statusCode(201)
        .body("card.id", equalTo(id))
        .body("card.last_four_digits", equalTo("0010"));
    terminals.authorizeOnline(sale, checkout.reference(sale, "card_id", id), 1);
    var captured =
        (PaymentCaptured) log.awaitTypes(sale, "payment.captured").getFirst().getPayload();
    assertThat(captured.getCard().getToken())
        .isEqualTo(
            rows.texts("SELECT fingerprint FROM saved_card WHERE card_id = ?", id).getFirst());
  }

  @Test
  void whatIsKeptIsAnsweredAndHasNoSecurityCode() {
    Sale sale = checkout.sale();
    String id = Checkout.cardId();
    for (int i = 0; i < 2; i++) {
      checkout
          .save(
              sale,
              id,
              "card",
              Checkout.card("5555555555554444", "737"),
              Map.of(
                  "label",
                  "pessoal",
                  "holder_document",
                  "93095135270",
                  "metadata",
                  Map.of("k", "v"),
                  "billing_address",
                  Map.of("city", "São Paulo")))
          .statusCode(200)
          .body("id", equalTo(id))
          .body("customer_id", equalTo("cus_1"))
          .body("brand", equalTo("MasterCard"))
          .body("status", equalTo("active"))
          .body("type", equalTo("credit"))
          .body("label", equalTo("pessoal"))
          .body("holder_document", equalTo("93095135270"))
          .body("metadata.k", equalTo("v"))
          .body("billing_address.city", equalTo("São Paulo"))
          .body(not(containsString("5555555555554444")))
          .body(not(containsString("737")));
    }
    assertThat(rows.number("SELECT count(*) FROM saved_card WHERE card_id = ?", id)).isEqualTo(1);
    // Were it kept, it would be used.
    Sale other = terminals.sale().in(sale.accountId());
    String spoilt = Checkout.cardId();
    checkout
        .save(other, spoilt, "card", Checkout.card(Terminals.APPROVES, "612"), Map.of())
        .statusCode(200);
    terminals.authorizeOnline(other, checkout.reference(other, "card_id", spoilt), 1);
    log.awaitTypes(other, "payment.captured");
  }

  @Test
  void aCardThatIsRefusedIsNotKept() {
    Sale sale = checkout.sale();
    checkout.allowZeroDollar(sale);
    String id = Checkout.cardId();
    verified(sale, id, "4000000000000028")
        .statusCode(412)
        .body("code", equalTo("verification_failed"))
        .body("return_code", equalTo("1000"));
    assertThat(rows.number("SELECT count(*) FROM saved_card WHERE card_id = ?", id)).isZero();
    verified(sale, Checkout.cardId(), Terminals.APPROVES).statusCode(200);
    assertThat(rows.number("SELECT count(*) FROM payment WHERE account_id = ?", sale.accountId()))
        .isZero();
  }

  @Test
  void aCardNobodyCanTellAboutIsNotKept() {
    Sale sale = checkout.sale();
    checkout.allowZeroDollar(sale);
    String id = Checkout.cardId();
    verified(sale, id, "4000000000000044")
        .statusCode(503)
        .body("code", equalTo("verification_unavailable"));
    assertThat(rows.number("SELECT count(*) FROM saved_card WHERE card_id = ?", id)).isZero();
  }

  @Test
  void aCardIsVerifiedWhereItIsWantedAndRefusedWhereTheServiceIsOff() {
    Sale sale = checkout.sale();
    String refused = Checkout.cardId();
    verified(sale, refused, Terminals.APPROVES)
        .statusCode(412)
        .body("code", equalTo("zero_dollar_not_enabled"))
        .body("title", containsString("zero_dollar"));
    assertThat(rows.number("SELECT count(*) FROM saved_card WHERE card_id = ?", refused)).isZero();
    save(sale, Checkout.cardId(), "4000000000000028").statusCode(200);
    checkout.allowZeroDollar(sale);
    var card = Checkout.card("4000000000000028", "123");
    checkout.save(sale, Checkout.cardId(), "card", card, Map.of("verify", false)).statusCode(200);
    verified(sale, Checkout.cardId(), "4000000000000028").statusCode(412);
  }

  @Test
  void aTokenIsSavedOnceAndARepeatIsAnsweredTheSame() {
    Sale sale = checkout.sale();
    checkout.allowZeroDollar(sale);
    String token = checkout.token(sale, Terminals.APPROVES, "123");
    String id = Checkout.cardId();
    checkout.save(sale, id, "card_token", token, VERIFIED).statusCode(200);
    checkout.save(sale, id, "card_token", token, VERIFIED).statusCode(200).body("id", equalTo(id));
    checkout
        .save(sale, Checkout.cardId(), "card_token", token)
        .statusCode(404)
        .body("code", equalTo("token_not_found"));
    checkout.present(sale, "card_token", token).statusCode(404);
  }

  @Test
  void aTokenSurvivesAVerificationThatTellsNothing() {
    Sale sale = checkout.sale();
    checkout.allowZeroDollar(sale);
    String token = checkout.token(sale, "4000000000000044", "123");
    checkout.save(sale, Checkout.cardId(), "card_token", token, VERIFIED).statusCode(503);
    checkout.present(sale, "card_token", token).statusCode(201);
  }

  @Test
  void aCardIsItsAccountsAlone() {
    Sale sale = checkout.sale();
    Sale other = checkout.sale();
    String id = Checkout.cardId();
    save(sale, id, Terminals.APPROVES).statusCode(200);
    save(other, id, Terminals.APPROVES).statusCode(404).body("code", equalTo("card_not_found"));
    checkout.present(other, "card_id", id).statusCode(404);
    get(other, id).then().statusCode(404).body("code", equalTo("card_not_found"));
    checkout
        .asService()
        .delete("/internal/v1/cards/{id}?account_id={account}", id, other.accountId())
        .then()
        .statusCode(404);
    checkout
        .asService()
        .body(
            Map.of(
                "account_id",
                sale.accountId(),
                "payment_id",
                sale.paymentId(),
                "card_id",
                id,
                "customer_id",
                "cus_2"))
        .post("/internal/v1/online-presentments")
        .then()
        .statusCode(404)
        .body("code", equalTo("card_not_found"));
  }

  @Test
  void aDeletedCardIsDestroyed() {
    Sale sale = checkout.sale();
    String id = Checkout.cardId();
    save(sale, id, Terminals.APPROVES).statusCode(200);
    for (int i = 0; i < 2; i++) {
      checkout
          .asService()
          .delete("/internal/v1/cards/{id}?account_id={account}", id, sale.accountId())
          .then()
          .statusCode(200)
          .body("status", equalTo("deleted"));
    }
    assertThat(
            rows.number(
                "SELECT count(*) FROM saved_card WHERE card_id = ?"
                    + " AND contents IS NULL AND data_key IS NULL",
                id))
        .isEqualTo(1);
    get(sale, id).then().statusCode(404);
    checkout.present(sale, "card_id", id).statusCode(404);
    patch(sale, id, Map.of("exp_year", 2031)).statusCode(404);
  }

  @Test
  void aCardsNameExpiryAndAddressMayChange() {
    Sale sale = checkout.sale();
    String id = Checkout.cardId();
    save(sale, id, Terminals.APPROVES).statusCode(200);
    patch(sale, id, Map.of("exp_year", 31, "holder_name", "JOSÉ DA SILVA"))
        .statusCode(200)
        .body("exp_month", equalTo(12))
        .body("exp_year", equalTo(2031))
        .body("holder_name", equalTo("JOSÉ DA SILVA"))
        .body("billing_address", nullValue());
    patch(sale, id, Map.of("billing_address", Map.of("city", "Rio")))
        .statusCode(200)
        .body("billing_address.city", equalTo("Rio"));
    patch(sale, id, Map.of("exp_year", 2020))
        .statusCode(422)
        .body("code", equalTo("invalid_card"))
        .body("field", equalTo("card.exp_year"));
    patch(sale, id, Map.of("exp_month", 13))
        .statusCode(422)
        .body("field", equalTo("card.exp_month"));
    get(sale, id).then().statusCode(200).body("exp_year", equalTo(2031));
    terminals.authorizeOnline(sale, checkout.reference(sale, "card_id", id), 1);
    log.awaitTypes(sale, "payment.captured");
  }

  @Test
  void aCustomersCardsAreListedNewestFirst() {
    Sale sale = checkout.sale();
    var ids = List.of(Checkout.cardId(), Checkout.cardId(), Checkout.cardId());
    ids.forEach(id -> save(sale, id, Terminals.APPROVES).statusCode(200));
    checkout
        .asService()
        .get(
            "/internal/v1/cards?account_id={account}&customer_id=cus_1&page=2&size=2",
            sale.accountId())
        .then()
        .statusCode(200)
        .body("total", equalTo(3))
        .body("data.id", equalTo(List.of(ids.getFirst())));
    checkout
        .asService()
        .get("/internal/v1/cards?account_id={account}&customer_id=cus_1&size=0", sale.accountId())
        .then()
        .statusCode(400)
        .body("field", equalTo("size"));
  }

  /** What the old key wrapped, as in a row of last year. */
  @Test
  void cardsMoveToTheCurrentKey() throws SQLException {
    Sale sale = checkout.sale();
    String id = Checkout.cardId();
    save(sale, id, Terminals.APPROVES).statusCode(200);
    String row = "saved_card " + sale.accountId() + " " + id;
    Envelope sealed =
        WrappedByOthers.seal(OLD_KEY, row, new PresentedCard(Terminals.APPROVES, EXPIRY));
    rows.inOneTransaction(
        "UPDATE saved_card SET key_id = '%s', data_key = '%s', contents = '%s' WHERE card_id = '%s'"
            .formatted(sealed.keyId(), sealed.dataKey(), sealed.contents(), id));
    checkout.present(sale, "card_id", id).statusCode(201);
    cards.rewrap();
    assertThat(rows.texts("SELECT key_id || ' ' || contents FROM saved_card WHERE card_id = ?", id))
        .containsExactly("new " + sealed.contents());
    checkout.present(sale, "card_id", id).statusCode(201);
  }

  private ValidatableResponse verified(Sale sale, String id, String number) {
    return checkout.save(sale, id, "card", Checkout.card(number, "123"), VERIFIED);
  }

  private ValidatableResponse save(Sale sale, String id, String number) {
    return checkout.save(sale, id, "card", Checkout.card(number, "123"));
  }

  private Response get(Sale sale, String id) {
    return checkout
        .asService()
        .get("/internal/v1/cards/{id}?account_id={account}", id, sale.accountId());
  }

  private ValidatableResponse patch(Sale sale, String id, Map<String, Object> change) {
    var body = new HashMap<String, Object>(change);
    body.put("account_id", sale.accountId());
    return checkout.asService().body(body).patch("/internal/v1/cards/" + id).then();
  }
}
