package dev.connectpos.order.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.order.application.KeptOrder;
import dev.connectpos.order.application.OrderStore;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PaymentStanding;
import dev.connectpos.order.domain.Payments;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Orders in PostgreSQL. Whoever holds the order's row holds its payments too. */
@ApplicationScoped
class PanacheOrderStore implements OrderStore, PanacheRepositoryBase<OrderRow, String> {

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
  public Optional<KeptOrder> lock(OrderId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(this::read);
  }

  @Override
  public void insert(KeptOrder kept) {
    var order = kept.state().order();
    persist(OrderRow.of(kept));
    int position = 0;
    for (OrderItem item : order.items()) {
      entities().persist(OrderItemRow.of(order.id(), position++, item));
    }
  }

  @Override
  public void save(KeptOrder before, KeptOrder after) {
    var order = after.state().order().id();
    findByIdOptional(order.value())
        .orElseThrow(() -> new IllegalStateException("order " + order + " is not locked"))
        .follow(after);
    after
        .state()
        .payments()
        .standings()
        .forEach(
            (payment, standing) -> {
              long version = after.lastHeard(payment);
              if (before.lastHeard(payment) != version) {
                save(order, payment, standing, version);
              }
            });
  }

  private void save(OrderId order, PaymentId payment, PaymentStanding standing, long version) {
    var known = entities().find(OrderPaymentRow.class, payment.value());
    var row = known == null ? OrderPaymentRow.of(order, payment) : known;
    boolean wasCharged = known != null && known.isCaptured();
    row.follow(standing, version);
    if (known == null) {
      entities().persist(row);
    }
    if (!wasCharged && standing instanceof PaymentStanding.Captured(Charge charge)) {
      entities().persist(ChargeRow.of(order, charge));
    }
  }

  private KeptOrder read(OrderRow row) {
    return read(List.of(row)).getFirst();
  }

  /**
   * Payments before charges: a reader without the lock may then miss a charge that is new, but
   * never finds a captured payment without its charge.
   */
  private List<KeptOrder> read(List<OrderRow> rows) {
    var ids = rows.stream().map(OrderRow::id).toList();
    var payments = rowsOf(OrderPaymentRow.class, ids, "paymentId", row -> row.orderId);
    var charges = rowsOf(ChargeRow.class, ids, "id", row -> row.orderId);
    var items = rowsOf(OrderItemRow.class, ids, "position", row -> row.orderId);
    return rows.stream()
        .map(
            row ->
                read(
                    row,
                    payments.getOrDefault(row.id(), List.of()),
                    charges.getOrDefault(row.id(), List.of()),
                    items.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private static KeptOrder read(
      OrderRow row,
      List<OrderPaymentRow> payments,
      List<ChargeRow> chargeRows,
      List<OrderItemRow> items) {
    var charges = new HashMap<PaymentId, Charge>();
    for (ChargeRow charge : chargeRows) {
      charges.put(charge.payment(), charge.charge());
    }
    var standings = new TreeMap<PaymentId, PaymentStanding>();
    var heard = new HashMap<PaymentId, Long>();
    for (OrderPaymentRow payment : payments) {
      standings.put(payment.payment(), payment.standing(charges.get(payment.payment())));
      heard.put(payment.payment(), payment.lastVersion());
    }
    var currency = Currency.of(row.currency());
    return new KeptOrder(
        row.state(
            items.stream().map(item -> item.item(currency)).toList(), new Payments(standings)),
        row.streamVersion(),
        heard);
  }

  private <R> Map<String, List<R>> rowsOf(
      Class<R> type, List<String> orders, String sortedBy, Function<R, String> order) {
    return entities()
        .createQuery(
            "from " + type.getSimpleName() + " where orderId in :orders order by " + sortedBy, type)
        .setParameter("orders", orders)
        .getResultStream()
        .collect(Collectors.groupingBy(order));
  }

  private EntityManager entities() {
    return getEntityManager();
  }
}
