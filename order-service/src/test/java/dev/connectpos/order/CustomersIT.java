package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers: who is kept, found again, and told of by an order; and who is nobody. */
@QuarkusTest
@WithTestResource(Backends.class)
class CustomersIT {
  private static final String ANA =
      """
      {"name": "Ana Souza", "email": "ana@example.com", "document": "123.456.789-09",
       "code": "CLI-7", "phones": {"mobile_phone": {"country_code": 55, "area_code": "21",
         "number": "999990000"}, "home_phone": null},
       "address": {"line_1": "1500, Rua das Flores", "zip_code": "20000000"},
       "metadata": {"vip": true}}
      """;

  @Inject AgroalDataSource database;

  private EventLog log;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.open(log);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void aCustomerIsKeptShownAndChanged() {
    var kept = keep(ANA);
    kept.then()
        .statusCode(200)
        .body("id", matchesPattern("cus_\\w{16}"))
        .body("document", equalTo("12345678909"))
        .body("document_type", equalTo("CPF"))
        .body("delinquent", equalTo(false))
        .body("phones.mobile_phone.country_code", equalTo("55"))
        .body("phones", not(hasKey("home_phone")))
        .body("metadata.vip", equalTo("true"))
        .body(not(containsString("null")));
    var path = "/core/v5/customers/" + kept.path("id");
    merchant
        .pdv()
        .body("{\"name\":\"Ana S.\",\"email\":null,\"code\":\"\"}")
        .put(path)
        .then()
        .statusCode(200)
        .body("name", equalTo("Ana S."))
        .body("email", equalTo("ana@example.com"))
        .body("code", equalTo("CLI-7"));
    merchant.pdv().get(path).then().body("name", equalTo("Ana S."));
    merchant.pdv().get("/core/v5/customers/cus_0000000000000000").then().statusCode(404);
    merchant
        .pdv()
        .body("{}")
        .put("/core/v5/customers/cus_0000000000000000")
        .then()
        .statusCode(404)
        .body("code", equalTo("customer_not_found"));
    keep("{\"name\":\"B\",\"email\":\"nobody\"}")
        .then()
        .statusCode(422)
        .body("errors", hasKey("customer.email"));
    keep("{}").then().statusCode(422).body("errors", hasKey("customer.name"));
  }

  @Test
  void anEmailAddressIsOneCustomersAndADocumentTellsWhereThereIsNone() {
    var ana = keep(ANA).<String>path("id");
    keep("{\"name\":\"Ana\",\"email\":\"ANA@example.com\"}")
        .then()
        .body("id", equalTo(ana))
        .body("name", equalTo("Ana"));
    keep("{\"name\":\"Ana\",\"document\":\"12345678909\"}").then().body("id", equalTo(ana));
    var bia = keep("{\"name\":\"Bia\",\"email\":\"bia@example.com\"}").<String>path("id");
    assertThat(bia).isNotEqualTo(ana);
    merchant
        .pdv()
        .body("{\"email\":\"ana@example.com\"}")
        .put("/core/v5/customers/" + bia)
        .then()
        .statusCode(422)
        .body("code", equalTo("email_taken"));
  }

