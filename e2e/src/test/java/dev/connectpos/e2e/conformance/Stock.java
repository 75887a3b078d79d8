package dev.connectpos.e2e.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.e2e.Exchange;
import dev.connectpos.e2e.Shop;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

/**
 * What rules need to be there: orders and charges in every state, each made anew for every rule
 * that names it, by the API and a terminal, as a shop would.
 */
final class Stock {
  /** Pays whatever it is shown, with a card that is approved. */
  static final String PAYING = "CONFPAY1";

  /** The same, with a card of which the amount's cents decide. */
  static final String DECIDING = "CONFPAY2";

  /** Shows what it is sent, and nobody presents a card. */
  static final String IDLE = "CONFIDL1";

  private static final String CASH =
      "{\"payment_method\":\"cash\",\"cash\":{\"description\":\"Balcao\"}}";
  private static final Pattern NAME = Pattern.compile("\\{([a-z_.]+)}");
  private static final AtomicInteger CODES = new AtomicInteger();

  private final Shop shop;
  private final Exchange exchange;
  private final Map<String, String> made = new HashMap<>();

  Stock(Shop shop, Exchange exchange) {
    this.shop = shop;
    this.exchange = exchange;
  }

  /** The text with every {@code {name}} replaced; within one stock a name is one thing. */
  String fill(String text) throws Exception {
    var names = NAME.matcher(text);
    var filled = new StringBuilder();
    while (names.find()) {
      names.appendReplacement(filled, value(names.group(1)));
    }
    return names.appendTail(filled).toString();
  }

  private String value(String name) throws Exception {
    if (!made.containsKey(name)) {
      make(name.contains(".") ? name.substring(0, name.indexOf('.')) : name);
    }
    String value = made.get(name);
    if (value == null) {
      throw new IllegalStateException("no {" + name + "}; there are " + made.keySet());
    }
    return value;
  }

  private void make(String name) throws Exception {
    switch (name) {
      case "account" -> made.put("account", shop.accountId);
      case "serial" -> made.put("serial", IDLE);
      case "code" -> made.put("code", "CONF-" + CODES.incrementAndGet());
      case "open" -> keep("open", shop.order(place(direct(IDLE))));
      case "two" -> keep("two", shop.order(place(ofTwoItems())));
      case "paid" -> keep("paid", paid(direct(PAYING), "charge.paid"));
      case "held" -> keep("held", paid(held(), "charge.pending"));
      case "part" -> keep("part", part());
      case "stuck" -> keep("stuck", stuck());
      case "key" -> made.put("key", shop.anotherKey());
      case "listed" -> keep("listed", shop.order(place(listed())));
      case "closed" -> keep("closed", closed());
      case "online" -> keep("online", made("/core/v5/orders", "@online"));
      case "basket" -> keep("basket", made("/core/v5/orders", "@online payments~ closed=false"));
      case "cash" -> made.put("cash", id(made("/core/v5/charges", "@charge payment=" + CASH)));
      case "declined" -> made.put("declined", declined());
      case "printable" -> keep("printable", printable());
      case "pairing" -> made.put("pairing", pairing(serial()));
      case "terminal" -> terminal();
      case "image" -> made.put("image", image());
      case "public_key" -> made.put("public_key", shop.publicKey());
      case "token" -> made.put("token", id(made("/core/v5/tokens?appId={public_key}", "@token")));
      case "mail" -> made.put("mail", "maria" + CODES.incrementAndGet() + "@example.com");
      case "customer" -> customer();
      case "saved" -> saved();
      case "verified" -> made.put("verified", verified());
      case "payable" -> made.put("payable", payable());
      default -> throw new IllegalStateException("nothing is called {" + name + "}");
    }
  }

  private void keep(String name, JsonNode order) {
    made.put(name, order.path("id").asText());
    made.put(name + ".code", order.path("code").asText());
    made.put(name + ".item", order.path("items").path(0).path("id").asText());
    made.put(name + ".customer", order.path("customer").path("id").asText());
    made.put(name + ".charge", order.path("charges").path(0).path("id").asText());
  }

  private JsonNode paid(Map<String, Object> order, String told) throws Exception {
    String id = place(order);
    shop.sink.next(told, id).get(90, TimeUnit.SECONDS);
    return shop.order(id);
  }

  /** A charge of which a part is captured, with more to follow. */
  private JsonNode part() throws Exception {
    var order = paid(held(), "charge.pending");
    String charge = order.path("charges").path(0).path("id").asText();
    made("/core/v5/charges/" + charge + "/capture", "{\"amount\":2000,\"final\":false}");
    return order;
  }

  /** A charge whose cancellation the network refused once. */
  private JsonNode stuck() throws Exception {
    var order =
        paid(Shop.direct("STOCK-" + CODES.incrementAndGet(), 50_51, DECIDING), "charge.paid");
    String charge = order.path("charges").path(0).path("id").asText();
    var cancel =
        new Exchange.Request(
            "DELETE", "/core/v5/charges/" + charge, shop.key.authorization(), null, null);
    var refused = exchange.send(cancel);
    if (refused.status() != 412) {
      throw new IllegalStateException("not refused: " + refused);
    }
    return order;
  }

