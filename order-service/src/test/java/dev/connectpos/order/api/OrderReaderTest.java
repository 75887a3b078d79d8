package dev.connectpos.order.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.money.Money;
import dev.connectpos.order.application.CardSource;
import dev.connectpos.order.application.CustomerDraft;
import dev.connectpos.order.application.OrderDraft;
import dev.connectpos.order.application.PaymentDraft;
import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.OrderChannel;
import dev.connectpos.order.domain.Particulars;
import dev.connectpos.order.domain.PaymentSetup;
import dev.connectpos.order.domain.PaymentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderReaderTest {

  @Test
  void readsTheDocumentedExample() {
    var draft = read(Examples.ORDER);
    assertThat(draft.code()).isEqualTo("PED-1");
    assertThat(told(draft).name()).isEqualTo("Mesa 3");
    assertThat(draft.items())
        .containsExactly(new OrderDraft.Item("Prato do dia", Money.brl(1990), 1, "1", null));
    assertThat(draft.terminal().serialNumbers()).containsExactly("6C582505");
    assertThat(draft.terminal().paymentSetup())
        .isEqualTo(
            new PaymentSetup(
                PaymentType.CREDIT,
                1,
                InstallmentType.MERCHANT,
                OperationType.AUTH_AND_CAPTURE,
                null));
    assertThat(draft.metadata()).isEqualTo(Map.of("waiter", "Ana"));
  }

  @Test
  void readsStringsForNumbersAndBooleansAndNamesInAnyCase() {
    var draft =
        read(
            """
            {"Customer": {"NAME": "Mesa 3", "email": "", "phones": null},
             "items": [{"Amount": "1990", "Description": "Prato", "quantity": "2", "code": 7}],
             "closed": "false", "payments": [], "ip": "10.0.0.1",
             "poi_payment_settings": {"devices_serial_number": "6C582505", "visible": "TRUE",
               "print_order_receipt": "True",
               "payment_setup": {"type": "Debit", "installments": "1"}},
             "metadata": {"n": 1, "b": true, "none": null}}
            """);
    assertThat(draft.code()).isNull();
    assertThat(told(draft).email()).isNull();
    assertThat(draft.items())
        .containsExactly(new OrderDraft.Item("Prato", Money.brl(1990), 2, "7", null));
    assertThat(draft.terminal().printOrderReceipt()).isTrue();
    assertThat(setupOf(draft).type()).isEqualTo(PaymentType.DEBIT);
    assertThat(draft.metadata()).isEqualTo(Map.of("n", "1", "b", "true"));
  }

  @Test
  void readsTheFlatPaymentSetup() {
    var setup =
        read(with(
                "\"payment_setup\": {\"type\": \"credit\", \"installments\": 1,"
                    + " \"installment_type\": \"merchant\"}",
                "\"type\": \"CREDIT\", \"installments\": 3,"
                    + " \"installments_type\": \"Issuer\""))
            .terminal()
            .paymentSetup();
    assertThat(setup)
        .isEqualTo(
            new PaymentSetup(
                PaymentType.CREDIT,
                3,
                InstallmentType.ISSUER,
                OperationType.AUTH_AND_CAPTURE,
                null));
  }

  @Test
  void readsTheTerminalFromTheMetadataAsTheOlderFormHasIt() {
    var draft =
        read(
            """
            {"customer": {"name": "Mesa 3", "phones": {}, "document": ""}, "closed": false,
             "items": [{"amount": 1990, "description": "Prato", "quantity": 1}], "payments": null,
             "metadata": {"terminals": "{\\"SerialNumbers\\":[\\"6C582505\\"]}",
               "printOrderReceipt": "TRUE", "orderDisplayName": "Mesa 3",
               "transactionType": "Credit", "installmentType": "issuer", "installments": "3"}}
            """);
    assertThat(draft.terminal().serialNumbers()).containsExactly("6C582505");
    assertThat(draft.terminal().printOrderReceipt()).isTrue();
    assertThat(draft.terminal().displayName()).isEqualTo("Mesa 3");
    assertThat(draft.terminal().paymentSetup())
        .isEqualTo(
            new PaymentSetup(
                PaymentType.CREDIT,
                3,
                InstallmentType.ISSUER,
                OperationType.AUTH_AND_CAPTURE,
                null));
    assertThat(draft.metadata()).containsEntry("transactionType", "Credit");
  }

  @Test
  void complainsOfTheOlderFormByTheNamesOfTheNewerOne() {
    var complaints = new Complaints();
    var body =
        body(
            """
            {"customer": {"name": "Mesa 3"}, "closed": false,
             "items": [{"amount": 1990, "description": "Prato", "quantity": 1}],
             "metadata": {"terminals": "S920", "transactionType": "cheque"}}
            """);
    assertThat(OrderReader.order(body.json(), complaints)).isEmpty();
    assertThat(complaints.byPath())
        .containsOnlyKeys(
            "order.metadata.terminals",
            "order.poi_payment_settings.devices_serial_number",
            "order.poi_payment_settings.payment_setup.type");
  }

  @Test
  void leavesTheTypeToTheOperatorWhenItIsEmpty() {
    var setup = setupOf(read(with("\"type\": \"credit\"", "\"type\": \"\"")));
    assertThat(setup.type()).isNull();
  }

  @Test
  void readsAListedOrder() {
    var draft = read(Examples.LISTED);
    assertThat(draft.terminal().isDirect()).isFalse();
    assertThat(draft.terminal().serialNumbers()).containsExactly("6C582505", "6N021234");
    assertThat(draft.expiry()).isEqualTo(new OrderDraft.ExpiresIn(Duration.ofHours(1)));
  }

  @Test
  void listedOrderWithoutTerminalsIsForAllOfThem() {
    for (String serials :
        List.of("\"devices_serial_number\": []", "\"x\": 1", "\"devices_serial_number\": null")) {
      var body = Examples.LISTED.replaceAll("\"devices_serial_number\": \\[.*]", serials);
      assertThat(read(body).terminal().serialNumbers()).isEmpty();
    }
  }

  @Test
  void readsWhatIsToHappenAfterTheApproval() {
    var setup =
        setupOf(
            read(
                with(
                    "\"type\": \"credit\"",
                    "\"type\": \"credit\", \"operation_type\": \"PRE_AUTH\","
                        + " \"statement_descriptor\": \"AURORA BAR 3\"")));
    assertThat(setup.operationType()).isEqualTo(OperationType.PRE_AUTH);
    assertThat(setup.statementDescriptor()).isEqualTo("AURORA BAR 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "closed": false          | "x": 1                                | order.closed
          "closed": false          | "closed": true                        | order.closed
          "closed": false          | "closed": "no"                        | order.closed
          "closed": false          | "closed": false, "payments": [{}]     | order.payments
          "closed": false          | "closed": false, "currency": "USD"    | order.currency
          "code": "PED-1"          | "code": {}                            | order.code
          "name": "Mesa 3"         | "name": null                          | order.customer.name
          "name": "Mesa 3"         | "name": "  "                          | order.customer.name
          "name": "Mesa 3"         | "name": []                            | order.customer.name
          "name": "Mesa 3"         | "name": "a\\u0000b"                   | order.customer.name
          "name": "Mesa 3"         | "name": "a\\ud800b"                   | order.customer.name
          "customer": {            | "x": {                                | order.customer
          "customer": {            | "customer": 1, "x": {                 | order.customer
          "items": [               | "x": [                                | order.items
          "items": [               | "items": [], "x": [                   | order.items
          "items": [               | "items": {}, "x": [                   | order.items
          "items": [               | "items": [5], "x": [                  | order.items[0]
          "amount": 1990           | "x": 1                                | order.items[0].amount
          "amount": 1990           | "amount": 0                           | order.items[0].amount
          "amount": 1990           | "amount": -1                          | order.items[0].amount
          "amount": 1990           | "amount": 19.90                       | order.items[0].amount
          "amount": 1990           | "amount": "19,90"                     | order.items[0].amount
          "amount": 1990           | "amount": true                        | order.items[0].amount
          "amount": 1990           | "amount": 2147483648                  | order.items[0].amount
          "amount": 1990           | "amount": 99999999999999999999999     | order.items[0].amount
          "quantity": 1            | "quantity": 0                         | order.items[0].quantity
          "quantity": 1            | "quantity": 2147483647                | order.items
          "description": "Prato do dia" | "description": ""                | order.items[0].description
          "payment_setup"          | "payment_setup": 1, "x"               | order.poi_payment_settings.payment_setup
          "type": "credit"         | "type": "pix"                         | order.poi_payment_settings.payment_setup.type
          "installments": 1        | "installments": 25                    | order.poi_payment_settings.payment_setup.installments
          "type": "credit", "installments": 1 | "type": "debit", "installments": 2 | order.poi_payment_settings.payment_setup.installments
          "installment_type": "merchant" | "installment_type": "bank"      | order.poi_payment_settings.payment_setup.installment_type
          "type": "credit"         | "split": [{}]                         | order.poi_payment_settings.payment_setup.split
          "devices_serial_number"  | "x"                                   | order.poi_payment_settings.devices_serial_number
          "closed": false          | "closed": false, "expires_in": 29     | order.expires_in
          "closed": false          | "closed": false, "expires_in": 604801 | order.expires_in
          "closed": false          | "closed": false, "expires_at": "soon" | order.expires_at
          "closed": false          | "closed": false, "expires_in": 60, "expires_at": "2026-11-25T12:00:00Z" | order.expires_at
          "type": "credit"         | "operation_type": "later"             | order.poi_payment_settings.payment_setup.operation_type
          "type": "credit"         | "statement_descriptor": "fifteen letters" | order.poi_payment_settings.payment_setup.statement_descriptor
          "type": "credit"         | "statement_descriptor": "São Paulo"   | order.poi_payment_settings.payment_setup.statement_descriptor
          ["6C582505"]             | []                                    | order.poi_payment_settings.devices_serial_number
          ["6C582505"]             | ["a", "b"]                            | order.poi_payment_settings.devices_serial_number
          ["6C582505"]             | [null]                                | order.poi_payment_settings.devices_serial_number[0]
          ["6C582505"]             | [{}]                                  | order.poi_payment_settings.devices_serial_number[0]
          {"waiter": "Ana"}        | {"waiter": {}}                        | order.metadata.waiter
          {"waiter": "Ana"}        | "text"                                | order.metadata
          """)
  void complainsByPath(String what, String instead, String path) {
    var complaints = new Complaints();
    var body = body(with(what, instead));
    assertThat(OrderReader.order(body.json(), complaints)).isEmpty();
    assertThat(complaints.byPath()).containsOnlyKeys(path);
  }

  @Test
  void complainsOfWhatIsTooLong() {
    var complaints = new Complaints();
    var body =
        body(
            with("\"Mesa 3\", \"email\"", "\"" + "é".repeat(65) + "\", \"email\"")
                .replace("PED-1", "x".repeat(53)));
    assertThat(OrderReader.order(body.json(), complaints)).isEmpty();
    assertThat(complaints.byPath()).containsOnlyKeys("order.code", "order.customer.name");
  }

  @Test
  void complainsOfEverythingAtOnce() {
    var complaints = new Complaints();
    assertThat(OrderReader.order(body("{}").json(), complaints)).isEmpty();
    assertThat(complaints.byPath())
        .containsOnlyKeys("order.closed", "order.payments", "order.customer", "order.items");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "\"text\"", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}", "null"})
  void refusesWhatIsNoJsonObject(String text) {
    assertThatThrownBy(() -> body(text))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.answer().status()).isEqualTo(400));
  }

  @Test
  void closesAsPaidWhenNothingIsSaid() {
    assertThat(OrderReader.closing(JsonBody.optional(new byte[0]).json(), new Complaints()))
        .isEqualTo(ClosedAs.PAID);
    assertThat(OrderReader.closing(body("{\"Status\":\"Canceled\"}").json(), new Complaints()))
        .isEqualTo(ClosedAs.CANCELED);
  }

  /** The numbers are made up at run time: none may stand in a file. */
  private static final String PAN = "4".repeat(6) + "123456" + "9876";

  @Test
  void readsAnOrderThatIsPaidOverTheApi() {
    var draft = read(online("\"card\": " + card(PAN)));
    assertThat(draft.channel()).isEqualTo(OrderChannel.SETTLING);
    assertThat(draft.payments())
        .containsExactly(
            new PaymentDraft.ByCard(
                Money.brl(1990),
                new CardSource.CardNumber(PAN, "ANA B", 12, 2030, "123"),
                3,
                OperationType.AUTH_ONLY,
                "AURORA",
                new TreeMap<>()));
    assertThat(draft.payments().toString()).doesNotContain(PAN, "123,");
    var token = read(Examples.ONLINE).payments().getFirst();
    assertThat(token)
        .isInstanceOfSatisfying(
            PaymentDraft.ByCard.class,
            card ->
                assertThat(card.card()).isEqualTo(new CardSource.Token("token_0SjZr6kQx2bW9dLm")));
  }

  @Test
  void readsCashAndAnOpenOrderWithoutPayments() {
    var cash =
        read(
            with(
                    Examples.ONLINE,
                    "\"payments\": [{",
                    "\"payments\": [{\"payment_method\": \"cash\",")
                .replace(
                    "\"payment_method\": \"credit_card\",", "\"cash\": {\"confirm\": \"true\"},"));
    assertThat(cash.payments())
        .containsExactly(new PaymentDraft.InCash(Money.brl(1990), null, true, new TreeMap<>()));
    var open = read(with("\"poi_payment_settings\"", "\"x\""));
    assertThat(open.channel()).isEqualTo(OrderChannel.CHARGES);
    assertThat(open.payments()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "payment_method": "credit_card", | "payment_method": "pix",              | order.payments[0].payment_method
          "payment_method": "credit_card", | "x": 1,                               | order.payments[0].payment_method
          "credit_card": {                 | "x": {                                | order.payments[0].credit_card
          "installments": 1                | "installments": 25                    | order.payments[0].credit_card.installments
          "operation_type": "auth_and_capture" | "operation_type": "later"         | order.payments[0].credit_card.operation_type
          "card_token": "token_0SjZr6kQx2bW9dLm" | "x": 1                          | order.payments[0].credit_card.card
          "card_token": "token_0SjZr6kQx2bW9dLm" | "card_id": "card_1", "card_token": "t" | order.payments[0].credit_card.card
          "card_token": "token_0SjZr6kQx2bW9dLm" | "card": "4"                     | order.payments[0].credit_card.card
          "card_token": "token_0SjZr6kQx2bW9dLm" | "card": {"number": "12", "exp_month": 1, "exp_year": 30} | order.payments[0].credit_card.card.number
          "card_token": "token_0SjZr6kQx2bW9dLm" | "card_token": "t", "statement_descriptor": "more than 22 characters" | order.payments[0].credit_card.statement_descriptor
          "payments": [{                   | "payments": [{"amount": 1989,         | order.payments
          "payments": [{                   | "payments": [{"amount": 0,            | order.payments[0].amount
          "payments": [{                   | "payments": [5, {                     | order.payments[0]
          "payments": [{                   | "expires_in": 60, "payments": [{      | order.expires_in
          "payments": [{                   | "poi_payment_settings": {}, "closed": false, "payments": [{ | order.payments
          """)
  void complainsOfPaymentsByPath(String what, String instead, String path) {
    var complaints = new Complaints();
    var body = body(with(Examples.ONLINE, what, instead));
    assertThat(OrderReader.order(body.json(), complaints)).isEmpty();
    assertThat(complaints.byPath()).containsOnlyKeys(path);
  }

  @Test
  void echoesAndHashesNoMoreOfACardThanItsEnds() {
    var spaced = PAN.substring(0, 4) + " " + PAN.substring(4, 8) + "-" + PAN.substring(8);
    for (String way :
        List.of(
            online("\"card\": " + card(PAN)),
            online("\"Card\": " + card(spaced).replace("number", "NUMBER")),
            online("\"card\": \"" + PAN + "\""),
            online("\"card_id\": " + PAN),
            online("\"card\": {\"" + PAN + "\": [\"" + PAN + "\"]}"),
            "{\"payment\": \"" + PAN + "\"}",
            "{\"number\": \"" + PAN + "\", \"cvv\": \"777\"}")) {
      var echo = body(way).echo().toString();
      assertThat(echo).contains("444444****9876").doesNotContain("123456", "cvv", "CVV", "777");
    }
    assertThat(body(online("\"card\": " + card(PAN))).sha256())
        .isEqualTo(body(online("\"card\": " + card(PAN.replace("123456", "654321")))).sha256())
        .isNotEqualTo(body(online("\"card\": " + card(PAN.replace("9876", "9875")))).sha256());
    assertThat(body("{\"items\": [{\"code\": \"7891234567895\"}]}").echo().toString())
        .contains("7891234567895");
  }

  private static String online(String card) {
    return with(
        Examples.ONLINE,
        "\"installments\": 1, \"operation_type\": \"auth_and_capture\",\n"
            + "      \"card_token\": \"token_0SjZr6kQx2bW9dLm\"",
        "\"installments\": 3, \"capture\": \"false\", \"statement_descriptor\": \"AURORA\", "
            + card);
  }

  private static String card(String number) {
    return "{\"number\": \"%s\", \"holder_name\": \"ANA B\", \"exp_month\": \"12\", \"exp_year\": 30, \"cvv\": \"123\"}"
        .formatted(number);
  }

  @Test
  void hashesTheSameBodyAlikeHoweverItIsWritten() {
    assertThat(body("{\"a\": {\"c\":1, \"b\":2}, \"d\":3}").sha256())
        .isEqualTo(body("{\"d\":3,\"a\":{\"b\":2,\"c\":1}}").sha256())
        .isNotEqualTo(body("{\"d\":3,\"a\":{\"b\":1,\"c\":2}}").sha256());
  }

  private static String with(String what, String instead) {
    return with(Examples.ORDER, what, instead);
  }

  private static String with(String example, String what, String instead) {
    assertThat(example).contains(what);
    return example.replace(what, instead);
  }

  private static Particulars told(OrderDraft draft) {
    return ((CustomerDraft.Told) draft.customer()).particulars();
  }

  private static PaymentSetup setupOf(OrderDraft draft) {
    return Objects.requireNonNull(draft.terminal().paymentSetup());
  }

  private static OrderDraft read(String json) {
    var complaints = new Complaints();
    var draft = OrderReader.order(body(json).json(), complaints);
    assertThat(complaints.byPath()).isEmpty();
    return draft.orElseThrow();
  }

  private static JsonBody body(String json) {
    return JsonBody.required(json.getBytes(StandardCharsets.UTF_8));
  }
}
