package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.account.events.v1.Environment;
import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.application.OnlineCards;
import dev.connectpos.payment.commands.v1.OperationType;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentConfirmed;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentInDoubt;
import dev.connectpos.payment.events.v1.PaymentOrigin;
import dev.connectpos.payment.events.v1.PaymentReversed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments over the API as order-service sees them: cards and commands in, events out. */
@QuarkusTest
@WithTestResource(Outside.class)
class OnlineIT {
  private static final String LIVE_CARD = "5555555555554444";

  @Inject Terminals terminals;
  @Inject Checkout checkout;
  @Inject Till till;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject OnlineCards cards;

  @Test
  void anApprovalIsCapturedAndPostedAtOnce() {
    Sale sale = checkout.sale();
    checkout.pay(sale, Terminals.APPROVES);
    var captured =
        (PaymentCaptured) log.awaitTypes(sale, "payment.captured").getFirst().getPayload();
    assertThat(captured.getOrigin()).isEqualTo(PaymentOrigin.ONLINE);
    assertThat(captured.getAttemptId()).isEqualTo(sale.paymentId());
    assertThat(captured.getTerminalSerial()).isEmpty();
    assertThat(captured.getAmountMinor()).isEqualTo(19_90);
    assertThat(captured.getAuthorizationCode()).matches("[0-9A-F]{6}");
    assertThat(captured.getCard().getLastFour()).isEqualTo("0010");
    assertThat(captured.getCard().getHolderName()).isEqualTo("MARIA DA SILVA");
    assertThat(captured.getRequestId()).isNull();
    assertThat(
            rows.texts(
                "SELECT origin || ' ' || last_command_version || ' ' || last_charge_version || ' '"
                    + " || state || ' ' || fee_minor FROM payment WHERE payment_id = ?",
                sale.paymentId()))
        .containsExactly("ONLINE 0 1 captured 60");
    till.agrees(sale, 19_90);
  }

  @Test
  void aHoldIsCapturedAndRefundedByLaterCommands() {
    Sale sale = checkout.sale().to(OperationType.AUTH_ONLY);
    checkout.pay(sale, Terminals.APPROVES);
    var held = (PaymentConfirmed) log.awaitTypes(sale, "payment.confirmed").getFirst().getPayload();
    assertThat(held.getOrigin()).isEqualTo(PaymentOrigin.ONLINE);
    terminals.capture(sale, 2, "capture_1", 15_00L);
    log.awaitTypes(sale, "payment.confirmed", "payment.captured");
    till.agrees(sale, 15_00);
    till.moveCaptures(sale, "captured_at - interval '1 day'");
    terminals.cancel(sale, 3, "cancel_1", 5_00L);
    log.awaitTypes(sale, "payment.confirmed", "payment.captured", "payment.refunded");
    till.agrees(sale, 10_00);
  }

  @Test
  void onTestTheCardTellsAndNotTheCents() {
    Sale sale = checkout.sale().of(20_52);
    checkout.pay(sale, Terminals.APPROVES);
    log.awaitTypes(sale, "payment.captured");
    terminals.cancel(sale, 2, "cancel_1", null);
    log.awaitTypes(sale, "payment.captured", "payment.voided");
    till.agrees(sale, 0);
  }

  @Test
  void onTestAnyOtherCardIsNotAuthorized() {
    for (String card : List.of("4000000000000028", Terminals.ORDINARY)) {
      Sale sale = checkout.sale();
      checkout.pay(sale, card);
      assertThat(declinedCode(sale)).isEqualTo("1000");
      assertThat(till.held(sale)).isFalse();
    }
  }

  @Test
  void onLiveTheCentsTell() {
    Sale approved = checkout.sale(Environment.LIVE).of(20_00);
    checkout.pay(approved, LIVE_CARD);
    log.awaitTypes(approved, "payment.captured");
    Sale declined = checkout.sale(Environment.LIVE).of(20_17);
    checkout.pay(declined, LIVE_CARD);
    assertThat(declinedCode(declined)).isEqualTo("1016");
  }

