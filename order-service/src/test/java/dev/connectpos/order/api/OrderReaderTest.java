package dev.connectpos.order.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.money.Money;
import dev.connectpos.order.application.Charges;
import dev.connectpos.order.application.CustomerDraft;
import dev.connectpos.order.application.OrderDraft;
import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.Particulars;
import dev.connectpos.order.domain.PaymentSetup;
import dev.connectpos.order.domain.PaymentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  @Test
  void readsCapturesAndCancellations() {
    var complaints = new Complaints();
    assertThat(OrderReader.cancellation(JsonBody.optional(new byte[0]).json(), complaints))
        .isNull();
    assertThat(OrderReader.cancellation(body("{\"Amount\": \"500\"}").json(), complaints))
        .isEqualTo(Money.brl(500));
    assertThat(OrderReader.capture(body("{\"AMOUNT\": 500, \"Code\": \"C-1\"}").json(), complaints))
        .isEqualTo(new Charges.CaptureDraft(Money.brl(500), "C-1"));
    assertThat(complaints.none()).isTrue();
    OrderReader.cancellation(body("{\"amount\": 0, \"split\": [{}]}").json(), complaints);
    assertThat(complaints.byPath()).containsOnlyKeys("charge.amount", "charge.split");
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
          "poi_payment_settings"   | "x"                                   | order.poi_payment_settings
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
        .containsOnlyKeys(
            "order.closed", "order.customer", "order.items", "order.poi_payment_settings");
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

  @Test
  void doesNotEchoCardData() {
    assertThat(body("{\"Payments\": [{\"number\": \"x\"}], \"code\": \"1\"}").echo())
        .hasToString("{\"code\":\"1\"}");
  }

  @Test
  void hashesTheSameBodyAlikeHoweverItIsWritten() {
    assertThat(body("{\"a\": {\"c\":1, \"b\":2}, \"d\":3}").sha256())
        .isEqualTo(body("{\"d\":3,\"a\":{\"b\":2,\"c\":1}}").sha256())
        .isNotEqualTo(body("{\"d\":3,\"a\":{\"b\":1,\"c\":2}}").sha256());
  }

  private static String with(String what, String instead) {
    assertThat(Examples.ORDER).contains(what);
    return Examples.ORDER.replace(what, instead);
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
