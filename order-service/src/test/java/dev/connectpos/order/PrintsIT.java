package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.connectpos.order.OtherServices.Answer;
import dev.connectpos.terminal.events.v1.PrintJobChanged;
import dev.connectpos.terminal.events.v1.PrintStatus;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents printed on an order's terminal, with a terminal-service that is played. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(OtherServices.class)
class PrintsIT {
  private static final String PRINT =
      """
      {"type": "nfe", "size_v": "1500", "size_h": 384, "format": "PNG", "content": "iVBORw0KGgo="}
      """;

  private EventLog log;
  private OtherServices.Played terminals;
  private Merchant merchant;
  private String order;

  @BeforeEach
  void openShop() throws IOException {
    log = new EventLog();
    terminals =
        new OtherServices.Played(
            _ -> new Answer(200, "{\"print_id\":\"print_1\",\"status\":\"queued\"}"));
    merchant = Merchant.open(log);
    order = placed(receipt(merchant.order(1990)));
  }

  @AfterEach
  void close() {
    terminals.close();
    log.close();
  }

  @Test
  void aDocumentIsPrintedOnceForEachKey() {
    print("k", PRINT).then().statusCode(200).body(emptyString());
    var call = terminals.calls().getLast();
    assertThat(call.route()).matches("PUT /internal/v1/print-jobs/print_\\w{16}");
    assertThat(call.body().path("type").asText()).isEqualTo("NFE");
    assertThat(call.body().path("size_v").asInt()).isEqualTo(1500);
    assertThat(call.body().path("format").asText()).isEqualTo("png");
    assertThat(call.body().path("order_id").asText()).isEqualTo(order);
    print("k", PRINT)
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", equalTo("true"))
        .body(emptyString());
    assertThat(terminals.calls()).hasSize(1);
  }

  @Test
  void aRepeatAfterALostAnswerNamesTheSameDocument() {
    terminals.plays(_ -> new Answer(500, ""));
    print("lost", PRINT).then().statusCode(503);
    terminals.plays(_ -> Answer.problem(409, "print_in_progress"));
    print("lost", PRINT).then().statusCode(409).body(emptyString());
    terminals.plays(_ -> new Answer(200, "{}"));
    print("lost", PRINT).then().statusCode(200);
    assertThat(terminals.calls().stream().map(OtherServices.Call::route).distinct()).hasSize(1);
  }

  @Test
  void whatIsWrongIs400AndNamed() {
    wrong("{}", "type");
    wrong(PRINT.replace("nfe", "letter"), "type");
    wrong(PRINT.replace("1500", "1501"), "size_v");
    wrong(PRINT.replace("384", "0"), "size_h");
    wrong(PRINT.replace("PNG", "gif"), "format");
    wrong(PRINT.replace("iVBORw0KGgo=", "no base 64!"), "content");
    assertThat(terminals.calls()).isEmpty();
    terminals.plays(_ -> Answer.problem(422, "invalid_image", "size_v"));
    wrong(PRINT, "size_v");
    merchant.pdv().body("[]").post(path(order)).then().statusCode(400);
  }

  @Test
  void ordersOfOthersAndTerminalsThatCannotPrintAreTold() {
    merchant
        .pdv()
        .body(PRINT)
        .post(path("or_0000000000000000"))
        .then()
        .statusCode(404)
        .body("message", equalTo("Order not found."));
    Merchant.withoutTerminal("test").pdv().body(PRINT).post(path(order)).then().statusCode(404);
    assertThat(terminals.calls()).isEmpty();
    terminals.plays(_ -> Answer.problem(412, "no_terminal"));
    print("k", PRINT).then().statusCode(412).body("code", equalTo("no_terminal"));
    terminals.plays(_ -> Answer.problem(412, "printing_not_enabled"));
    print("k", PRINT)
        .then()
        .statusCode(412)
        .body("message", containsString("The account's terminals do not print"));
  }

  @Test
  void ordersWithoutAReceiptOrATerminalAreRefusedHere() {
    var without = placed(merchant.order(1990));
    merchant
        .pdv()
        .body(PRINT)
        .post(path(without))
        .then()
        .statusCode(412)
        .body("code", equalTo("order_without_receipt"))
        .body("message", containsString("print_order_receipt"));
    var online =
        placed(
            """
            {"customer": {"name": "Mesa 3"}, "closed": false,
             "items": [{"amount": 1990, "description": "Prato do dia", "quantity": 1}]}
            """);
    merchant
        .pdv()
        .body(PRINT)
        .post(path(online))
        .then()
        .statusCode(412)
        .body("code", equalTo("no_terminal"));
    assertThat(terminals.calls()).isEmpty();
  }

  @Test
  void imagesMayBeLargerThanOtherBodies() {
    var large = PRINT.replace("iVBORw0KGgo=", "A".repeat(400_000));
    print("large", large).then().statusCode(200);
    print("huge", PRINT.replace("iVBORw0KGgo=", "A".repeat(1_100_000)))
        .then()
        .statusCode(413)
        .body("code", equalTo("body_too_large"));
    merchant.place(large).then().statusCode(413);
  }

  @Test
  void howDocumentsStandIsShownInTheOrder() {
    merchant.get(order).then().body("", not(hasKey("prints")));
    long version = 1;
    for (int i = 0; i < 12; i++) {
      changed(++version, "print_00000000000000" + (10 + i), PrintStatus.PRINTED, null);
    }
    changed(++version, "print_0000000000000021", PrintStatus.FAILED, "paper_out");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                merchant
                    .get(order)
                    .then()
                    .body("prints", hasSize(10))
                    .body("prints[0].id", equalTo("print_0000000000000012"))
                    .body("prints[0].status", equalTo("printed"))
                    .body("prints[0]", not(hasKey("reason")))
                    .body("prints[9].status", equalTo("failed"))
                    .body("prints[9].reason", equalTo("paper_out")));
  }

  private static String receipt(String body) {
    return body.replace("\"visible\": true", "\"visible\": true, \"print_order_receipt\": true");
  }

  private String placed(String body) {
    return merchant.place(body).then().statusCode(200).extract().path("id");
  }

  private void changed(long version, String id, PrintStatus status, @Nullable String reason) {
    var news =
        new PrintJobChanged(
            id, merchant.terminal(), merchant.account(), merchant.serial(), order, status, reason);
    log.publish(
        merchant.terminal(), EventLog.terminalEvent("terminal.print_job_changed", version, news));
  }

  private void wrong(String body, String field) {
    print("wrong", body).then().statusCode(400).body("errors", hasKey(field));
  }

  private Response print(String key, String body) {
    return merchant.pdv().header("Idempotency-Key", key).body(body).post(path(order));
  }

  private static String path(String order) {
    return "/PosConnect/v1/orders/" + order + "/prints/";
  }
}
