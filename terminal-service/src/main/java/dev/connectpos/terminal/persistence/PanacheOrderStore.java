package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.OrderStore;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderStatus;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.Terminal;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** Table {@code open_order}. */
@ApplicationScoped
class PanacheOrderStore implements OrderStore, PanacheRepositoryBase<OpenOrderRow, String> {

  @Override
  public boolean add(OpenOrder order) {
    OrderTerms terms = order.terms();
    var type = terms.paymentType();
    return getEntityManager()
            .createNativeQuery(
                """
                insert into open_order (id, account_id, terminal_serial, code, display_name, amount_minor,
                    currency, payment_type, installments, installment_type, print_receipt, placed_at,
                    status, correlation_id, traceparent, last_order_version)
                values (?1, ?2, ?3, ?4, cast(?5 as text), ?6, ?7, cast(?8 as text), ?9, ?10, ?11, ?12, ?13,
                    ?14, cast(?15 as text), ?16)
                on conflict (id) do nothing
                """)
            .setParameter(1, order.id().value())
            .setParameter(2, order.accountId().value())
            .setParameter(3, order.terminalSerial())
            .setParameter(4, terms.code())
            .setParameter(5, terms.displayName())
            .setParameter(6, terms.amount().minor())
            .setParameter(7, terms.amount().currency().name())
            .setParameter(8, type == null ? null : type.name())
            .setParameter(9, terms.installments())
            .setParameter(10, terms.installmentType().name())
            .setParameter(11, terms.printReceipt())
            .setParameter(12, terms.placedAt())
            .setParameter(13, order.status().name())
            .setParameter(14, order.correlationId())
            .setParameter(15, order.traceparent())
            .setParameter(16, order.lastOrderVersion())
            .executeUpdate()
        == 1;
  }

  @Override
  public Optional<Address> addressOf(OrderId id) {
    return getEntityManager()
        .createQuery(
            "select o.accountId, o.terminalSerial from OpenOrderRow o where o.id = ?1",
            Object[].class)
        .setParameter(1, id.value())
        .getResultStream()
        .findFirst()
        .map(row -> new Address(new AccountId((String) row[0]), (String) row[1]));
  }

  @Override
  public Optional<OpenOrder> find(OrderId id) {
    return findByIdOptional(id.value()).map(OpenOrderRow::toOrder);
  }

  @Override
  public Optional<OpenOrder> lock(OrderId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(OpenOrderRow::toOrder);
  }

  @Override
  public void save(OpenOrder order) {
    findById(order.id().value()).change(order);
  }

  @Override
  public Optional<OpenOrder> current(Terminal terminal) {
    return find(
            "terminalSerial = ?1 and accountId = ?2 and status in ?3",
            terminal.serialNumber(),
            terminal.accountId().value(),
            List.of(OrderStatus.SHOWING, OrderStatus.PAYING))
        .firstResultOptional()
        .map(OpenOrderRow::toOrder);
  }

  @Override
  public Optional<OpenOrder> nextQueued(Terminal terminal) {
    return find(
            "terminalSerial = ?1 and accountId = ?2 and status = ?3 order by placedAt, id",
            terminal.serialNumber(),
            terminal.accountId().value(),
            OrderStatus.QUEUED)
        .firstResultOptional()
        .map(OpenOrderRow::toOrder);
  }
}
