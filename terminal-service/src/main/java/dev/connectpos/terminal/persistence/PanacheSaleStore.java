package dev.connectpos.terminal.persistence;

import static java.util.Objects.requireNonNull;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.application.SaleStore;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.Approval;
import dev.connectpos.terminal.domain.DayEntry;
import dev.connectpos.terminal.domain.PastSale;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.PaymentType;
import dev.connectpos.terminal.domain.SalesReport;
import dev.connectpos.terminal.domain.Terminal;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sales among {@code payment_attempt}, and table {@code day_entry}. */
@ApplicationScoped
class PanacheSaleStore implements SaleStore, PanacheRepositoryBase<PaymentAttemptRow, String> {

  private static final String SALE =
      """
      select a.id, case when not o.standalone then o.code end,
        exists (select 1 from sale_cancellation c where c.payment_id = a.id and c.status = 'ASKED')
      from payment_attempt a join open_order o on o.id = a.order_id
      where a.account_id = :account and a.sold_at is not null
      """;

  @Override
  public void sold(PaymentAttempt attempt, Instant at) {
    PaymentAttemptRow row = findById(attempt.id().value());
    if (row.soldAt == null) {
      row.soldAt = at;
    }
  }

  @Override
  public void add(PaymentAttempt attempt, DayEntry entry, Instant at) {
    switch (entry) {
      case DayEntry.Sold(var amount, var approval) -> add(attempt, "SOLD", amount, approval, at);
      case DayEntry.GivenBack(var amount, var approval) ->
          add(attempt, "GIVEN_BACK", amount, approval, at);
    }
  }

  private void add(
      PaymentAttempt attempt, String kind, Money amount, Approval approval, Instant at) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into day_entry (payment_id, version, terminal_id, at, kind, payment_type, brand, amount_minor,
                currency)
            values (:payment, :version, :terminal, :at, :kind, :type, :brand, :amount, :currency)
            """)
        .setParameter("payment", attempt.id().value())
        .setParameter("version", attempt.lastPaymentVersion())
        .setParameter("terminal", attempt.terminalId().value())
        .setParameter("at", at)
        .setParameter("kind", kind)
        .setParameter("type", attempt.sale().type().name())
        .setParameter("brand", approval.brand())
        .setParameter("amount", amount.minor())
        .setParameter("currency", amount.currency().name())
        .executeUpdate();
  }

  @Override
  public Optional<PastSale> find(AccountId account, PaymentId id) {
    return sales(
            getEntityManager()
                .createNativeQuery(SALE + "and a.id = :id", Object[].class)
                .setParameter("account", account.value())
                .setParameter("id", id.value()))
        .stream()
        .findFirst();
  }

  @Override
  public List<PastSale> list(AccountId account, Page page) {
    PaymentId after = page.after();
    PaymentAttemptRow last = after == null ? null : lastOf(account, after);
    if (after != null && last == null) {
      return List.of();
    }
    Query query =
        getEntityManager()
            .createNativeQuery(
                SALE
                    + """
                    and a.sold_at >= :from and a.sold_at < :until
                    and (cast(:amount as bigint) is null
                         or coalesce(a.captured_minor, a.amount_minor) = cast(:amount as bigint))
                    and (cast(:nsu as text) is null or a.nsu = cast(:nsu as text))
                    """
                    + (last == null ? "" : "and (a.sold_at, a.id) < (:last_at, :last_id)\n")
                    + "order by a.sold_at desc, a.id desc limit :limit",
                Object[].class)
            .setParameter("account", account.value())
            .setParameter("from", page.when().from())
            .setParameter("until", page.when().until())
            .setParameter("amount", page.amountMinor())
            .setParameter("nsu", page.nsu())
            .setParameter("limit", page.limit());
    if (last != null) {
      query.setParameter("last_at", last.soldAt).setParameter("last_id", last.id);
    }
    return sales(query);
  }

  private @Nullable PaymentAttemptRow lastOf(AccountId account, PaymentId id) {
    return find("id = ?1 and accountId = ?2 and soldAt is not null", id.value(), account.value())
        .firstResult();
  }

  /** The rows of a query of {@link #SALE}, each with its attempt. */
  private List<PastSale> sales(Query query) {
    List<?> rows = query.getResultList();
    // All attempts in one query; what follows finds them in the session.
    list("id in ?1", rows.stream().map(row -> ((Object[]) row)[0]).toList());
    return rows.stream().map(Object[].class::cast).map(this::sale).toList();
  }

  private PastSale sale(Object[] row) {
    PaymentAttemptRow attempt = findById((String) row[0]);
    return new PastSale(
        attempt.toAttempt(), (String) row[1], requireNonNull(attempt.soldAt), (Boolean) row[2]);
  }

  @Override
  public List<SalesReport.Row> report(Terminal terminal, Span when) {
    List<?> rows =
        getEntityManager()
            .createNativeQuery(
                """
                with recursive line (id, serial) as (
                  select id, serial_number from terminal where id = :terminal
                  union
                  select t.id, t.serial_number from terminal t join line l on t.replaced_by = l.serial)
                select e.payment_type, e.brand,
                  count(*) filter (where e.kind = 'SOLD'),
                  cast(coalesce(sum(e.amount_minor) filter (where e.kind = 'SOLD'), 0) as bigint),
                  count(*) filter (where e.kind = 'GIVEN_BACK'),
                  cast(coalesce(sum(e.amount_minor) filter (where e.kind = 'GIVEN_BACK'), 0) as bigint)
                from day_entry e
                where e.terminal_id in (select id from line) and e.at >= :from and e.at < :until
                  and e.currency = 'BRL'
                group by e.payment_type, e.brand order by e.payment_type, e.brand
                """,
                Object[].class)
            .setParameter("terminal", terminal.id().value())
            .setParameter("from", when.from())
            .setParameter("until", when.until())
            .getResultList();
    return rows.stream().map(Object[].class::cast).map(PanacheSaleStore::row).toList();
  }

  private static SalesReport.Row row(Object[] row) {
    return new SalesReport.Row(
        PaymentType.valueOf((String) row[0]),
        (String) row[1],
        new SalesReport.Sums(
            (Long) row[2],
            new Money((Long) row[3], Currency.BRL),
            (Long) row[4],
            new Money((Long) row[5], Currency.BRL)));
  }
}
