package dev.connectpos.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The routes of the API's document, and how a foreign key tries each of them. A route that is not
 * known here is an error, so that none is added without being tried.
 */
record ApiRoutes(Map<String, Map<String, Object>> paths) {
  private static final Pattern PLACE = Pattern.compile("([a-z-]+)/\\{(\\w+)}");
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  /** Routes that name nothing of anybody's: what they list or make is the caller's own. */
  private static final List<String> OWN =
      List.of(
          "get /core/v5/orders",
          "post /core/v5/orders",
          "get /core/v5/charges",
          "get /core/v5/charges/summary",
          "get /core/v5/customers",
          "post /core/v5/customers",
          "get /core/v5/balance",
          "get /core/v5/payables",
          "get /posconnect/v1/terminals",
          "post /posconnect/v1/terminals",
          "get /posconnect/v1/settings",
          "put /posconnect/v1/settings",
          "put /posconnect/v1/settings/admin-password",
          "delete /posconnect/v1/settings/admin-password",
          // Takes no secret key, so there is no foreign one; CardsIT tries others.
          "post /core/v5/tokens");

  /** Routes that name what they are about in the body alone. */
  private static final List<String> BY_BODY = List.of("post /core/v5/charges");

  /**
   * Bodies without which a call is refused before it looks for what it is about; ids of somebody
   * else's in the place of their collection.
   */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry(
              "post /core/v5/charges",
              "{\"order_id\":\"{orders}\",\"amount\":1,"
                  + "\"payment\":{\"payment_method\":\"cash\"}}"),
          Map.entry("post /core/v5/customers/{customer}/cards", "{\"card_token\":\"token_1\"}"),
          Map.entry(
              "post /posconnect/v1/orders/{id}/prints",
              "{\"type\":\"NFE\",\"size_v\":1,\"size_h\":384,\"format\":\"png\","
                  + "\"content\":\"AAAA\"}"),
          Map.entry("put /posconnect/v1/terminals/{id}/activation", "{\"mode\":\"direct\"}"),
          Map.entry(
              "post /posconnect/v1/terminals/{id}/replacement", "{\"pairing_code\":\"K7M2QX\"}"),
          Map.entry("patch /core/v5/orders/{id}/closed", "{\"status\":\"canceled\"}"),
          Map.entry("patch /core/v5/orders/{id}/metadata", "{\"metadata\":{\"a\":\"b\"}}"),
          Map.entry("patch /core/v5/charges/{id}/metadata", "{\"metadata\":{\"a\":\"b\"}}"),
          Map.entry(
              "post /core/v5/orders/{id}/items",
              "{\"amount\":100,\"description\":\"x\",\"quantity\":1}"),
          Map.entry(
              "put /core/v5/orders/{id}/items/{item}",
              "{\"amount\":100,\"description\":\"x\",\"quantity\":1}"));

  /** One call of a route. */
  record Call(String method, String path, String body) {}

  /** Calls of every merchant's route that names something, with the ids of somebody else's. */
  List<Call> calls(Map<String, String> idByCollection) {
    var calls = new ArrayList<Call>();
    paths.forEach(
        (path, operations) ->
            operations.keySet().stream()
                .filter(METHODS::contains)
                .filter(method -> !path.startsWith("/admin/"))
                .filter(method -> !path.startsWith("/orders/v1/"))
                .filter(method -> !OWN.contains(method + " " + path))
                .forEach(method -> calls.add(call(method, path, idByCollection))));
    return calls;
  }

  private static Call call(String method, String path, Map<String, String> ids) {
    if (!path.contains("{") && !BY_BODY.contains(method + " " + path)) {
      throw new IllegalStateException(method + " " + path + " is not tried with a foreign key");
    }
    var filled =
        PLACE
            .matcher(path)
            .replaceAll(
                place -> {
                  var id = ids.get(place.group(1));
                  if (id == null) {
                    throw new IllegalStateException("no foreign id for " + path);
                  }
                  return place.group(1) + "/" + id;
                });
    var body = BODIES.getOrDefault(method + " " + path, "{}");
    for (var id : ids.entrySet()) {
      body = body.replace("{" + id.getKey() + "}", id.getValue());
    }
    return new Call(method, filled, body);
  }
}
