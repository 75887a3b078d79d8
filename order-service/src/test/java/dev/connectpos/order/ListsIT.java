package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Lists and enquiries (O8), over more orders than one block of numbers. */
@QuarkusTest
@WithTestResource(Backends.class)
class ListsIT {
  @Inject AgroalDataSource database;
  @Inject EntityManagerFactory entities;

  @Test
  void pagesLeadFromTheNewestToTheOldestAndBack() {
    var shop = ManyOrders.make(database, 2500);
    var seen = new ArrayList<String>();
    String url = "/core/v5/orders?size=100&status=";
    String last = "";
    while (url != null) {
      last = url;
      var page = raw(shop.merchant()).get(url).then().statusCode(200).extract();
      assertThat(page.<Integer>path("paging.total")).isEqualTo(2500);
      seen.addAll(page.<List<String>>path("data.id"));
      url = page.path("paging.next");
    }
    assertThat(seen).isEqualTo(shop.newestFirst());
    assertThat(last).endsWith("/core/v5/orders?page=25&size=100").startsWith("http://localhost:");
    raw(shop.merchant())
        .get(last)
        .then()
        .body("paging.previous", containsString("page=24"))
        .body("paging", not(hasKey("next")));
    shop.merchant()
        .pdv()
        .get("/core/v5/orders")
        .then()
        .body("data", hasSize(10))
        .body("paging", not(hasKey("previous")));
    shop.merchant()
        .pdv()
        .get("/core/v5/orders?page=9000")
        .then()
        .body("data", hasSize(0))
        .body("paging.total", equalTo(2500))
        .body("paging.previous", containsString("page=250"));
  }

  @Test
  void filtersLeaveOutWhatTheySayAndCountExactly() {
    var shop = ManyOrders.make(database, 2500);
    for (String filter :
        List.of(
            "status=failed",
            "status=Paid",
            "status=pending",
            "code=PED-7",
            "code=PED-7&status=paid",
            "created_since=2026-01-01T00:10:00Z",
            "created_until=2026-01-01T00:20",
            "created_since=2026-01-01T00:05:00Z&created_until=2026-01-01T00:30:00Z&status=paid",
            "created_since=2026-01-01T00:10:00Z&created_until=2026-01-01T00:10:00Z",
            "created_since=2027-01-01")) {
      assertThat(all(shop.merchant(), "/core/v5/orders?size=100&" + filter))
          .as(filter)
          .isEqualTo(shop.newestFirst(filter));
    }
  }

  @Test
  void chargesAreListedWithTheirOrders() {
    var shop = ManyOrders.make(database, 2500);
    var merchant = shop.merchant();
    assertThat(all(merchant, "/core/v5/charges?size=100")).isEqualTo(shop.charges());
    merchant
        .pdv()
        .get("/core/v5/charges?payment_method=CASH&status=paid&size=1")
        .then()
        .body("paging.total", equalTo(shop.charges().size()))
        .body("data[0].order.code", containsString("PED-"))
        .body("data[0].customer.name", equalTo("Mesa 3"))
        .body("data[0].order.charges", nullValue());
    merchant
        .pdv()
        .get("/core/v5/charges?payment_method=pix")
        .then()
        .body("paging.total", equalTo(0));
    var charge = merchant.pdv().get("/core/v5/charges?size=1").then().extract();
    for (String filter :
        List.of(
            "code=" + charge.path("data[0].code"),
            "order_id=" + charge.path("data[0].order.id"),
            "customer_id=" + charge.path("data[0].customer.id"))) {
      assertThat(all(merchant, "/core/v5/charges?" + filter))
          .containsExactly(charge.<String>path("data[0].id"));
    }
    merchant
        .pdv()
        .get("/core/v5/charges/summary?status=paid&created_until=2026-01-01T00:20:00Z")
        .then()
        .body("total", equalTo(shop.chargesUntil(1200)));
  }

  @Test
  void aPageTakesAFixedNumberOfQueries() {
    var shop = ManyOrders.make(database, 300);
    var statistics = entities.unwrap(SessionFactory.class).getStatistics();
    statistics.setStatisticsEnabled(true);
    try {
      assertThat(statements(shop, "/core/v5/orders?size=100"))
          .isEqualTo(statements(shop, "/core/v5/orders?size=2"));
      assertThat(statements(shop, "/core/v5/charges?size=100"))
          .isEqualTo(statements(shop, "/core/v5/charges?size=2"));
    } finally {
      statistics.setStatisticsEnabled(false);
    }
  }

