package dev.connectpos.terminal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An account with one paired terminal, its own in every test. */
final class Shop {
  private static final AtomicInteger SHOPS = new AtomicInteger();
  private static final String ADMIN = "Bearer test-admin-token";

  private final AtomicInteger orders = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final EventLog log;
  final String account;
  final String serial;
  final String terminal;
  final String credential;

  private Shop(EventLog log, String account, String serial, String mode) {
    this(log, account, serial, pairing -> register(account, pairing.code(), mode));
  }

  private Shop(
      EventLog log,
      String account,
      String serial,
      Function<Pairing, ValidatableResponse> registration) {
    this.log = log;
    this.account = account;
    this.serial = serial;
    Pairing pairing = requestPairing(serial);
    terminal = registration.apply(pairing).statusCode(201).extract().path("id");
    credential = progress(pairing).statusCode(200).extract().path("device_credential");
  }

  /** A new terminal in the place of this one. */
  Shop replacement() {
    return new Shop(log, account, newSerial(), pairing -> replace(pairing.code()));
  }

  ValidatableResponse replace(String code) {
    return given()
        .header("Authorization", ADMIN)
        .contentType("application/json")
        .body(Map.of("pairing_code", code))
        .post("/terminal/v1/terminals/" + terminal + "/replacement")
        .then();
  }

  /** The account's administrative password is set. */
  void adminPassword(String password) {
    given()
        .header("Authorization", ADMIN)
        .contentType("application/json")
        .body(Map.of("password", password))
        .put("/terminal/v1/accounts/" + account + "/admin-password")
        .then()
        .statusCode(204);
  }

  /** Types the administrative password, which must be the right one. */
  static void unlock(TestTerminal on, String password) {
    on.send("{\"type\":\"admin.unlock\",\"password\":\"" + password + "\"}");
    on.next("admin.unlocked");
  }

  /** Sells an amount that was typed, to the end. */
  EventLog.Attempt sell(TestTerminal on, long amount) {
    EventLog.Attempt sale = startSale(on, amount);
    log.authorized(sale);
    on.nextResult("approved");
    confirm(on, sale);
    log.captured(sale);
    on.nextResult("captured");
    return sale;
  }

  static String cancel(String cancelId, EventLog.Attempt sale, long amount, String data) {
    return """
    {"type":"sale.cancel","cancel_id":"%s","payment_id":"%s","amount_minor":%d,"currency":"BRL",
     "entry_mode":"chip","card":{"ksn":"123456789012345600000001","iv":"AAAAAAAAAAAAAAAA","data":"%s"}}
    """
        .formatted(cancelId, sale.payment(), amount, data);
  }

  static Shop open(EventLog log) {
    return new Shop(log, newAccount(log), newSerial(), "direct");
  }

  /** A shop whose terminal lists orders. */
  static Shop openListed(EventLog log) {
    return new Shop(log, newAccount(log), newSerial(), "listed");
  }

  /** The same account with one more terminal. */
  Shop secondTerminal() {
    return new Shop(log, account, newSerial(), "listed");
  }

  static String newSerial() {
    return "EMU-%05d".formatted(SHOPS.incrementAndGet());
  }

