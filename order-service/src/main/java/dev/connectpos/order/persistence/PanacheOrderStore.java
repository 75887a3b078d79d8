package dev.connectpos.order.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.connectpos.money.Currency;
import dev.connectpos.order.application.BusyException;
import dev.connectpos.order.application.KeptOrder;
import dev.connectpos.order.application.OrderStore;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.ChargeRequest;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PaymentStanding;
import dev.connectpos.order.domain.PaymentStanding.Charged;
import dev.connectpos.order.domain.Payments;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PessimisticLockException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Orders in PostgreSQL. Whoever holds the order's row holds its payments and charges too. */
@ApplicationScoped
class PanacheOrderStore implements OrderStore, PanacheRepositoryBase<OrderRow, String> {
  private static final String DUE =
      """
      SELECT id FROM orders WHERE due_at <= :now AND id <> ALL(:others)
      ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
      """;
  private static final String LOCK_DUE =
      """
      SELECT * FROM orders WHERE id = :id AND due_at <= :now FOR UPDATE SKIP LOCKED
      """;
  private static final String NEAREST_DUE =
      """
      SELECT min(due_at) FROM orders WHERE due_at IS NOT NULL AND id <> ALL(:others)
      """;

  @Override
  public void readOneInstant() {
    entities()
        .createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        .executeUpdate();
  }

  @Override
  public Optional<KeptOrder> find(OrderId id) {
    return findByIdOptional(id.value()).map(this::read);
  }

  @Override
  public Optional<KeptOrder> find(AccountId account, OrderId id) {
    return find("id = ?1 and accountId = ?2", id.value(), account.value())
        .firstResultOptional()
        .map(this::read);
  }

  @Override
  public Optional<KeptOrder> find(AccountId account, ChargeId charge) {
    return find(
            "id = (select c.orderId from ChargeRow c where c.id = ?1) and accountId = ?2",
            charge.value(),
            account.value())
        .firstResultOptional()
        .map(this::read);
  }

  @Override
  public List<KeptOrder> find(Collection<OrderId> ids) {
    return ids.isEmpty()
        ? List.of()
        : read(list("id in ?1", ids.stream().map(OrderId::value).toList()));
  }

  @Override
  public Optional<OrderId> orderOf(ChargeId charge) {
    return entities()
        .createQuery("select orderId from ChargeRow where id = :charge", String.class)
        .setParameter("charge", charge.value())
        .getResultStream()
        .findFirst()
        .map(OrderId::new);
  }

  @Override
  public Optional<OrderId> due(Instant now, Collection<OrderId> exceptFor) {
    List<?> due =
        entities()
            .createNativeQuery(DUE, String.class)
            .setParameter("now", now)
            .setParameter("others", values(exceptFor))
            .getResultList();
    return due.stream().findFirst().map(id -> new OrderId((String) id));
  }

  @Override
  public Optional<KeptOrder> lockDue(OrderId id, Instant now) {
    List<?> due =
        entities()
            .createNativeQuery(LOCK_DUE, OrderRow.class)
            .setParameter("id", id.value())
            .setParameter("now", now)
            .getResultList();
    return due.stream().findFirst().map(row -> read((OrderRow) row));
  }

  @Override
  public Optional<Instant> nearestDue(Collection<OrderId> exceptFor) {
    return Optional.ofNullable(
        (Instant)
            entities()
                .createNativeQuery(NEAREST_DUE, Instant.class)
                .setParameter("others", values(exceptFor))
                .getSingleResult());
  }

  private static String[] values(Collection<OrderId> ids) {
    return ids.stream().map(OrderId::value).toArray(String[]::new);
  }

  @Override
  public Optional<KeptOrder> lock(OrderId id) {
    try {
      return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(this::read);
    } catch (PessimisticLockException | LockTimeoutException e) {
      throw new BusyException("order " + id, e);
    }
  }

  @Override
  public void insert(KeptOrder kept) {
    var order = kept.state().order();
    persist(OrderRow.of(kept));
    int position = 0;
    for (OrderItem item : order.items()) {
      entities().persist(OrderItemRow.of(order.id(), position++, item));
    }
    var nothing = new KeptOrder(kept.state().with(Payments.none()), 0, Map.of());
    savePayments(nothing, kept);
  }

