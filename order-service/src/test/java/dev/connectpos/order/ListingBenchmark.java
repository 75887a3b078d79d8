package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Lists of a million orders, over HTTP. Not part of the build; docs/performance.md has the command.
 */
@QuarkusTest
@WithTestResource(Backends.class)
class ListingBenchmark {
  private static final Logger LOG = Logger.getLogger(ListingBenchmark.class);
  private static final int ORDERS = Integer.getInteger("connect.benchmark.orders", 1_000_000);
  private static final int CALLS = 200;

  @Inject AgroalDataSource database;

  @Test
  void page1000CostsWhatPage1Does() {
    var shop = ManyOrders.make(database, ORDERS);
    new Tables(database).run("ANALYZE");
    for (String list :
        List.of(
            "/core/v5/orders?size=10",
            "/core/v5/orders?size=100",
            "/core/v5/orders?size=10&status=paid",
            "/core/v5/orders?size=10&created_since=2026-01-01T00:30:00Z",
            "/core/v5/charges?size=10")) {
      // By turns, so that whatever else the machine does is felt by both.
      var first = new long[CALLS];
      var deep = new long[CALLS];
      for (int warm = 0; warm < 2; warm++) {
        for (int i = 0; i < CALLS; i++) {
          first[i] = nanos(shop, list + "&page=1");
          deep[i] = nanos(shop, list + "&page=1000");
        }
      }
      double ratio = (double) median(deep) / median(first);
      LOG.infof(
          "%,d orders, %s: page 1 %s, page 1,000 %s, ratio %s",
          ORDERS,
          list,
          millis(median(first)),
          millis(median(deep)),
          String.format(Locale.ROOT, "%.2f", ratio));
      assertThat(ratio).as(list).isBetween(0.5, 2.0);
    }
  }

  private static long nanos(ManyOrders shop, String url) {
    long start = System.nanoTime();
    shop.merchant().pdv().get(url).then().statusCode(200);
    return System.nanoTime() - start;
  }

  private static long median(long[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }
}