  /** An account that this service has heard of. */
  static String newAccount(EventLog log) {
    String account = "acc_" + SHOPS.incrementAndGet();
    log.accountOpened(account);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !register(account, "AAAAAA").extract().path("code").equals("unknown_account"));
    return account;
  }

  record Pairing(String id, String code, String secret) {}

  static Pairing requestPairing(String serial) {
    var response =
        given()
            .header("X-Forwarded-For", address(serial))
            .contentType("application/json")
            .body(Map.of("serial_number", serial, "model", "EMULATOR", "app_version", "1.0.0"))
            .post("/terminal/v1/pairings")
            .then()
            .statusCode(201)
            .extract();
    return new Pairing(
        response.path("pairing_id"), response.path("code"), response.path("pairing_secret"));
  }

  /** An address of its own: how many pairings one may begin is limited. */
  private static String address(String serial) {
    int number = Integer.parseInt(serial.substring(serial.length() - 5));
    return "10.0.%d.%d".formatted(number / 250, number % 250 + 1);
  }

  static ValidatableResponse register(String account, String code) {
    return register(account, code, "direct");
  }

  static ValidatableResponse register(String account, String code, String mode) {
    return given()
        .header("Authorization", ADMIN)
        .contentType("application/json")
        .body(Map.of("account_id", account, "pairing_code", code, "mode", mode))
        .post("/terminal/v1/terminals")
        .then();
  }

  static ValidatableResponse progress(Pairing pairing) {
    return given()
        .header("Authorization", "Bearer " + pairing.secret())
        .get("/terminal/v1/pairings/" + pairing.id())
        .then();
  }

  ValidatableResponse shown() {
    return given()
        .header("Authorization", ADMIN)
        .get("/terminal/v1/terminals/" + terminal)
        .then()
        .statusCode(200);
  }

  TestTerminal connect() {
    return TestTerminal.connect(RestAssured.port, credential);
  }

  /** Connects and reads the welcome. */
  TestTerminal connectIdle() {
    TestTerminal connected = connect();
    connected.next("welcome");
    return connected;
  }

  String placeOrder() {
    String order = newOrder();
    log.orderPlaced(order, account, serial);
    return order;
  }

  /** A listed order for every terminal of the account. */
  String placeListed() {
    String order = newOrder();
    log.orderPlaced(EventLog.listed(order, account));
    return order;
  }

  /** An id that no order has yet. */
  String newOrder() {
    return "or_" + serial + "_" + orders.incrementAndGet();
  }

  /** Starts a payment and waits until it is told to be authorizing. */
  EventLog.Attempt start(TestTerminal on, String order) {
    return start(on, order, 1990);
  }

  EventLog.Attempt start(TestTerminal on, String order, long amount) {
    String attempt = newAttempt();
    on.send(start(order, attempt, amount, Cards.GOOD));
    // What other terminals leave of the order may be shown before.
    JsonNode result = on.nextBut("order.show");
    assertThat(result.path("status").asText()).as("frame %s", result).isEqualTo("authorizing");
    assertThat(result.path("attempt_id").asText()).isEqualTo(attempt);
    return new EventLog.Attempt(
        result.path("payment_id").asText(), order, account, attempt, amount);
  }

  /** Pays to the end. */
  EventLog.Attempt pay(TestTerminal on, String order, long amount) {
    EventLog.Attempt attempt = approve(on, order, amount);
    log.captured(attempt);
    on.nextResult("captured");
    return attempt;
  }

  /** Pays as far as the confirmation. */
  EventLog.Attempt approve(TestTerminal on, String order, long amount) {
    EventLog.Attempt attempt = start(on, order, amount);
    log.authorized(attempt);
    on.nextResult("approved");
    confirm(on, attempt);
    return attempt;
  }

  /** Confirms an approval, and waits until the acquirer is told: what follows is told once then. */
  void confirm(TestTerminal on, EventLog.Attempt attempt) {
    on.send(confirm(attempt.order(), attempt.attempt()));
    log.commandsOf(attempt.attempt(), 2);
  }

  static String list(String filter) {
    return "{\"type\":\"order.list\",\"filter\":\"" + filter + "\"}";
  }

  /** order.pick, order.release, order.reject or order.shown. */
  static String act(String act, String order) {
    return "{\"type\":\"order.%s\",\"order_id\":\"%s\"}".formatted(act, order);
  }

  String newAttempt() {
    return "%s-1.0.0-Ab12Cd-%04d".formatted(serial, attempts.incrementAndGet());
  }

  static String start(String order, String attempt) {
    return start(order, attempt, 1990, Cards.GOOD);
  }

  static String start(String order, String attempt, long amount, String data) {
    return """
    {"type":"payment.start","order_id":"%s","attempt_id":"%s","amount_minor":%d,"currency":"BRL",
     "payment_type":"credit","installments":1,"installment_type":"merchant","entry_mode":"chip",
     "card":{"ksn":"123456789012345600000001","iv":"AAAAAAAAAAAAAAAA","data":"%s"}}
    """
        .formatted(order, attempt, amount, data);
  }

  /** An amount typed on the terminal, without an order. */
  static String sale(String attempt, long amount) {
    return start("", attempt, amount, Cards.GOOD)
        .replace("payment.start", "sale.start")
        .replace("\"order_id\":\"\",", "");
  }

  /** Starts a standalone sale and waits until it is told to be authorizing. */
  EventLog.Attempt startSale(TestTerminal on, long amount) {
    String attempt = newAttempt();
    on.send(sale(attempt, amount));
    JsonNode result = on.nextResult("authorizing");
    assertThat(result.path("attempt_id").asText()).isEqualTo(attempt);
    return new EventLog.Attempt(
        result.path("payment_id").asText(),
        result.path("order_id").asText(),
        account,
        attempt,
        amount);
  }

  static String confirm(String order, String attempt) {
    return "{\"type\":\"payment.confirm\",\"order_id\":\"%s\",\"attempt_id\":\"%s\"}"
        .formatted(order, attempt);
  }

  static String query(String attempt) {
    return "{\"type\":\"payment.query\",\"attempt_id\":\"%s\"}".formatted(attempt);
  }
}