  @Override
  public void save(KeptOrder before, KeptOrder after) {
    var order = after.state().order().id();
    findByIdOptional(order.value())
        .orElseThrow(() -> new IllegalStateException("order " + order + " is not locked"))
        .follow(after);
    if (!before.state().order().items().equals(after.state().order().items())) {
      saveItems(order, after.state().order().items());
    }
    savePayments(before, after);
  }

  private void savePayments(KeptOrder before, KeptOrder after) {
    var order = after.state().order().id();
    after
        .state()
        .payments()
        .standings()
        .forEach(
            (payment, standing) -> {
              var known = before.state().payments().of(payment).orElse(null);
              var cursor = after.cursor(payment);
              if (!standing.equals(known) || !cursor.equals(before.cursor(payment))) {
                save(order, payment, standing, cursor);
                saveCharge(order, before, standing);
              }
            });
  }

  private void saveItems(OrderId order, List<OrderItem> items) {
    var rows =
        rowsOf(OrderItemRow.class, List.of(order.value()), "position", row -> row.orderId)
            .getOrDefault(order.value(), List.of())
            .stream()
            .collect(toMap(OrderItemRow::id, row -> row));
    int next = rows.values().stream().mapToInt(OrderItemRow::position).max().orElse(-1) + 1;
    for (OrderItem item : items) {
      var row = rows.remove(item.id().value());
      if (row == null) {
        entities().persist(OrderItemRow.of(order, next++, item));
      } else {
        row.follow(item);
      }
    }
    rows.values().forEach(entities()::remove);
  }

  private void save(
      OrderId order, PaymentId payment, PaymentStanding standing, KeptOrder.Cursor cursor) {
    var known = entities().find(OrderPaymentRow.class, payment.value());
    var row = known == null ? OrderPaymentRow.of(order, payment) : known;
    row.follow(standing, cursor);
    if (known == null) {
      entities().persist(row);
    }
  }

  /** By the charge's id: one that is tried again has another payment than before. */
  private void saveCharge(OrderId order, KeptOrder before, PaymentStanding after) {
    if (!(after instanceof Charged(Charge charge))) {
      return;
    }
    var known = before.state().payments().charge(charge.id()).orElse(null);
    if (known == null) {
      entities().persist(ChargeRow.of(order, charge));
    } else {
      entities().find(ChargeRow.class, charge.id().value()).follow(charge);
    }
    int tries = known == null ? 0 : known.tries().size();
    for (int i = tries; i < charge.tries().size(); i++) {
      entities().persist(ChargeTryRow.of(order, charge, i));
    }
    int cancellations = known == null ? 0 : known.cancellations().size();
    for (int i = cancellations; i < charge.cancellations().size(); i++) {
      entities().persist(ChargeCancellationRow.of(order, charge, i));
    }
    int requests = known == null ? 0 : known.requests().size();
    for (int i = 0; i < charge.requests().size(); i++) {
      var request = charge.requests().get(i);
      if (i >= requests) {
        entities().persist(ChargeRequestRow.of(order, charge, i));
      } else {
        entities().find(ChargeRequestRow.class, request.id().value()).follow(request);
      }
      saveRetries(order, request);
    }
  }

  private void saveRetries(OrderId order, ChargeRequest request) {
    for (int i = 0; i < request.retries().size(); i++) {
      var retry = request.retries().get(i);
      var row = entities().find(ChargeRetryRow.class, retry.id().value());
      if (row == null) {
        entities().persist(ChargeRetryRow.of(order, request, i));
      } else {
        row.follow(retry);
      }
    }
  }

  private KeptOrder read(OrderRow row) {
    return read(List.of(row)).getFirst();
  }