  @Test
  void twentyAtOnceMakeOneCustomer() throws Exception {
    Callable<Response> call = () -> keep(ANA);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ids =
          threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> call).toList()).stream()
              .map(answer -> answer.resultNow().<String>path("id"))
              .distinct();
      assertThat(ids).hasSize(1);
    }
    assertThat(kept()).isEqualTo(1 + theOneOfTheFirstOrder());
  }

  @Test
  void anOrderIsForACustomerWhoIsKept() {
    var ana = keep(ANA).<String>path("id");
    var order =
        place("\"customer_id\": \"" + ana + "\"")
            .then()
            .statusCode(200)
            .body("customer.id", equalTo(ana))
            .body("customer.name", equalTo("Ana Souza"))
            .extract()
            .<String>path("id");
    place("\"customer_id\": \"cus_0000000000000000\"")
        .then()
        .statusCode(404)
        .body("code", equalTo("customer_not_found"));
    place("\"customer_id\": \"" + ana + "\", \"customer\": {\"name\": \"Ana\"}")
        .then()
        .statusCode(422)
        .body("errors", hasKey("order.customer_id"));
    var other = Merchant.open(log);
    other
        .place(body(other, "\"customer_id\": \"" + ana + "\""))
        .then()
        .statusCode(404)
        .body("code", equalTo("customer_not_found"));
    merchant
        .pdv()
        .get("/core/v5/orders?customer_id=" + ana)
        .then()
        .body("paging.total", equalTo(1))
        .body("data[0].id", equalTo(order));
  }

  @Test
  void whoIsToldOfWithAnEmailOrADocumentIsKeptAndATableIsNot() {
    long before = kept();
    var first = place("\"customer\": {\"name\": \"Ana\", \"email\": \"ana@example.com\"}");
    var again = place("\"customer\": {\"name\": \"Ana S.\", \"email\": \"ana@example.com\"}");
    assertThat(again.<String>path("customer.id")).isEqualTo(first.<String>path("customer.id"));
    merchant
        .pdv()
        .get("/core/v5/customers/" + again.path("customer.id"))
        .then()
        .statusCode(200)
        .body("name", equalTo("Ana S."));
    merchant.get(first.path("id")).then().body("customer.name", equalTo("Ana"));
    place("\"customer\": {\"name\": \"Caio\", \"document\": \"98765432100\", \"email\": \"-\"}");
    assertThat(kept()).isEqualTo(before + 2);

    var table = place("\"customer\": {\"name\": \"Mesa 3\", \"email\": \"\", \"phones\": []}");
    table.then().statusCode(200);
    place("\"customer\": {\"name\": \"Mesa 3\"}").then().statusCode(200);
    assertThat(kept()).isEqualTo(before + 2);
    merchant.pdv().get("/core/v5/customers/" + table.path("customer.id")).then().statusCode(404);
    merchant
        .pdv()
        .get("/core/v5/orders?customer_id=" + table.path("customer.id"))
        .then()
        .body("paging.total", equalTo(1));
  }

  @Test
  void aRefusedOrderKeepsNoCustomer() {
    long before = kept();
    merchant
        .place(
            body(merchant, "\"customer\": {\"name\": \"Z\", \"email\": \"z@example.com\"}")
                .replace(merchant.serial(), "nobody"))
        .then()
        .statusCode(422);
    assertThat(kept()).isEqualTo(before);
  }

  @Test
  void listsAreFilteredPagedAndCounted() {
    for (int i = 0; i < 12; i++) {
      keep(
          """
          {"name": "Cliente %d", "email": "c%d@example.com", "document": "%d", "code": "C-%d"}
          """
              .formatted(i % 3, i, 100 + i, i));
    }
    list("size=5&page=2").then().body("data", hasSize(5)).body("paging.total", equalTo(13));
    list("size=5&page=3").then().body("data", hasSize(3));
    list("page=1").then().body("data[0].name", equalTo("Cliente 2")).body("data", hasSize(10));
    list("name=CLIENTE 1").then().body("paging.total", equalTo(4));
    list("name=cliente 1&size=1&page=4").then().body("data[0].code", equalTo("C-1"));
    list("email=C7@example.com").then().body("data.code", equalTo(List.of("C-7")));
    list("document=105").then().body("data.code", equalTo(List.of("C-5")));
    list("code=C-9").then().body("data.email", equalTo(List.of("c9@example.com")));
    list("code=none").then().statusCode(200).body("paging.total", equalTo(0));
    list("size=101").then().statusCode(422);
    Merchant.withoutTerminal("test")
        .pdv()
        .get("/core/v5/customers?code=C-9")
        .then()
        .body("paging.total", equalTo(0));
  }

  @Test
  void aRepeatIsAnsweredTheFirstOutcome() {
    var first = merchant.pdv().header("Idempotency-Key", "k").body(ANA).post("/core/v5/customers");
    merchant
        .pdv()
        .header("Idempotency-Key", "k")
        .body(Map.of("name", "Someone else"))
        .post("/core/v5/customers")
        .then()
        .header("Idempotency-Replayed", equalTo("true"))
        .body("id", equalTo(first.path("id")));
  }

  private Response keep(String body) {
    return merchant.pdv().body(body).post("/core/v5/customers");
  }

  private Response list(String query) {
    return merchant.pdv().get("/core/v5/customers?" + query);
  }

  private Response place(String customer) {
    return merchant.place(body(merchant, customer));
  }

  private static String body(Merchant of, String customer) {
    return of.order(1990)
        .replace(
            "\"customer\": {\"name\": \"Mesa 3\", \"email\": \"mesa3@example.com\"}", customer);
  }

  private long kept() {
    return new Tables(database)
        .count("SELECT count(*) FROM customer WHERE account_id = '" + merchant.account() + "'");
  }

  /** {@link Merchant#open} places an order for somebody with an e-mail address. */
  private static long theOneOfTheFirstOrder() {
    return 1;
  }
}
