package dev.connectpos.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.seed.Api;
import dev.connectpos.local.seed.Api.Answer;
import dev.connectpos.local.seed.Api.Caller;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a shop's software does: creates orders, reads them, closes them. */
final class Pdv {
  /** What the codes of our orders begin with. */
  static final String CODE_PREFIX = "DEMO-";

  private static final int NONCE_BYTES = 4;

  private final Api api;
  private final Caller caller;
  private final String serial;
  private final SecureRandom random = new SecureRandom();
  private final Set<String> open = new LinkedHashSet<>();

  Pdv(URI server, String secretKey, String serial) {
    this.api = new Api(server);
    this.caller = Caller.key(secretKey);
    this.serial = serial;
  }

  /** Creates a direct order for the terminal and answers it. */
  JsonNode order(long amountMinor, String description) {
    String code = CODE_PREFIX + nonce();
    var setup = Map.of("type", "credit", "installments", 1, "installment_type", "merchant");
    var body =
        Map.of(
            "code", code,
            "closed", false,
            "customer", Map.of("name", "Ana", "email", "ana@example.com"),
            "items",
                List.of(
                    Map.of(
                        "amount",
                        amountMinor,
                        "description",
                        description,
                        "quantity",
                        1,
                        "code",
                        "1")),
            "poi_payment_settings",
                Map.of(
                    "visible",
                    true,
                    "display_name",
                    "Mesa 3",
                    "print_order_receipt",
                    false,
                    "devices_serial_number",
                    List.of(serial),
                    "payment_setup",
                    setup));
    JsonNode order =
        accepted("the order", api.post("/core/v5/orders", caller, body, "demo-" + code));
    open.add(order.path("id").asText());
    return order;
  }

  /** The order as it is now. */
  JsonNode read(String orderId) {
    return accepted("reading " + orderId, api.get("/core/v5/orders/" + orderId, caller));
  }

  /** Closes an order as {@code paid} or {@code canceled} and answers it. */
  JsonNode close(String orderId, String status) {
    String path = "/core/v5/orders/" + orderId + "/closed";
    JsonNode order =
        accepted(
            "closing " + orderId,
            api.patch(path, caller, Map.of("status", status), "demo-close-" + nonce()));
    open.remove(orderId);
    return order;
  }

  /** Closes what a failed demo has left open, so that the terminal is free for the next. */
  void cleanUp() {
    for (String orderId : List.copyOf(open)) {
      String path = "/core/v5/orders/" + orderId + "/closed";
      api.patch(path, caller, Map.of("status", "canceled"), "demo-clean-" + nonce());
      open.remove(orderId);
    }
  }

  private static JsonNode accepted(String what, Answer answer) {
    if (!answer.isSuccess()) {
      throw new Failure(what + " was refused: " + answer.status() + " " + answer.body());
    }
    return answer.body();
  }

  private String nonce() {
    var bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
