package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.TerminalObserver;
import dev.connectpos.emulator.TestCards;
import dev.connectpos.local.seed.Api;
import dev.connectpos.local.seed.Api.Caller;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a new PDV does wrong, and what a till does when the network stutters. */
final class MisuseE2E {
  private static final String GOOD =
      """
      {"code":"BAD-1","customer":{"name":"Mesa 3","email":"m@example.com"},
       "items":[{"amount":1990,"description":"Prato","quantity":1}],
       "closed":false,
       "poi_payment_settings":{"devices_serial_number":["MISUSE01"],
         "payment_setup":{"type":"credit","installments":1,"installment_type":"merchant"}}}
      """;

  private static Shop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open("misuse");
    shop.terminal("MISUSE01", TestCards.APPROVED, TerminalObserver.NONE);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void oneKeyTwentyTimesAtOnceIsOneOrder() throws Exception {
    shop.placed("warm-up", 5_00, "MISUSE01");
    var body = Shop.direct("IDEM-1", 15_00, "MISUSE01");
    var answers = new ArrayList<Future<Api.Answer>>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        answers.add(
            pool.submit(() -> shop.api.post("/core/v5/orders", shop.key, body, "the same key")));
      }
    }
    var ids = new HashSet<String>();
    for (Future<Api.Answer> answer : answers) {
      assertThat(answer.get().status()).isEqualTo(200);
      ids.add(answer.get().body().path("id").asText());
    }
    assertThat(ids).hasSize(1);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"code": | {"code" | 400 |
          not a number | "amount":1990=>"amount":"many" | 422 | order.items[0].amount
          negative amount | "amount":1990=>"amount":-1 | 422 | order.items[0].amount
          zero amount | "amount":1990=>"amount":0 | 422 | order.items[0].amount
          no items | "items":[{"amount":1990,"description":"Prato","quantity":1}]=>"items":[] | 422 | order.items
          no customer | "customer":{"name":"Mesa 3","email":"m@example.com"},=> | 422 | order.customer
          unknown terminal | MISUSE01=>NOTMINE1 | 422 | order.poi_payment_settings.devices_serial_number
          no payment setup | "payment_setup":{"type":"credit","installments":1,"installment_type":"merchant"}=>"visible":true | 422 | order.poi_payment_settings.payment_setup
          too many instalments | "installments":1=>"installments":25 | 422 | order.poi_payment_settings.payment_setup.installments
          unknown type | "type":"credit"=>"type":"shells" | 422 | order.poi_payment_settings.payment_setup.type
          """)
  void badInputIsAClear4xxAndLeavesNothing(String name, String change, int status, String field)
      throws Exception {
    String body = GOOD;
    if (change.contains("=>")) {
      String[] parts = change.split("=>", -1);
      body = GOOD.replace(parts[0], parts[1]);
      assertThat(body).isNotEqualTo(GOOD);
    } else {
      body = change;
    }
    HttpResponse<String> answer = post(body, keyOf());
    JsonNode json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json.path("message").asText()).isNotEmpty();
    if (field != null) {
      assertThat(json.path("errors").fieldNames()).toIterable().anyMatch(f -> f.startsWith(field));
    }
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void aWrongKeyIsRefused() throws Exception {
    HttpResponse<String> answer = post(GOOD, "sk_test_AAAAAAAAAAAAAAAA");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("Authorization has been denied for this request.");
  }

  @Test
  void anUnknownRouteIsJson() {
    assertThat(shop.api.get("/core/v5/nothing", shop.key).status()).isEqualTo(404);
    assertThat(shop.api.get("/nowhere", shop.key).body().path("message").asText()).isNotEmpty();
    assertThat(
            shop.api
                .post("/internal/v1/presentments", Caller.bearer("x"), java.util.Map.of(), "k")
                .status())
        .isEqualTo(404);
  }

  private static String keyOf() {
    String basic = shop.key.authorization().substring("Basic ".length());
    String user = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
    return user.substring(0, user.length() - 1);
  }

  private static HttpResponse<String> post(String body, String key) throws Exception {
    String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    URI url =
        URI.create(
            Objects.requireNonNull(TheSystem.running().env().get("PDV_URL")) + "/core/v5/orders");
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(url)
              .header("Authorization", "Basic " + basic)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
