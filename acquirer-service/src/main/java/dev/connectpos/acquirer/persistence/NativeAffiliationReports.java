package dev.connectpos.acquirer.persistence;

import static dev.connectpos.acquirer.persistence.NativeRows.date;
import static dev.connectpos.acquirer.persistence.NativeRows.instant;
import static dev.connectpos.acquirer.persistence.NativeRows.number;
import static dev.connectpos.acquirer.persistence.NativeRows.text;
import static dev.connectpos.acquirer.persistence.NativeRows.textOrNull;

import dev.connectpos.acquirer.application.AffiliationReports;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.CardBrand;
import dev.connectpos.money.Currency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** By keys, never by offsets: a page costs the same wherever it is. */
@ApplicationScoped
class NativeAffiliationReports implements AffiliationReports {
  private static final String METHOD =
      """
      CASE p.payment_type WHEN 'CREDIT' THEN 'credit_card' WHEN 'DEBIT' THEN 'debit_card'
                          ELSE 'voucher' END AS payment_method""";

  private final Session session;

  NativeAffiliationReports(Session session) {
    this.session = session;
  }

  @Override
  public Balance balance(AccountId accountId, Currency currency, LocalDate today) {
    return rows(
            """
            SELECT b.balance_minor, b.paid_minor,
                   (SELECT CAST(coalesce(sum(r.amount_minor - r.fee_minor), 0) AS bigint)
                      FROM receivable r
                     WHERE r.account_id = b.account_id AND r.status = 'waiting_funds'
                       AND r.payment_date <= :today AND r.currency = b.currency) AS due
              FROM affiliation_balance b
             WHERE b.account_id = :account AND b.currency = :currency""",
            Map.of("account", accountId.value(), "currency", currency.name(), "today", today))
        .findFirst()
        .map(
            row -> {
              long due = number(row, "due");
              return new Balance(
                  due, number(row, "balance_minor") - due, number(row, "paid_minor"));
            })
        .orElseGet(() -> new Balance(0, 0, 0));
  }

  @Override
  public List<PayableView> payables(
      AccountId accountId, PayableFilter filter, @Nullable Position behind, int limit) {
    var query = PayableQuery.of(accountId, filter, behind, limit);
    return rows(query.sql(), query.parameters()).map(NativeAffiliationReports::payable).toList();
  }

  @Override
  public Optional<PayableView> payable(AccountId accountId, String id) {
    return rows(
            PayableQuery.SELECT + " WHERE r.receivable_id = :id AND r.account_id = :account",
            Map.of("id", id, "account", accountId.value()))
        .findFirst()
        .map(NativeAffiliationReports::payable);
  }

  @Override
  public List<StatementLine> statement(
      AccountId accountId, Currency currency, Period period, @Nullable Position behind, int limit) {
    var query = StatementQuery.of(accountId, currency, period, behind, limit);
    return rows(query.sql(), query.parameters())
        .map(
            row ->
                new StatementLine(
                    number(row, "number"),
                    instant(row, "posted_at"),
                    text(row, "kind"),
                    textOrNull(row, "payment_id"),
                    textOrNull(row, "request_id"),
                    textOrNull(row, "settlement_id"),
                    number(row, "gross"),
                    number(row, "fee")))
        .toList();
  }

  @Override
  public StatementBalance statementBalance(AccountId accountId, Currency currency, Period period) {
    var query = StatementQuery.balance(accountId, currency, period);
    Tuple row = rows(query.sql(), query.parameters()).findFirst().orElseThrow();
    return new StatementBalance(
        number(row, "balance") - number(row, "since"),
        number(row, "balance") - number(row, "later"));
  }

  @Override
  public List<SaleRow> sales(AccountId accountId, LocalDate day, long behind, int limit) {
    return rows(
            """
            SELECT r.receivable_no, r.receivable_id, r.payment_id, p.order_id,
                   CAST(p.nsu AS text) AS nsu,
                   CAST(p.authorization_code AS text) AS authorization_code, r.created_at, %s,
                   p.card_brand, r.installment, p.installments,
                   CAST(r.currency AS text) AS currency, r.amount_minor, r.fee_minor, r.due_on
              FROM receivable r JOIN payment p USING (payment_id)
             WHERE r.account_id = :account AND r.booked_on = :day AND r.kind = 'credit'
               AND r.receivable_no > :behind
             ORDER BY r.receivable_no LIMIT :limit"""
                .formatted(METHOD),
            ofDay(accountId, day, behind, limit))
        .map(
            row ->
                new SaleRow(
                    number(row, "receivable_no"),
                    text(row, "receivable_id"),
                    text(row, "payment_id"),
                    text(row, "order_id"),
                    text(row, "nsu"),
                    textOrNull(row, "authorization_code"),
                    instant(row, "created_at"),
                    text(row, "payment_method"),
                    brand(textOrNull(row, "card_brand")),
                    (int) number(row, "installment"),
                    (int) number(row, "installments"),
                    text(row, "currency"),
                    number(row, "amount_minor"),
                    number(row, "fee_minor"),
                    date(row, "due_on")))
        .toList();
  }