  @Test
  void aSecurityCodeThatBeginsWithSixIsDeclined() {
    Sale sale = checkout.sale();
    var card = Checkout.card(Terminals.APPROVES, "612");
    terminals.authorizeOnline(sale, checkout.reference(sale, "card", card), 1);
    assertThat(declinedCode(sale)).isEqualTo("1045");
  }

  @Test
  void whatIsProcessedIsFoundAndCapturedAfterAMoment() {
    Sale sale = checkout.sale();
    checkout.pay(sale, "4000000000000036");
    var events = log.awaitTypes(sale, "payment.in_doubt", "payment.captured");
    assertThat(((PaymentInDoubt) events.getFirst().getPayload()).getOrigin())
        .isEqualTo(PaymentOrigin.ONLINE);
    till.agrees(sale, 19_90);
  }

  @Test
  void whatIsProcessedAndNotFoundIsReversed() {
    Sale sale = checkout.sale();
    checkout.pay(sale, "4000000000000044");
    var events = log.awaitTypes(sale, "payment.in_doubt", "payment.reversing", "payment.reversed");
    assertThat(((PaymentReversed) events.getLast().getPayload()).getOrigin())
        .isEqualTo(PaymentOrigin.ONLINE);
    assertThat(till.held(sale)).isFalse();
  }

  @Test
  void aCommandThatComesTwiceIsDoneOnce() {
    Sale sale = checkout.sale();
    String reference = checkout.reference(sale, "card", Checkout.card(Terminals.APPROVES, "123"));
    terminals.authorizeOnline(sale, reference, 1);
    terminals.authorizeOnline(sale, reference, 1);
    log.awaitTypes(sale, "payment.captured");
    terminals.authorizeOnline(sale, reference, 1);
    terminals.authorizeOnline(sale, reference, 2);
    terminals.cancel(sale, 3, "cancel_1", null);
    log.awaitTypes(sale, "payment.captured", "payment.voided");
    till.agrees(sale, 0);
  }

  @Test
  void aCommandThatComesTooEarlyWaitsForTheStart() {
    Sale sale = checkout.sale().to(OperationType.PRE_AUTH);
    String reference = checkout.reference(sale, "card", Checkout.card(Terminals.APPROVES, "123"));
    terminals.capture(sale, 2, "capture_1", null);
    await()
        .until(
            () ->
                rows.number(
                        "SELECT count(*) FROM parked_message WHERE message_key = ?",
                        sale.paymentId())
                    == 1);
    terminals.authorizeOnline(sale, reference, 1);
    await()
        .untilAsserted(
            () -> assertThat(rows.number(CHARGE_VERSION, sale.paymentId())).isEqualTo(2));
  }

  private static final String CHARGE_VERSION =
      "SELECT coalesce(max(last_charge_version), 0) FROM payment WHERE payment_id = ?";

  @Test
  void noTerminalsCommandMeansAPaymentOnline() {
    Sale sale = checkout.sale().to(OperationType.AUTH_ONLY);
    checkout.pay(sale, Terminals.APPROVES);
    log.awaitTypes(sale, "payment.confirmed");
    terminals.undo(
        new Sale(
            sale.paymentId(), sale.accountId(), sale.paymentId(), sale.amountMinor(), sale.type()),
        1);
    await()
        .until(
            () ->
                rows.number(
                        "SELECT last_command_version FROM payment WHERE payment_id = ?",
                        sale.paymentId())
                    == 1);
    terminals.capture(sale, 2, "capture_1", null);
    log.awaitTypes(sale, "payment.confirmed", "payment.captured");
  }

  @Test
  void aReferenceIsGoodForItsOwnPaymentOnce() {
    Sale first = checkout.sale();
    String reference = checkout.reference(first, "card", Checkout.card(Terminals.APPROVES, "123"));
    Sale other = checkout.sale();
    terminals.authorizeOnline(other, reference, 1);
    assertThat(declinedCode(other)).isEqualTo("1022");
    terminals.authorizeOnline(first, reference, 1);
    assertThat(declinedCode(first)).isEqualTo("9109");
  }