  /** What the API makes of a body as rules write it. */
  private JsonNode made(String path, String body) throws Exception {
    var request =
        new Exchange.Request(
            "POST",
            fill(path),
            path.contains("appId") ? null : shop.key.authorization(),
            null,
            fill(String.valueOf(Body.of(body))));
    var answer = exchange.send(request);
    if (answer.status() != 200) {
      throw new IllegalStateException("not made: " + answer);
    }
    return answer.json();
  }

  private static String id(JsonNode thing) {
    return thing.path("id").asText();
  }

  private void customer() throws Exception {
    var customer = made("/core/v5/customers", "@customer");
    made.put("customer", id(customer));
    made.put("customer.email", customer.path("email").asText());
    made.remove("mail");
  }

  private void saved() throws Exception {
    made.put("saved", id(made("/core/v5/customers/{customer}/cards", "@card")));
    made.put("saved.customer", fill("{customer}"));
  }

  /** A charge that failed, of a saved card, in an order that takes more. */
  private String declined() throws Exception {
    String card =
        id(made("/core/v5/customers/{customer}/cards", "@card number=\"4000000000000028\""));
    var payment =
        "{\"payment_method\":\"credit_card\",\"credit_card\":{\"card_id\":\"" + card + "\"}}";
    return id(made("/core/v5/charges", "@charge payment=" + payment));
  }

  /** A customer of an account whose cards are verified from now on. */
  private String verified() throws Exception {
    var path = "/acquirer/v1/affiliations/" + shop.accountId + "/services/zero_dollar";
    String customer = fill("{customer}");
    var enable =
        new Exchange.Request(
            "PUT",
            path,
            shop.admin.authorization(),
            null,
            "{\"enabled\":true,\"by\":\"conformance\"}");
    var switched = exchange.send(enable);
    if (switched.status() != 200) {
      throw new IllegalStateException("zero_dollar is not switched on: " + switched);
    }
    var card =
        new Exchange.Request(
            "POST",
            "/core/v5/customers/" + customer + "/cards",
            shop.key.authorization(),
            null,
            Body.of("@card number=\"4000000000000028\""));
    // Orders hear of the switch by an event.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> exchange.send(card).status() == 412);
    return customer;
  }

  private JsonNode printable() throws Exception {
    var path = "/terminal/v1/accounts/" + shop.accountId + "/printing";
    var enable =
        new Exchange.Request("PUT", path, shop.admin.authorization(), null, "{\"enabled\":true}");
    var answer = exchange.send(enable);
    if (answer.status() != 200) {
      throw new IllegalStateException("no printing: " + answer);
    }
    return paid(Shop.with(direct(PAYING), "print_order_receipt", true), "charge.paid");
  }

  private static String serial() {
    return "CONF" + (10_000 + CODES.incrementAndGet());
  }

  /** The code that a new terminal shows. */
  private String pairing(String serial) throws Exception {
    var body =
        "{\"serial_number\":\"" + serial + "\",\"model\":\"EMULATOR\",\"app_version\":\"1.0.0\"}";
    var begin = new Exchange.Request("POST", "/terminal/v1/pairings", null, null, body);
    var answer = exchange.send(begin);
    if (answer.status() != 201) {
      throw new IllegalStateException("no code: " + answer);
    }
    return answer.json().path("code").asText();
  }

  /** A terminal of the account that was never connected. */
  private void terminal() throws Exception {
    String serial = serial();
    var code = "{\"mode\":\"direct\",\"pairing_code\":\"" + pairing(serial) + "\"}";
    made.put("terminal", id(made("/posconnect/v1/terminals", code)));
    made.put("terminal.serial", serial);
  }

  private String payable() throws Exception {
    var path = fill("/core/v5/payables?charge_id={paid.charge}");
    return shop.eventually(() -> shop.api.get(path, shop.key), 200)
        .path("data")
        .path(0)
        .path("id")
        .asText();
  }

  /** A small picture as wide as the paper, in base 64. */
  private static String image() throws IOException {
    var picture = new BufferedImage(384, 8, BufferedImage.TYPE_BYTE_GRAY);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private JsonNode closed() {
    String id = place(direct(IDLE));
    return shop.eventually(
        () ->
            shop.api.patch(
                "/core/v5/orders/" + id + "/closed", shop.key, Map.of("status", "canceled"), id),
        200);
  }

  private String place(Map<String, Object> order) {
    String code = String.valueOf(order.get("code"));
    var answer = shop.api.post("/core/v5/orders", shop.key, order, code);
    if (!answer.isSuccess()) {
      throw new IllegalStateException("no order is placed: " + answer);
    }
    return answer.body().path("id").asText();
  }

  private static Map<String, Object> direct(String serial) {
    return Shop.direct("STOCK-" + CODES.incrementAndGet(), 50_00, serial);
  }

  private static Map<String, Object> ofTwoItems() {
    var item = Map.of("amount", 10_00, "description", "Suco", "quantity", 1);
    var order = new HashMap<>(direct(IDLE));
    order.put("items", List.of(item, item));
    return order;
  }

  private static Map<String, Object> held() {
    return Shop.with(
        direct(PAYING),
        "payment_setup",
        Map.of("type", "credit", "installments", 1, "operation_type", "auth_only"));
  }

  private static Map<String, Object> listed() {
    return Shop.without(direct(IDLE), "payment_setup");
  }
}
