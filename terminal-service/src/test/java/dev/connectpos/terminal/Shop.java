package dev.connectpos.terminal;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

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

  private Shop(EventLog log, String account, String serial) {
    this.log = log;
    this.account = account;
    this.serial = serial;
    Pairing pairing = requestPairing(serial);
    terminal = register(account, pairing.code()).statusCode(201).extract().path("id");
    credential = progress(pairing).statusCode(200).extract().path("device_credential");
  }

  static Shop open(EventLog log) {
    String account = newAccount(log);
    return new Shop(log, account, newSerial());
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
            .contentType("application/json")
            .body(Map.of("serial_number", serial, "model", "EMULATOR", "app_version", "1.0.0"))
            .post("/terminal/v1/pairings")
            .then()
            .statusCode(201)
            .extract();
    return new Pairing(
        response.path("pairing_id"), response.path("code"), response.path("pairing_secret"));
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
    String order = "or_" + account + "_" + orders.incrementAndGet();
    log.orderPlaced(order, account, serial);
    return order;
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

  static String confirm(String order, String attempt) {
    return "{\"type\":\"payment.confirm\",\"order_id\":\"%s\",\"attempt_id\":\"%s\"}"
        .formatted(order, attempt);
  }

  static String query(String attempt) {
    return "{\"type\":\"payment.query\",\"attempt_id\":\"%s\"}".formatted(attempt);
  }
}