  @Test
  void linksNameTheAddressThatWasCalled() {
    var shop = ManyOrders.make(database, 3);
    shop.merchant()
        .pdv()
        .header("X-Forwarded-Host", "pdv.example.com")
        .header("X-Forwarded-Proto", "https")
        .get("/core/v5/orders?size=1")
        .then()
        .body("paging.next", startsWith("https://pdv.example.com/core/v5/orders?"));
  }

  @Test
  void whatIsWrongWithAQueryIsNamed() {
    var merchant = Merchant.withoutTerminal("test");
    merchant
        .pdv()
        .get("/core/v5/orders?size=101&page=0&status=payed&created_since=x")
        .then()
        .statusCode(422)
        .body("errors", hasKey("size"))
        .body("errors", hasKey("page"))
        .body("errors", hasKey("status"))
        .body("errors", hasKey("created_since"));
  }

  @Test
  void anOrderIsFoundByItsCodeAndByTheKeyThatCreatedIt() {
    try (var log = new EventLog()) {
      var merchant = Merchant.open(log);
      var order =
          merchant
              .pdv()
              .header("Idempotency-Key", "sale 42/é")
              .body(merchant.order(1990).replace("PED-1", "PED-42"))
              .post("/core/v5/orders")
              .<String>path("id");
      merchant.place(merchant.order(1990).replace("PED-1", "ped-42"));
      assertThat(all(merchant, "/core/v5/orders?code=PED-42")).containsExactly(order);
      assertThat(all(merchant, "/core/v5/orders?idempotency_key=sale 42/é")).containsExactly(order);
      assertThat(all(merchant, "/core/v5/orders?idempotency_key=sale 43")).isEmpty();
      assertThat(all(Merchant.open(log), "/core/v5/orders?idempotency_key=sale 42/é")).isEmpty();
    }
  }

  @Test
  void countsAgreeWithTheRowsWhateverTheRace() throws Exception {
    try (var log = new EventLog();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var merchant = Merchant.open(log);
      var running =
          IntStream.range(0, 24)
              .mapToObj(i -> threads.submit(() -> placeAndClose(merchant, i)))
              .toList();
      for (var one : running) {
        one.get();
      }
      var tables = new Tables(database);
      var counts =
          "SELECT coalesce(sum(hashtext(b.account_id || kind || status || block || listed)), 0)"
              + " FROM listed_block b WHERE listed > 0";
      long kept = tables.count(counts);
      tables.run("SELECT list_anew()");
      assertThat(tables.count(counts)).isEqualTo(kept);
      var numbers = " FROM orders WHERE account_id = '" + merchant.account() + "'";
      assertThat(tables.count("SELECT max(number)" + numbers))
          .isEqualTo(tables.count("SELECT count(*)" + numbers));
      merchant
          .pdv()
          .get("/core/v5/orders?status=canceled")
          .then()
          .body("paging.total", equalTo(12));
    }
  }

  private static int placeAndClose(Merchant merchant, int number) {
    var order = merchant.placed(1990);
    return number % 2 == 0 ? merchant.close(order, "canceled").statusCode() : 0;
  }

  /** Of several calls the fewest: what the service does beside them is counted too. */
  private long statements(ManyOrders shop, String url) {
    var statistics = entities.unwrap(SessionFactory.class).getStatistics();
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      statistics.clear();
      shop.merchant().pdv().get(url).then().statusCode(200);
      fewest = Math.min(fewest, statistics.getPrepareStatementCount());
    }
    return fewest;
  }

  /** What a link says is sent as it is. */
  private static RequestSpecification raw(Merchant merchant) {
    return merchant.pdv().urlEncodingEnabled(false);
  }

  private static List<String> all(Merchant merchant, String url) {
    var found = new ArrayList<String>();
    String next = url;
    while (next != null) {
      var pdv = found.isEmpty() ? merchant.pdv() : raw(merchant);
      var page = pdv.get(next).then().statusCode(200).extract();
      found.addAll(page.<List<String>>path("data.id"));
      Map<String, Object> paging = page.path("paging");
      next = (String) paging.get("next");
      if (next == null) {
        assertThat(paging.get("total")).isEqualTo(found.size());
      }
    }
    return Collections.unmodifiableList(found);
  }
}