  /**
   * In the order in which they depend on each other: a reader without the lock may miss what is
   * new, but never finds a payment charged without its charge, nor a request done and its charge as
   * it was before.
   */
  private List<KeptOrder> read(List<OrderRow> rows) {
    var ids = rows.stream().map(OrderRow::id).toList();
    var payments = rowsOf(OrderPaymentRow.class, ids, "paymentId", row -> row.orderId);
    var retries = rowsOf(ChargeRetryRow.class, ids, "position", row -> row.orderId);
    var requests = rowsOf(ChargeRequestRow.class, ids, "position", row -> row.orderId);
    var cancellations = rowsOf(ChargeCancellationRow.class, ids, "position", row -> row.orderId);
    var tries = rowsOf(ChargeTryRow.class, ids, "position", row -> row.orderId);
    var charges = rowsOf(ChargeRow.class, ids, "id", row -> row.orderId);
    var items = rowsOf(OrderItemRow.class, ids, "position", row -> row.orderId);
    return rows.stream()
        .map(
            row ->
                read(
                    row,
                    payments.getOrDefault(row.id(), List.of()),
                    charges(
                        Currency.of(row.currency()),
                        charges.getOrDefault(row.id(), List.of()),
                        tries.getOrDefault(row.id(), List.of()),
                        cancellations.getOrDefault(row.id(), List.of()),
                        requests.getOrDefault(row.id(), List.of()),
                        retries.getOrDefault(row.id(), List.of())),
                    items.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private static Map<PaymentId, Charge> charges(
      Currency currency,
      List<ChargeRow> rows,
      List<ChargeTryRow> tryRows,
      List<ChargeCancellationRow> cancellationRows,
      List<ChargeRequestRow> requestRows,
      List<ChargeRetryRow> retryRows) {
    var retries = retryRows.stream().collect(groupingBy(ChargeRetryRow::requestId));
    var tries = tryRows.stream().collect(groupingBy(ChargeTryRow::chargeId));
    var cancellations =
        cancellationRows.stream().collect(groupingBy(ChargeCancellationRow::chargeId));
    var requests = requestRows.stream().collect(groupingBy(ChargeRequestRow::chargeId));
    var charges = new HashMap<PaymentId, Charge>();
    for (ChargeRow charge : rows) {
      charges.put(
          charge.payment(),
          charge.charge(
              tries.getOrDefault(charge.id(), List.of()).stream()
                  .map(failed -> failed.failedTry(currency))
                  .toList(),
              cancellations.getOrDefault(charge.id(), List.of()).stream()
                  .map(cancellation -> cancellation.cancellation(currency))
                  .toList(),
              requests.getOrDefault(charge.id(), List.of()).stream()
                  .map(
                      request ->
                          request.request(
                              currency,
                              retries.getOrDefault(request.id(), List.of()).stream()
                                  .map(ChargeRetryRow::retry)
                                  .toList()))
                  .toList()));
    }
    return charges;
  }

  private static KeptOrder read(
      OrderRow row,
      List<OrderPaymentRow> payments,
      Map<PaymentId, Charge> charges,
      List<OrderItemRow> items) {
    var standings = new TreeMap<PaymentId, PaymentStanding>();
    var cursors = new HashMap<PaymentId, KeptOrder.Cursor>();
    for (OrderPaymentRow payment : payments) {
      if (!isTriedAgain(payment, payments, charges)) {
        standings.put(payment.payment(), payment.standing(charges.get(payment.payment())));
      }
      cursors.put(payment.payment(), payment.cursor());
    }
    charges.forEach(
        (payment, charge) -> standings.computeIfAbsent(payment, _ -> new Charged(charge)));
    var currency = Currency.of(row.currency());
    return new KeptOrder(
        row.state(
            items.stream().map(item -> item.item(currency)).toList(), new Payments(standings)),
        row.streamVersion(),
        cursors);
  }

  /**
   * Whether a reader without the lock sees a payment as it was before its charge was tried again by
   * another, and that charge as it is since.
   */
  private static boolean isTriedAgain(
      OrderPaymentRow payment, List<OrderPaymentRow> payments, Map<PaymentId, Charge> charges) {
    var known = payments.stream().map(OrderPaymentRow::payment).collect(toSet());
    return payment.isCharged()
        && !charges.containsKey(payment.payment())
        && !known.containsAll(charges.keySet());
  }

  private <R> Map<String, List<R>> rowsOf(
      Class<R> type, List<String> orders, String sortedBy, Function<R, String> order) {
    return entities()
        .createQuery(
            "from " + type.getSimpleName() + " where orderId in :orders order by " + sortedBy, type)
        .setParameter("orders", orders)
        .getResultStream()
        .collect(groupingBy(order));
  }

  private EntityManager entities() {
    return getEntityManager();
  }
}
