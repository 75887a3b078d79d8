package dev.connectpos.e2e.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.e2e.Exchange;
import dev.connectpos.e2e.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

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
      case "stuck" -> keep("stuck", stuck());
      case "key" -> made.put("key", shop.anotherKey());
      case "listed" -> keep("listed", shop.order(place(listed())));
      case "closed" -> keep("closed", closed());
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