  @Override
  public List<BackRow> back(AccountId accountId, LocalDate day, long behind, int limit) {
    return rows(
            """
            SELECT receivable_no, receivable_id, payment_id, reason, request_id, created_at,
                   installment, CAST(currency AS text) AS currency, amount_minor, fee_minor, due_on
              FROM receivable
             WHERE account_id = :account AND booked_on = :day AND kind = 'refund'
               AND receivable_no > :behind
             ORDER BY receivable_no LIMIT :limit""",
            ofDay(accountId, day, behind, limit))
        .map(
            row ->
                new BackRow(
                    number(row, "receivable_no"),
                    text(row, "receivable_id"),
                    text(row, "payment_id"),
                    text(row, "reason"),
                    text(row, "request_id"),
                    instant(row, "created_at"),
                    (int) number(row, "installment"),
                    text(row, "currency"),
                    number(row, "amount_minor"),
                    number(row, "fee_minor"),
                    date(row, "due_on")))
        .toList();
  }

  @Override
  public List<PayoutRow> payouts(AccountId accountId, LocalDate day) {
    return rows(
            """
            SELECT settlement_id, settled_at, CAST(currency AS text) AS currency, gross_minor,
                   fee_minor, net_minor, receivables
              FROM settlement WHERE account_id = :account AND settled_on = :day
             ORDER BY currency""",
            Map.of("account", accountId.value(), "day", day))
        .map(
            row ->
                new PayoutRow(
                    text(row, "settlement_id"),
                    instant(row, "settled_at"),
                    text(row, "currency"),
                    number(row, "gross_minor"),
                    number(row, "fee_minor"),
                    number(row, "net_minor"),
                    (int) number(row, "receivables")))
        .toList();
  }

  @Override
  public List<PaidRow> paid(String settlementId, long behind, int limit) {
    return rows(
            """
            SELECT receivable_no, receivable_id, payment_id, kind, installment,
                   CAST(currency AS text) AS currency, amount_minor, fee_minor
              FROM receivable WHERE settlement_id = :settlement AND receivable_no > :behind
             ORDER BY receivable_no LIMIT :limit""",
            Map.of("settlement", settlementId, "behind", behind, "limit", limit))
        .map(
            row ->
                new PaidRow(
                    number(row, "receivable_no"),
                    settlementId,
                    text(row, "receivable_id"),
                    text(row, "payment_id"),
                    text(row, "kind"),
                    (int) number(row, "installment"),
                    text(row, "currency"),
                    number(row, "amount_minor"),
                    number(row, "fee_minor")))
        .toList();
  }

  private static Map<String, Object> ofDay(
      AccountId accountId, LocalDate day, long behind, int limit) {
    var parameters = new HashMap<String, Object>();
    parameters.put("account", accountId.value());
    parameters.put("day", day);
    parameters.put("behind", behind);
    parameters.put("limit", limit);
    return parameters;
  }

  private static @Nullable String brand(@Nullable String name) {
    return name == null ? null : CardBrand.valueOf(name).schemeName();
  }

  private static PayableView payable(Tuple row) {
    return new PayableView(
        number(row, "receivable_no"),
        text(row, "receivable_id"),
        text(row, "payment_id"),
        text(row, "order_id"),
        text(row, "status"),
        text(row, "kind"),
        number(row, "amount_minor"),
        number(row, "fee_minor"),
        (int) number(row, "installment"),
        text(row, "payment_method"),
        date(row, "payment_date"),
        instant(row, "created_at"));
  }

  private Stream<Tuple> rows(String sql, Map<String, Object> parameters) {
    var query = session.createNativeQuery(sql, Tuple.class);
    parameters.forEach(query::setParameter);
    return query.getResultList().stream();
  }
}