  @Test
  void aReferenceOfAnotherAccountIsNoGood() {
    Sale first = checkout.sale();
    String reference = checkout.reference(first, "card", Checkout.card(Terminals.APPROVES, "123"));
    Sale thief = first.in(checkout.sale().accountId());
    terminals.authorizeOnline(thief, reference, 1);
    assertThat(declinedCode(thief)).isEqualTo("1022");
  }

  @Test
  void aPaymentThatIsGivenAnotherCardTakesThatOne() {
    Sale sale = checkout.sale();
    String first = checkout.reference(sale, "card", Checkout.card("4000000000000028", "123"));
    String second = checkout.reference(sale, "card", Checkout.card(Terminals.APPROVES, "123"));
    assertThat(second).isNotEqualTo(first);
    assertThat(waiting(sale)).isEqualTo(1);
    terminals.authorizeOnline(sale, second, 1);
    log.awaitTypes(sale, "payment.captured");
    assertThat(waiting(sale)).isZero();
  }

  @Test
  void aPresentmentThatExpiredIsOfNoUseAndReaped() throws SQLException {
    Sale sale = checkout.sale();
    String reference = checkout.reference(sale, "card", Checkout.card(Terminals.APPROVES, "123"));
    rows.inOneTransaction(
        "UPDATE online_presentment SET expires_at = now() WHERE payment_id = '%s'"
            .formatted(sale.paymentId()));
    cards.reap();
    assertThat(waiting(sale)).isZero();
    terminals.authorizeOnline(sale, reference, 1);
    assertThat(declinedCode(sale)).isEqualTo("9109");
  }

  @Test
  void aRowThatWasTamperedWithIsDeclinedAndTheNetworkNotAsked() throws SQLException {
    Sale sale = checkout.sale();
    Sale other = checkout.sale();
    String reference = checkout.reference(sale, "card", Checkout.card("4000000000000028", "123"));
    checkout.reference(other, "card", Checkout.card(Terminals.APPROVES, "123"));
    rows.inOneTransaction(
        """
        UPDATE online_presentment p SET data_key = o.data_key, contents = o.contents
          FROM online_presentment o WHERE p.payment_id = '%s' AND o.payment_id = '%s'"""
            .formatted(sale.paymentId(), other.paymentId()));
    terminals.authorizeOnline(sale, reference, 1);
    assertThat(declinedCode(sale)).isEqualTo("1011");
    assertThat(
            rows.number(
                "SELECT count(*) FROM network.authorization_record WHERE reference = ?",
                sale.paymentId()))
        .isZero();
  }

  @Test
  void aTokenIsGoodForOnePayment() {
    Sale sale = checkout.sale();
    String token = checkout.token(sale, Terminals.APPROVES, "123");
    assertThat(token).matches("token_[0-9A-Za-z]{16}");
    String reference = checkout.reference(sale, "card_token", token);
    // Our answer may have been lost, or be in use: asked again for the same payment, it is given.
    assertThat(checkout.reference(sale, "card_token", token)).isEqualTo(reference);
    terminals.authorizeOnline(sale, reference, 1);
    log.awaitTypes(sale, "payment.captured");
    checkout
        .present(sale, "card_token", token)
        .statusCode(404)
        .body("code", equalTo("token_not_found"));
    checkout
        .present(checkout.sale().in(sale.accountId()), "card_token", token)
        .statusCode(404)
        .body("code", equalTo("token_not_found"));
  }

  @Test
  void aTokenCarriesItsSecurityCode() {
    Sale sale = checkout.sale();
    String token = checkout.token(sale, Terminals.APPROVES, "612");
    terminals.authorizeOnline(sale, checkout.reference(sale, "card_token", token), 1);
    assertThat(declinedCode(sale)).isEqualTo("1045");
  }

