package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.charge.commands.v1.AuthorizeOnlinePayment;
import dev.connectpos.charge.commands.v1.CancelPayment;
import dev.connectpos.charge.commands.v1.ChargeCommand;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments over the API (O12), with the acquirer's part played by the test. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(FakeAcquirer.class)
class OnlineIT {
  private static final String ORDERS = "/core/v5/orders";
  private static final String CHARGES = "/core/v5/charges";

  @Inject AgroalDataSource database;

  private final ExecutorService pdv = Executors.newVirtualThreadPerTaskExecutor();
  private EventLog log;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.withoutTerminal("test");
  }

  @AfterEach
  void closeLog() {
    pdv.shutdownNow();
    log.close();
  }

  @Test
  void cardIsChargedAndTheOrderClosesByItself() throws Exception {
    var answer = call(() -> place("k", order(1990, byCard(number("10")))));
    var payment = presented(1).getFirst();
    var command = commands(payment, 1).getFirst();
    var asked = (AuthorizeOnlinePayment) command.getPayload();
    assertThat(command.getAggregateVersion()).isEqualTo(1);
    assertThat(asked.getCardReference()).isEqualTo("ref_" + payment);
    assertThat(asked.getAmountMinor()).isEqualTo(1990);
    log.publish(payment, messages(payment, asked.getOrderId()).captured(1, 1990));
    var body = answer.get().then().statusCode(200).extract().asString();
    assertThat(body).doesNotContain("null", "poi_payment_settings", "terminal_status");
    place("k", order(1990, byCard(number("10"))))
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body(equalTo(body));
    merchant
        .get(asked.getOrderId())
        .then()
        .body("status", equalTo("paid"))
        .body("closed", equalTo(true))
        .body("paid_amount", equalTo(1990))
        .body("charges", hasSize(1))
        .body("charges[0].status", equalTo("paid"))
        .body("charges[0].payment_method", equalTo("credit_card"))
        .body("charges[0].last_transaction.status", equalTo("captured"))
        .body("charges[0].last_transaction.transaction_type", equalTo("credit_card"))
        .body("charges[0].last_transaction.success", equalTo(true))
        .body("charges[0].last_transaction.acquirer_nsu", equalTo("32712345678901"))
        .body("charges[0].last_transaction.acquirer_auth_code", equalTo("051659"))
        .body("charges[0].last_transaction.card.last_four_digits", matchesPattern("\\d\\d10"))
        .body("charges[0].last_transaction.card.exp_year", equalTo(2030));
    assertThat(presented(1)).hasSize(1);
    assertThat(types(asked.getOrderId(), 4))
        .containsExactly("order.placed", "charge.created", "charge.paid", "order.closed");
    var placed = (OrderPlaced) log.ofOrder(asked.getOrderId()).getFirst().getPayload();
    assertThat(placed.getMode()).isEqualTo(OrderMode.ONLINE);

    var charge = merchant.get(asked.getOrderId()).<String>path("charges[0].id");
    var cancel = call(() -> merchant.pdv().delete(CHARGES + "/" + charge));
    var second = commands(payment, 2).getLast();
    assertThat(second.getAggregateVersion()).isEqualTo(2);
    var request = ((CancelPayment) second.getPayload()).getRequestId();
    log.publish(payment, messages(payment, asked.getOrderId()).voided(2, request, 1990));
    cancel
        .get()
        .then()
        .statusCode(200)
        .body("status", equalTo("canceled"))
        .body("last_transaction.status", equalTo("voided"));
    merchant.get(asked.getOrderId()).then().body("status", equalTo("paid"));
    merchant
        .pdv()
        .get(CHARGES + "?payment_method=credit_card")
        .then()
        .body("paging.total", equalTo(1));
    merchant.pdv().get(CHARGES + "?payment_method=cash").then().body("paging.total", equalTo(0));
  }

  @Test
  void declinedCardIsNoHttpError() throws Exception {
    var answer = call(() -> place(null, order(1990, byCard(number("10")))));
    var payment = presented(1).getFirst();
    var order = orderOf(payment);
    log.publish(payment, messages(payment, order).declined(1, 1990));
    answer
        .get()
        .then()
        .statusCode(200)
        .body("status", equalTo("failed"))
        .body("charges[0].status", equalTo("failed"))
        .body("charges[0].last_transaction.abecs_code", equalTo("51"))
        .body("charges[0].paid_amount", nullValue())
        .body("charges[0].last_transaction.status", equalTo("not_authorized"))
        .body("charges[0].last_transaction.acquirer_return_code", equalTo("1016"))
        .body("charges[0].last_transaction.acquirer_message", equalTo("Saldo insuficiente"))
        .body("charges[0].last_transaction.success", equalTo(false));
    assertThat(types(order, 4))
        .containsExactly("order.placed", "charge.created", "charge.payment_failed", "order.closed");
    merchant.pdv().get(CHARGES + "?status=failed").then().body("paging.total", equalTo(1));
  }

  @Test
  void repeatWaitsForWhatTheFirstCallDidNotLearnInTime() throws Exception {
    place("k", order(1990, byCard(number("10"))))
        .then()
        .statusCode(200)
        .body("status", equalTo("pending"))
        .body("closed", equalTo(true))
        .body("closed_at", nullValue())
        .body("charges[0].status", equalTo("processing"));
    var again = call(() -> place("k", order(1990, byCard(number("10")))));
    var payment = presented(1).getFirst();
    log.publish(payment, messages(payment, orderOf(payment)).confirmed(1, 1990));
    again
        .get()
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body("status", equalTo("pending"))
        .body("charges[0].status", equalTo("pending"))
        .body("charges[0].last_transaction.status", equalTo("authorized_pending_capture"));
    assertThat(presented(1)).hasSize(1);
    assertThat(commands(payment, 1)).hasSize(1);
  }

  @Test
  void callsWithOneKeyAtOnceChargeOnce() throws Exception {
    var body = order(1990, byCard(number("10")));
    var first = call(() -> place("k", body));
    var second = call(() -> place("k", body));
    var order =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> merchant.pdv().get(ORDERS).<String>path("data[0].id"),
                found -> found != null);
    var payment = merchant.get(order).<String>path("charges[0].payment_id");
    log.publish(payment, messages(payment, order).captured(1, 1990));
    assertThat(first.get().<String>path("id")).isEqualTo(order);
    assertThat(second.get().<String>path("id")).isEqualTo(order);
    merchant.pdv().get(ORDERS).then().body("paging.total", equalTo(1));
    assertThat(commands(payment, 1)).hasSize(1);
    for (String presented : presented(1)) {
      assertThat(log.ofPayment(presented)).hasSize(presented.equals(payment) ? 1 : 0);
    }
  }

  /** A token is used up by whoever presents it first, and that may be the call that is slow. */
  @Test
  void tokenOfASlowCallIsChargedOnceAndItsRepeatIsAnsweredTheSame() throws Exception {
    var body = order(1990, "\"card_token\": \"token_slow%s\"".formatted(merchant.account()));
    var first = call(() -> place("k", body));
    var second = call(() -> place("k", body));
    var order = onlyOrder();
    var payment = merchant.get(order).<String>path("charges[0].payment_id");
    log.publish(payment, messages(payment, order).captured(1, 1990));
    for (var answer : List.of(first, second)) {
      answer.get().then().statusCode(200).body("id", equalTo(order));
    }
    merchant.pdv().get(ORDERS).then().body("paging.total", equalTo(1));
    assertThat(presented(2)).containsExactly(payment, payment);
    assertThat(commands(payment, 1)).hasSize(1);
  }

  @Test
  void repeatThatFindsItsTokenUsedGoesOnWithWhatUsedIt() throws Exception {
    var token = "token_used" + merchant.account();
    var body = order(1990, "\"card_token\": \"%s\"".formatted(token));
    var first = call(() -> place("k", body));
    var second = call(() -> place("k", body));
    var order = onlyOrder();
    tell(token);
    var payment = merchant.get(order).<String>path("charges[0].payment_id");
    log.publish(payment, messages(payment, order).captured(1, 1990));
    for (var answer : List.of(first, second)) {
      answer.get().then().statusCode(200).body("id", equalTo(order));
    }
    merchant.pdv().get(ORDERS).then().body("paging.total", equalTo(1));
  }

  @Test
  void tokenOfAnotherKeyIsUsedUp() throws Exception {
    var body = order(1990, "\"card_token\": \"token_%s\"".formatted(merchant.account()));
    var first = call(() -> place("k", body));
    var order = onlyOrder();
    place("l", body).then().statusCode(422);
    place(null, body).then().statusCode(422);
    var payment = merchant.get(order).<String>path("charges[0].payment_id");
    log.publish(payment, messages(payment, order).captured(1, 1990));
    first.get().then().statusCode(200).body("id", equalTo(order));
  }

  @Test
  void tokenOfAnAddedChargeIsAnsweredTheSame() throws Exception {
    var order = open(1990);
    var payment = card("\"card_token\": \"token_used%s\"".formatted(merchant.account()));
    var first = call(() -> add("k", order, 1990, payment));
    var second = call(() -> add("k", order, 1990, payment));
    var id =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> merchant.get(order).<String>path("charges[0].payment_id"),
                found -> found != null);
    tell("token_used" + merchant.account());
    log.publish(id, messages(id, order).captured(1, 1990));
    for (var answer : List.of(first, second)) {
      answer.get().then().statusCode(200).body("payment_id", equalTo(id));
    }
  }

  private String onlyOrder() {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> merchant.pdv().get(ORDERS).<String>path("data[0].id"), found -> found != null);
  }

  private static void tell(String token) {
    given().get(acquirer() + "/told/" + token).then().statusCode(200);
  }

  private static String acquirer() {
    return ConfigProvider.getConfig().getValue("connect.acquirer.url", String.class);
  }

  @Test
  void nothingIsKeptOfACardThatIsNotTaken() {
    var before = new Tables(database).sizes();
    var path = "errors.'order.payments[0].credit_card.";
    place("k", order(1990, byCard(number("01"))))
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid_card"))
        .body(path + "card.number'", hasSize(1));
    place("k", order(1990, "\"card_id\": \"card_missing\""))
        .then()
        .statusCode(422)
        .body(path + "card_id'", hasSize(1));
    place("k", order(1990, "\"card_token\": \"token_missing\""))
        .then()
        .statusCode(422)
        .body(path + "card_token'", hasSize(1));
    place("k", order(1990, byCard(number("02"))))
        .then()
        .statusCode(503)
        .body("code", equalTo("service_unavailable"));
    place("k", order(1990, byCard(number("10")) + ", \"statement_descriptor\": \"AURORA\""))
        .then()
        .statusCode(422)
        .body(path + "statement_descriptor'", hasSize(1));
    assertThat(new Tables(database).sizes()).isEqualTo(before);
  }

  @Test
  void chargesAreAddedInCashAndByCardUntilThePdvCloses() throws Exception {
    var order = open(3000);
    var charge =
        add(order, 1000, "\"payment_method\": \"cash\", \"cash\": {\"description\": \"Caixa 1\"}")
            .then()
            .statusCode(200)
            .body("status", equalTo("pending"))
            .body("payment_method", equalTo("cash"))
            .body("outside_acquirer", equalTo(true))
            .extract()
            .<String>path("id");
    add(order, 2001, card("\"card_id\": \"card_1\""))
        .then()
        .statusCode(412)
        .body("code", equalTo("amount_above_what_is_owed"));
    merchant
        .pdv()
        .body("{\"description\": \"Caixa 2\", \"Amount\": 1000, \"Code\": \"REC-1\"}")
        .post(CHARGES + "/" + charge + "/confirm-payment")
        .then()
        .statusCode(200)
        .body("status", equalTo("paid"))
        .body("code", equalTo("REC-1"))
        .body("last_transaction.description", equalTo("Caixa 2"));

    var answer = call(() -> add(order, 2000, card("\"card_id\": \"card_1\"")));
    var failing = presented(1).getFirst();
    commands(failing, 1);
    log.publish(failing, messages(failing, order).declined(1, 2000));
    var failed =
        answer
            .get()
            .then()
            .statusCode(200)
            .body("status", equalTo("failed"))
            .extract()
            .<String>path("id");
    var again = call(() -> merchant.pdv().post(CHARGES + "/" + failed + "/retry"));
    var payment = presented(2).getLast();
    commands(payment, 1);
    log.publish(payment, messages(payment, order).captured(1, 2000));
    again
        .get()
        .then()
        .statusCode(200)
        .body("id", equalTo(failed))
        .body("status", equalTo("paid"))
        .body("payment_id", equalTo(payment));
    merchant
        .pdv()
        .get(CHARGES + "/" + failed + "/transactions")
        .then()
        .body("data", hasSize(2))
        .body("data[0].status", equalTo("captured"))
        .body("data[1].status", equalTo("not_authorized"));
    merchant
        .pdv()
        .post(CHARGES + "/" + failed + "/retry")
        .then()
        .statusCode(412)
        .body("code", equalTo("charge_has_not_failed"));
    merchant.close(order, "paid").then().statusCode(200).body("paid_amount", equalTo(3000));
    add(order, 1, "\"payment_method\": \"cash\"")
        .then()
        .statusCode(412)
        .body("code", equalTo("order_already_closed"));
    assertThat(log.ofPayment(merchant.pdv().get(CHARGES + "/" + charge).path("payment_id")))
        .isEmpty();
  }

  @Test
  void ordersForTerminalsTakeNoChargesAndOthersTakeNoPlace() {
    var shop = Merchant.open(log);
    var order = shop.placed(1990);
    shop.pdv()
        .body(
            "{\"order_id\": \"%s\", \"amount\": 1, \"payment\": {\"payment_method\": \"cash\"}}"
                .formatted(order))
        .post(CHARGES)
        .then()
        .statusCode(412)
        .body("code", equalTo("order_paid_on_terminals"));
    for (int i = 0; i < 31; i++) {
      open(100);
    }
    merchant
        .pdv()
        .body(order(500, null).replace("\"payments\"", "\"x\""))
        .post(ORDERS)
        .then()
        .statusCode(422);
  }

  @Test
  void cardIsNowhere() throws Exception {
    var number = number("10");
    var cvv = "9" + ThreadLocalRandom.current().nextInt(10) + "73";
    var lines = new ConcurrentLinkedQueue<String>();
    var handler = capture(lines);
    Logger.getLogger("").addHandler(handler);
    try {
      var answer = call(() -> place("k", order(1990, byCard(number, cvv))));
      var payment = presented(1).getFirst();
      var order = orderOf(payment);
      log.publish(payment, messages(payment, order).captured(1, 1990));
      assertThat(answer.get().asString()).doesNotContain(number);
      var wrong = order(1990, byCard(number, cvv)).replace("\"amount\": 1990", "\"amount\": -5");
      place(null, wrong).then().statusCode(422).body("request", not(nullValue()));
      assertThat(place(null, wrong).asString())
          .doesNotContain(number, cvv)
          .contains(number.substring(0, 6) + "****" + number.substring(number.length() - 4));
      place(null, order(1990, byCard(number, cvv)) + "}").then().statusCode(400);
      place(null, order(1990, byCard(number.substring(0, 14) + "02", cvv))).then().statusCode(503);
      assertThat(rowsWith(number)).isZero();
      assertThat(rowsWith("\"" + cvv + "\"")).isZero();
      assertThat(log.ofOrder(order).toString()).doesNotContain(number);
      assertThat(log.ofPayment(payment).toString()).doesNotContain(number);
      assertThat(String.join("\n", lines))
          .contains("acquirer-service answered 500")
          .doesNotContain(number, number.substring(0, 14));
      // What is planted is found.
      open(100, number);
      assertThat(rowsWith(number)).isPositive();
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }
  }

  private static Handler capture(ConcurrentLinkedQueue<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getMessage() + " " + List.of(orNone(line)) + " " + line.getThrown());
      }

      private Object[] orNone(LogRecord line) {
        return line.getParameters() == null ? new Object[0] : line.getParameters();
      }

      @Override
      public void flush() {
        // Nothing is held.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  /** Rows of any table with the text in them, as text or in the bytes of a message. */
  private long rowsWith(String text) {
    var tables = new Tables(database);
    var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    long rows = 0;
    for (String table : tables.names()) {
      rows +=
          tables.count(
              "SELECT count(*) FROM \"%s\" t WHERE t::text LIKE '%%%s%%' OR t::text LIKE '%%%s%%'"
                  .formatted(table, text, hex));
    }
    return rows;
  }

  /** Made up at run time, for none may stand in a file. */
  private static String number(String end) {
    return "4000%010d".formatted(ThreadLocalRandom.current().nextLong(10_000_000_000L)) + end;
  }

  private static String byCard(String number) {
    return byCard(number, "123");
  }

  private static String byCard(String number, String cvv) {
    return """
        "card": {"number": "%s", "holder_name": "ANA B", "exp_month": 12, "exp_year": 2030,
          "cvv": "%s"}
        """
        .formatted(number, cvv);
  }

  private static String card(String credit) {
    return "\"payment_method\": \"credit_card\", \"credit_card\": {" + credit + "}";
  }

  private static String order(long minor, @Nullable String credit) {
    return """
        {"code": "WEB-1", "customer": {"name": "Ana"},
         "items": [{"amount": %d, "description": "Camiseta", "quantity": 1}],
         "payments": [{%s}]}
        """
        .formatted(minor, credit == null ? "" : card(credit));
  }

  private String open(long minor) {
    return open(minor, "WEB-2");
  }

  private String open(long minor, String code) {
    var body =
        order(minor, null)
            .replace("\"payments\": [{}]", "\"closed\": false")
            .replace("WEB-1", code);
    return merchant.place(body).then().statusCode(200).extract().path("id");
  }

  private Response place(@Nullable String key, String body) {
    var request = merchant.pdv().body(body);
    return (key == null ? request : request.header("Idempotency-Key", key)).post(ORDERS);
  }

  private Response add(String order, long minor, String payment) {
    return add(null, order, minor, payment);
  }

  private Response add(@Nullable String key, String order, long minor, String payment) {
    var request = merchant.pdv();
    return (key == null ? request : request.header("Idempotency-Key", key))
        .body(
            "{\"order_id\": \"%s\", \"amount\": %d, \"payment\": {%s}}"
                .formatted(order, minor, payment))
        .post(CHARGES);
  }

  private Future<Response> call(Callable<Response> call) {
    return pdv.submit(call);
  }

  private PaymentMessages messages(String payment, String order) {
    return new PaymentMessages(payment, order, merchant.account());
  }

  /** The payments that the acquirer was shown a card for. */
  private List<String> presented(int atLeast) {
    var url = acquirer();
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                List.of(given().get(url + "/payments/" + merchant.account()).asString().split(",")),
            found -> found.size() >= atLeast && !found.getFirst().isEmpty());
  }

  private String orderOf(String payment) {
    return ((AuthorizeOnlinePayment) commands(payment, 1).getFirst().getPayload()).getOrderId();
  }

  private List<ChargeCommand> commands(String payment, int count) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.ofPayment(payment), found -> found.size() >= count);
  }

  private List<String> types(String order, int count) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.ofOrder(order), found -> found.size() >= count)
        .stream()
        .map(OrderEvent::getType)
        .toList();
  }
}
