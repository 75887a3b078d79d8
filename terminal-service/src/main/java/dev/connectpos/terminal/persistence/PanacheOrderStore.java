package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.OrderStore;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderAddress;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderStatus;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.Terminal;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
                insert into open_order (id, account_id, terminal_serial, listed_on, standalone, code, display_name,
                    amount_minor, currency, payment_type, installments, installment_type, print_receipt,
                    operation_type, receipt_lines, soft_descriptor, overpayment_allowed, expires_at, placed_at,
                    status, correlation_id, traceparent, last_order_version)
                values (:id, :account, cast(:serial as text), cast(:listed_on as text[]), :standalone,
                    :code,
                    cast(:name as text), :amount, :currency, cast(:type as text), :installments,
                    :installment_type, :print, :operation, cast(:lines as jsonb), cast(:descriptor as text), :overpayment,
                    cast(:expires as timestamptz), :placed, :status, :correlation,
                    cast(:trace as text), :version)
                on conflict (id) do nothing
                """)
            .setParameter("id", order.id().value())
            .setParameter("account", order.accountId().value())
            .setParameter("serial", serial(order.address()))
            .setParameter("listed_on", listedOn(order.address()))
            .setParameter("standalone", order.isStandalone())
            .setParameter("code", terms.code())
            .setParameter("name", terms.displayName())
            .setParameter("amount", terms.amount().minor())
            .setParameter("currency", terms.amount().currency().name())
            .setParameter("type", type == null ? null : type.name())
            .setParameter("installments", terms.installments())
            .setParameter("installment_type", terms.installmentType().name())
            .setParameter("print", terms.receipt().printed())
            .setParameter("operation", terms.onApproval().operationType().name())
            .setParameter("lines", ReceiptJson.write(terms.receipt().lines()))
            .setParameter("descriptor", terms.onApproval().softDescriptor())
            .setParameter("overpayment", terms.overpaymentAllowed())
            .setParameter("expires", terms.expiresAt())
            .setParameter("placed", terms.placedAt())
            .setParameter("status", order.status().name())
            .setParameter("correlation", order.correlationId())
            .setParameter("trace", order.traceparent())
            .setParameter("version", order.lastOrderVersion())
            .executeUpdate()
        == 1;
  }

  private static @Nullable String serial(OrderAddress address) {
    return switch (address) {
      case OrderAddress.Direct(var serial) -> serial;
      case OrderAddress.Standalone(var serial) -> serial;
      case OrderAddress.Listed _ -> null;
    };
  }

  private static String @Nullable [] listedOn(OrderAddress address) {
    return switch (address) {
      case OrderAddress.Direct _, OrderAddress.Standalone _ -> null;
      case OrderAddress.Listed(var serials) -> serials.toArray(String[]::new);
    };
  }

  @Override
  public Optional<Place> placeOf(OrderId id) {
    return getEntityManager()
        .createQuery(
            """
            select o.accountId, o.terminalSerial, o.listedOn, o.standalone
            from OpenOrderRow o where o.id = ?1
            """,
            Object[].class)
        .setParameter(1, id.value())
        .getResultStream()
        .findFirst()
        .map(PanacheOrderStore::place);
  }

  private static Place place(Object[] row) {
    return new Place(
        new AccountId((String) row[0]),
        OpenOrderRow.address((String) row[1], (String[]) row[2], (Boolean) row[3]));
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
            "terminalSerial = ?1 and accountId = ?2 and status = ?3 and amountMinor > paidMinor"
                + " order by placedAt, id",
            terminal.serialNumber(),
            terminal.accountId().value(),
            OrderStatus.QUEUED)
        .firstResultOptional()
        .map(OpenOrderRow::toOrder);
  }

  @Override
  public List<OpenOrder> listed(Terminal terminal, Page page) {
    OrderId after = page.after();
    List<?> rows =
        getEntityManager()
            .createNativeQuery(
                """
                select o.* from open_order o
                where o.account_id = :account and o.status = 'LISTED' and o.closed is null
                  and o.paid_minor < o.amount_minor
                  and (o.listed_on = '{}' or :serial = any(o.listed_on))
                  and (position(lower(:text) in lower(o.code)) > 0
                       or position(lower(:text) in lower(coalesce(o.display_name, ''))) > 0)
                  and (cast(:after as text) is null or (o.placed_at, o.id) >
                       (select a.placed_at, a.id from open_order a where a.id = cast(:after as text)))
                order by o.placed_at, o.id limit :limit
                """,
                OpenOrderRow.class)
            .setParameter("account", terminal.accountId().value())
            .setParameter("serial", terminal.serialNumber())
            .setParameter("text", page.text())
            .setParameter("after", after == null ? null : after.value())
            .setParameter("limit", page.limit())
            .getResultList();
    return rows.stream().map(OpenOrderRow.class::cast).map(OpenOrderRow::toOrder).toList();
  }

  @Override
  public void readdress(Terminal replaced, Terminal successor) {
    list(
            "terminalSerial = ?1 and accountId = ?2 and not standalone and status in ?3",
            replaced.serialNumber(),
            replaced.accountId().value(),
            List.of(OrderStatus.QUEUED, OrderStatus.REJECTED))
        .forEach(row -> row.terminalSerial = successor.serialNumber());
    getEntityManager()
        .createNativeQuery(
            """
            update open_order set listed_on = array_replace(listed_on, :old, :new)
            where account_id = :account and :old = any(listed_on) and closed is null
            """)
        .setParameter("old", replaced.serialNumber())
        .setParameter("new", successor.serialNumber())
        .setParameter("account", replaced.accountId().value())
        .executeUpdate();
  }

  @Override
  public void raiseList(AccountId account) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into order_list (account_id, version) values (?1, 1)
            on conflict (account_id) do update set version = order_list.version + 1
            """)
        .setParameter(1, account.value())
        .executeUpdate();
  }

  @Override
  public long listVersion(AccountId account) {
    List<?> version =
        getEntityManager()
            .createNativeQuery("select version from order_list where account_id = ?1", Long.class)
            .setParameter(1, account.value())
            .getResultList();
    return version.isEmpty() ? 0 : (Long) version.getFirst();
  }
}