  @Test
  void aTokenThatIsUsedTwiceAtOnceServesExactlyOne() throws Exception {
    Sale sale = checkout.sale();
    String token = checkout.token(sale, Terminals.APPROVES, "123");
    var calls = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 8; i++) {
      Sale one = terminals.sale().in(sale.accountId());
      calls.add(() -> checkout.present(one, "card_token", token).extract().statusCode());
    }
    try (var threads = Executors.newFixedThreadPool(calls.size())) {
      var codes = threads.invokeAll(calls).stream().map(OnlineIT::get).sorted().toList();
      assertThat(codes).containsExactly(201, 404, 404, 404, 404, 404, 404, 404);
    }
  }

  @Test
  void aTokenThatIsPresentedOftenForOnePaymentHasOneReference() throws Exception {
    Sale sale = checkout.sale();
    String token = checkout.token(sale, Terminals.APPROVES, "123");
    var calls = new ArrayList<Callable<String>>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> checkout.reference(sale, "card_token", token));
    }
    try (var threads = Executors.newFixedThreadPool(calls.size())) {
      var references = threads.invokeAll(calls).stream().map(OnlineIT::get).distinct().toList();
      assertThat(references).hasSize(1);
      terminals.authorizeOnline(sale, references.getFirst(), 1);
      log.awaitTypes(sale, "payment.captured");
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTokenThatExpiredOrIsAnothersIsNotFound() throws SQLException {
    Sale sale = checkout.sale();
    String token = checkout.token(sale, Terminals.APPROVES, "123");
    checkout.present(checkout.sale(), "card_token", token).statusCode(404);
    rows.inOneTransaction(
        "UPDATE card_token SET expires_at = now() WHERE token = '%s'".formatted(token));
    checkout
        .present(sale, "card_token", token)
        .statusCode(404)
        .body("code", equalTo("token_not_found"));
  }

  @Test
  void aPresentmentTellsThePublicFactsOnly() {
    Sale sale = checkout.sale();
    checkout
        .present(sale, "card", Checkout.card(LIVE_CARD, "123"))
        .statusCode(201)
        .body("reference", matchesPattern("pres_[0-9A-Za-z_-]{32}"))
        .body("card.id", nullValue())
        .body("card.brand", equalTo("MasterCard"))
        .body("card.first_six_digits", equalTo("555555"))
        .body("card.last_four_digits", equalTo("4444"))
        .body("card.holder_name", equalTo("MARIA DA SILVA"))
        .body("card.exp_month", equalTo(12))
        .body("card.exp_year", equalTo(2030))
        .body(not(containsString(LIVE_CARD)))
        .body(not(containsString("123")));
  }

  @ParameterizedTest
  @CsvSource({
    "number, 4111111111111112",
    "number, 6011111111111117",
    "holder_name, 4111111111111111",
    "cvv, 41",
    "exp_year, 2020",
    "exp_month, 13"
  })
  void namesTheFieldAtFaultAndNeverRepeatsIt(String field, String value) {
    Sale sale = checkout.sale();
    var card = new HashMap<>(Checkout.card(Terminals.APPROVES, "123"));
    card.put(field, field.startsWith("exp") ? Integer.valueOf(value) : value);
    checkout
        .present(sale, "card", card)
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid_card"))
        .body("field", equalTo("card." + field))
        .body(not(containsString(value.length() > 6 ? value : "4000000000000010")));
  }

  @Test
  void aBodyThatIsNoneIsNotQuoted() {
    checkout
        .asService()
        .body("{\"card\":{\"number\":\"4000000000000010\"")
        .post("/internal/v1/online-presentments")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed_body"))
        .body(not(containsString("4000000000000010")));
    Sale sale = checkout.sale();
    checkout
        .present(sale, "card", Map.of("number", 4000000000000010L))
        .statusCode(422)
        .body("field", equalTo("card.number"))
        .body(not(containsString("4000000000000010")));
  }

  @Test
  void afterTheCommitBeforeTheCall() throws SQLException {
    Sale sale = checkout.sale();
    rows.inOneTransaction(intent(sale));
    log.awaitTypes(sale, "payment.in_doubt", "payment.reversing", "payment.reversed");
  }

  @Test
  void afterTheNetworksYesBeforeOurCommit() throws SQLException {
    Sale sale = checkout.sale();
    rows.inOneTransaction(
        """
        INSERT INTO network.authorization_record
          (reference, amount_minor, currency, approved, action_code, authorization_code, held)
        VALUES ('%s', %d, 'BRL', true, '000', 'ABC123', true)"""
            .formatted(sale.paymentId(), sale.amountMinor()),
        intent(sale));
    log.awaitTypes(sale, "payment.in_doubt", "payment.captured");
    till.agrees(sale, 19_90);
  }

  @Test
  void theOriginAndTheTerminalGoTogether() {
    Sale sale = checkout.sale();
    assertThatThrownBy(() -> rows.inOneTransaction(intent(sale).replace("'ONLINE'", "'ORDER'")))
        .hasMessageContaining("violates check constraint");
    assertThatThrownBy(
            () -> rows.inOneTransaction(intent(sale).replace("'authorizing'", "'authorized'")))
        .hasMessageContaining("violates check constraint");
  }

  @Test
  void noCardNumberStandsInAnyRow() {
    Sale paid = checkout.sale(Environment.LIVE).of(20_00);
    String reference = checkout.reference(paid, "card", Checkout.card(LIVE_CARD, "737"));
    Sale waits = checkout.sale();
    checkout.reference(waits, "card", Checkout.card(LIVE_CARD, "737"));
    checkout.token(waits, LIVE_CARD, "737");
    checkout
        .save(waits, Checkout.cardId(), "card", Checkout.card(LIVE_CARD, "737"))
        .statusCode(200);
    terminals.authorizeOnline(paid, reference, 1);
    log.awaitTypes(paid, "payment.captured");
    List<String> tables =
        rows.texts(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables"
                + " WHERE table_schema IN ('public', 'network') AND table_type = 'BASE TABLE'");
    assertThat(tables)
        .contains("public.online_presentment", "public.card_token", "public.saved_card");
    for (String table : tables) {
      // Nor in base64, as what is sealed stands in rows.
      for (String text : List.of(LIVE_CARD, "NTU1NTU1NTU1NTU1NDQ0")) {
        assertThat(
                rows.number(
                    "SELECT count(*) FROM "
                        + table
                        + " t WHERE t::text LIKE '%' || ? || '%'"
                        + " OR t::text LIKE '%' || encode(CAST(? AS bytea), 'hex') || '%'",
                    text,
                    text))
            .as(table)
            .isZero();
      }
    }
  }

  private String declinedCode(Sale sale) {
    var declined =
        (PaymentDeclined) log.awaitTypes(sale, "payment.declined").getFirst().getPayload();
    assertThat(declined.getOrigin()).isEqualTo(PaymentOrigin.ONLINE);
    return declined.getReturnCode();
  }

  private long waiting(Sale sale) {
    return rows.number(
        "SELECT count(*) FROM online_presentment WHERE payment_id = ?", sale.paymentId());
  }

  /** A row as a dead instance left it. */
  private static String intent(Sale sale) {
    return """
        INSERT INTO payment
          (payment_id, order_id, account_id, attempt_id, origin,
           nsu, amount_minor, currency, payment_type, installments, installment_type, state,
           card_brand, card_first_six, card_last_four, card_token, card_funding, operation,
           last_command_version, last_charge_version, event_version, correlation_id, causation_id,
           instance, due_at, created_at, updated_at)
        VALUES ('%s', '%s', '%s', '%s', 'ONLINE',
           '427' || lpad((nextval('nsu'))::text, 11, '0'), %d, 'BRL', 'CREDIT', 1, 'MERCHANT',
           'authorizing', 'VISA', '400000', '0010', 'tok_1', 'CREDIT', 'AUTH_AND_CAPTURE',
           0, 1, 0, 'cor_%s', '01890a5d-ac96-774b-bcce-b302099a8057', 'other', now(),
           now() - interval '1 hour', now())"""
        .formatted(
            sale.paymentId(),
            sale.orderId(),
            sale.accountId(),
            sale.paymentId(),
            sale.amountMinor(),
            sale.paymentId());
  }
}
