package dev.connectpos.terminal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.terminal.application.PrintDocuments;
import dev.connectpos.terminal.events.v1.PrintJobChanged;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents that order-service hands in for a PDV, to paper (O10, T8). */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class PrintIT {
  private static final AtomicInteger PRINTS = new AtomicInteger();

  @Inject EventLog log;
  @Inject Tables tables;
  @Inject PrintDocuments prints;

  private Shop shop;
  private byte[] picture = new byte[0];

  @BeforeEach
  void openShop() {
    shop = Shop.open(log);
    allow(shop, true);
    picture = Pictures.of("png", 384, 300);
  }

  @Test
  void documentIsPrintedAndEveryStepIsStated() throws IOException {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = place(shop);
      terminal.next("order.show");
      String print = newPrint();
      put(print, body(shop, order)).statusCode(200).body("status", equalTo("queued"));
      JsonNode start = terminal.next("print.start");
      assertThat(start.path("print_id").asText()).isEqualTo(print);
      assertThat(start.path("order_id").asText()).isEqualTo(order);
      assertThat(start.path("document").asText()).isEqualTo("nfe");
      assertThat(start.path("width").asInt()).isEqualTo(384);
      // Noise of this size needs more than one frame.
      assertThat(start.path("chunks").asInt()).isGreaterThan(1);
      assertThat(image(terminal, start)).isEqualTo(picture);
      put(print, body(shop, order)).statusCode(200).body("status", equalTo("printing"));
      terminal.send(printed(print));
      await().until(() -> status(print).equals("PRINTED"));
      put(print, body(shop, order)).statusCode(200).body("status", equalTo("printed"));
      terminal.send(printed(print));
      terminal.send(failed(print, "paper_out")); // Too late, and nothing is said of it.
      terminal.send(failed("print_other", "paper_out"));
      terminal.nextError("unknown_print");
      assertThat(status(print)).isEqualTo("PRINTED");
      assertThat(images(print)).isZero();
      assertStated(print, "QUEUED", "PRINTING", "PRINTED");
    }
  }

  @Test
  void paperThatIsOutIsStatedAndAnotherDocumentMayFollow() throws IOException {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = place(shop);
      terminal.next("order.show");
      String first = newPrint();
      put(first, body(shop, order)).statusCode(200);
      image(terminal, terminal.next("print.start"));
      String second = newPrint();
      put(second, body(shop, order)).statusCode(409).body("code", equalTo("print_in_progress"));
      terminal.send(failed(first, "paper_out"));
      await().until(() -> status(first).equals("FAILED"));
      put(second, body(shop, order)).statusCode(200);
      image(terminal, terminal.next("print.start"));
      assertStated(first, "QUEUED", "PRINTING", "FAILED paper_out");
    }
  }

  @Test
  void documentIsSentAgainToTheNextSessionUntilItIsAnsweredFor() throws IOException {
    String order = place(shop);
    await().until(() -> tables.order(order).equals("SHOWING"));
    String print = newPrint();
    put(print, body(shop, order)).statusCode(200);
    try (TestTerminal terminal = shop.connectIdle()) {
      image(terminal, terminal.next("print.start"));
      terminal.cut();
    }
    try (TestTerminal terminal = shop.connectIdle()) {
      assertThat(image(terminal, terminal.next("print.start"))).isEqualTo(picture);
      terminal.send(failed(print, "interrupted"));
      await().until(() -> status(print).equals("FAILED"));
    }
    try (TestTerminal terminal = shop.connectIdle()) {
      terminal.send(Shop.list(""));
      terminal.next("order.listed"); // And nothing to print before it.
    }
    assertStated(print, "QUEUED", "PRINTING", "FAILED interrupted");
  }

  @Test
  void documentThatNobodyTakesOrAnswersForFailsInTime() throws IOException {
    String order = place(shop);
    await().until(() -> tables.order(order).equals("SHOWING"));
    String untaken = newPrint();
    put(untaken, body(shop, order)).statusCode(200);
    runOut(untaken);
    await().until(() -> status(untaken).equals("FAILED"));
    assertThat(images(untaken)).isZero();
    try (TestTerminal terminal = shop.connectIdle()) {
      String unanswered = newPrint();
      put(unanswered, body(shop, order)).statusCode(200);
      image(terminal, terminal.next("print.start"));
      runOut(unanswered);
      await().until(() -> status(unanswered).equals("FAILED"));
      terminal.send(printed(unanswered)); // Too late.
      assertStated(unanswered, "QUEUED", "PRINTING", "FAILED unanswered");
    }
    assertStated(untaken, "QUEUED", "FAILED terminal_offline");
  }

  @Test
  void listedOrderIsPrintedWhereItWasPaid() throws IOException {
    Shop one = Shop.openListed(log);
    Shop other = one.secondTerminal();
    allow(one, true);
    String order = one.newOrder();
    log.orderPlaced(EventLog.listed(order, one.account).setPrintOrderReceipt(true));
    await().until(() -> tables.order(order).equals("LISTED"));
    put(newPrint(), body(one, order)).statusCode(412).body("code", equalTo("no_terminal"));
    try (TestTerminal terminal = other.connectIdle()) {
      terminal.send(Shop.act("pick", order));
      terminal.nextOrder();
      other.pay(terminal, order, 1990);
      terminal.next("order.withdraw");
      put(newPrint(), body(one, order)).statusCode(200);
      image(terminal, terminal.next("print.start"));
    }
  }

  @Test
  void onlyWhatMayBePrintedIsTaken() {
    String order = place(shop);
    String quiet = shop.placeOrder();
    await().until(() -> !tables.order(quiet).equals("UNKNOWN"));
    await().until(() -> !tables.order(order).equals("UNKNOWN"));
    put(newPrint(), body(shop, quiet))
        .statusCode(412)
        .body("code", equalTo("printing_not_enabled"));
    put(newPrint(), body(shop, "or_none")).statusCode(404).body("code", equalTo("order_not_found"));
    put(newPrint(), body(Shop.open(log), order))
        .statusCode(404)
        .body("code", equalTo("order_not_found"));
    allow(shop, false);
    put(newPrint(), body(shop, order))
        .statusCode(412)
        .body("code", equalTo("printing_not_enabled"));
    allow(shop, true);
    put(newPrint(), with(order, "size_h", 400))
        .statusCode(422)
        .body("code", equalTo("invalid_image"))
        .body("field", equalTo("size_h"));
    put(newPrint(), with(order, "content", "AAAA"))
        .statusCode(422)
        .body("field", equalTo("content"));
    put(newPrint(), with(order, "format", "gif"))
        .statusCode(422)
        .body("code", equalTo("invalid_field"));
    put("print_x", body(shop, order)).statusCode(422).body("field", equalTo("print_id"));
    given()
        .contentType("application/json")
        .body(body(shop, order))
        .put("/internal/v1/print-jobs/" + newPrint())
        .then()
        .statusCode(401);
    assertThat(tables.count("select count(*) from print_job where account_id = ?", shop.account))
        .isZero();
  }

  @Test
  void idStandsForOneDocument() {
    String order = place(shop);
    await().until(() -> tables.order(order).equals("SHOWING"));
    String print = newPrint();
    put(print, body(shop, order)).statusCode(200);
    put(print, with(order, "type", "CUPOM"))
        .statusCode(409)
        .body("code", equalTo("print_with_different_contents"));
    put(print, body(shop, order)).statusCode(200);
  }

  @Test
  void sameRequestManyTimesAtOnceIsOneDocument() throws Exception {
    String order = place(shop);
    await().until(() -> tables.order(order).equals("SHOWING"));
    String print = newPrint();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 8; i++) {
        // Half of them the same document, half of them others.
        String id = i % 2 == 0 ? print : newPrint();
        answers.add(threads.submit(() -> put(id, body(shop, order)).extract().statusCode()));
      }
      assertThat(answers).extracting(PrintIT::get).containsOnly(200, 409);
    }
    assertThat(
            tables.count(
                "select count(*) from print_job where terminal_id = ? and ended_at is null",
                shop.terminal))
        .isOne();
  }

  @Test
  void documentIsForgottenAMonthAfterItsEnd() {
    String order = place(shop);
    await().until(() -> tables.order(order).equals("SHOWING"));
    String print = newPrint();
    put(print, body(shop, order)).statusCode(200);
    runOut(print);
    await().until(() -> status(print).equals("FAILED"));
    prints.forget();
    assertThat(status(print)).isEqualTo("FAILED");
    tables.text(
        "update print_job set ended_at = ended_at - interval '31 days' where id = ? returning id",
        print);
    prints.forget();
    assertThat(status(print)).isEqualTo("0");
  }

  private String place(Shop at) {
    String order = at.newOrder();
    log.orderPlaced(
        EventLog.order(order, at.account)
            .setTerminalSerials(List.of(at.serial))
            .setPrintOrderReceipt(true));
    return order;
  }

  private static String newPrint() {
    return "print_%016d".formatted(PRINTS.incrementAndGet());
  }

  private Map<String, Object> body(Shop at, String order) {
    return Map.of(
        "account_id",
        at.account,
        "order_id",
        order,
        "type",
        "NFE",
        "size_v",
        300,
        "size_h",
        384,
        "format",
        "png",
        "content",
        Pictures.base64(picture));
  }

  private Map<String, Object> with(String order, String field, Object value) {
    var body = new HashMap<>(body(shop, order));
    body.put(field, value);
    return body;
  }

  private static ValidatableResponse put(String print, Map<String, Object> body) {
    return given()
        .header("Authorization", "Bearer test-internal-token")
        .contentType("application/json")
        .body(body)
        .put("/internal/v1/print-jobs/" + print)
        .then();
  }

  private static void allow(Shop at, boolean enabled) {
    given()
        .header("Authorization", "Bearer test-admin-token")
        .contentType("application/json")
        .body(Map.of("enabled", enabled))
        .put("/terminal/v1/accounts/" + at.account + "/printing")
        .then()
        .statusCode(200)
        .body("enabled", equalTo(enabled));
  }

  private static byte[] image(TestTerminal terminal, JsonNode start) throws IOException {
    var image = new ByteArrayOutputStream();
    for (int i = 0; i < start.path("chunks").asInt(); i++) {
      JsonNode part = terminal.next("print.data");
      assertThat(part.path("index").asInt()).isEqualTo(i);
      assertThat(part.toString().length()).isLessThan(64 * 1024);
      image.writeBytes(Base64.getDecoder().decode(part.path("data").asText()));
    }
    assertThat(image.size()).isEqualTo(start.path("bytes").asInt());
    return image.toByteArray();
  }

  private static String printed(String print) {
    return "{\"type\":\"print.result\",\"print_id\":\"%s\",\"status\":\"printed\"}"
        .formatted(print);
  }

  private static String failed(String print, String reason) {
    return "{\"type\":\"print.result\",\"print_id\":\"%s\",\"status\":\"failed\",\"reason\":\"%s\"}"
        .formatted(print, reason);
  }

  private String status(String print) {
    return tables.text("select status from print_job where id = ?", print);
  }

  private long images(String print) {
    return tables.count("select count(*) from print_image where print_id = ?", print);
  }

  private void runOut(String print) {
    tables.text(
        "update print_job set answer_by = now() - interval '1 second' where id = ? returning id",
        print);
  }

  private void assertStated(String print, String... steps) {
    await().untilAsserted(() -> assertThat(stated(print)).containsExactly(steps));
  }

  private List<String> stated(String print) {
    return log.eventsOf(shop.terminal).stream()
        .map(event -> event.getPayload())
        .filter(PrintJobChanged.class::isInstance)
        .map(PrintJobChanged.class::cast)
        .filter(changed -> changed.getPrintId().equals(print))
        .map(
            changed ->
                changed.getStatus()
                    + (changed.getReason() == null ? "" : " " + changed.getReason()))
        .toList();
  }

  private static int get(Future<Integer> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
