package dev.connectpos.order.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.order.ManyOrders;
import dev.connectpos.order.application.CustomerStore.CustomerFilter;
import dev.connectpos.order.application.ListStore.ChargeFilter;
import dev.connectpos.order.application.ListStore.OrderFilter;
import dev.connectpos.order.application.ListStore.Period;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every way to ask for a list has an index that serves it, as PostgreSQL itself plans it. */
@QuarkusTest
@WithTestResource(Backends.class)
class ListPlansIT {
  private static final Period ALWAYS = new Period(null, null);
  private static final Period MINUTES =
      new Period(Instant.parse("2026-01-01T01:00:00Z"), Instant.parse("2026-01-01T02:00:00Z"));

  /** Deep among 20,000. */
  private static final Slice DEEP = new Slice(900, 10);

  @Inject AgroalDataSource database;
  @Inject EntityManager entities;

  @Test
  void noListReadsAWholeTable() {
    var account = ManyOrders.make(database, 20_000).account();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities.createNativeQuery("ANALYZE orders, charge, listed_block").executeUpdate());

    served(orders(account, null, null, null, ALWAYS), "orders_by_number");
    served(orders(account, null, "failed", null, ALWAYS), "orders_by_status");
    served(orders(account, null, null, null, MINUTES), "orders_by_number");
    served(orders(account, null, "paid", null, MINUTES), "orders_by_status");
    served(orders(account, "PED-7", null, null, ALWAYS), "orders_by_code");
    served(orders(account, "PED-7", "paid", null, MINUTES), "orders_by_code");
    var customer = new CustomerId("cus_0000000000000001");
    var ofCustomer = new OrderFilter(null, null, customer, null, ALWAYS);
    served(ListQuery.of(account, ofCustomer, DEEP), "orders_by_customer");
    served(orders(account, null, null, "0".repeat(64), ALWAYS), "order_by_key_pkey");

    served(charges(account, null, null, ALWAYS), "charge_by_number");
    served(charges(account, null, "canceled", ALWAYS), "charge_by_status");
    served(charges(account, null, "paid", MINUTES), "charge_by_status");
    served(charges(account, "33333333300001", null, ALWAYS), "charge_by_code");
    var order = new OrderId("or_0000000000000001");
    var ofOrder = new ChargeFilter(null, null, null, order, null, ALWAYS);
    served(ListQuery.of(account, ofOrder, DEEP), "charge_by_order");
    var chargesOfCustomer = new ChargeFilter(null, null, customer, null, null, ALWAYS);
    served(ListQuery.of(account, chargesOfCustomer, DEEP), "orders_by_customer", "charge_by_order");
  }

  @Test
  void noListOfCustomersReadsAWholeTable() {
    var account = ManyOrders.make(database, 10).account();
    served(customers(account, null, null, null, null), "customer_by_number");
    served(customers(account, "Ana", null, null, null), "customer_by_name");
    served(customers(account, null, "a@example.com", null, null), "customer_by_email");
    served(customers(account, null, null, "1", null), "customer_by_document");
    served(customers(account, null, null, null, "C-1"), "customer_by_code");
  }

  private static ListQuery customers(
      AccountId account,
      @Nullable String name,
      @Nullable String email,
      @Nullable String document,
      @Nullable String code) {
    return ListQuery.of(account, new CustomerFilter(name, email, document, code), DEEP);
  }

  private void served(ListQuery query, String... indexes) {
    assertThat(plan(query)).contains(indexes).doesNotContain("Seq Scan");
  }

  private String plan(ListQuery asked) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              // Small tables are read whole even where an index would do; now only where none
              // would.
              entities.createNativeQuery("SET LOCAL enable_seqscan = off").executeUpdate();
              var explain = entities.createNativeQuery("EXPLAIN " + asked.sql(), String.class);
              asked.parameters().forEach(explain::setParameter);
              List<?> lines = explain.getResultList();
              return lines.stream().map(Object::toString).collect(Collectors.joining("\n"));
            });
  }

  private static ListQuery orders(
      AccountId account,
      @Nullable String code,
      @Nullable String status,
      @Nullable String key,
      Period created) {
    return ListQuery.of(account, new OrderFilter(code, status, null, key, created), DEEP);
  }

  private static ListQuery charges(
      AccountId account, @Nullable String code, @Nullable String status, Period created) {
    return ListQuery.of(account, new ChargeFilter(code, status, null, null, null, created), DEEP);
  }
}
