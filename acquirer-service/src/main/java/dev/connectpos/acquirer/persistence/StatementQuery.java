package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.AffiliationReports.Period;
import dev.connectpos.acquirer.application.AffiliationReports.Position;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.money.Currency;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An affiliation's part of the ledger.
 *
 * @param sql with what is asked for
 * @param parameters of it
 */
record StatementQuery(String sql, Map<String, Object> parameters) {

  /** Movements of a period that has both ends. */
  static StatementQuery of(
      AccountId accountId, Currency currency, Period period, @Nullable Position behind, int limit) {
    var parameters = parameters(accountId, currency, period);
    parameters.put("limit", limit);
    if (behind != null) {
      parameters.put("at", Instant.parse(behind.at()));
      parameters.put("number", behind.number());
    }
    return new StatementQuery(
        """
        SELECT t.ledger_transaction_id AS number, t.posted_at, t.kind, t.payment_id, t.request_id,
               t.settlement_id, s.gross, s.fee
          FROM ledger_transaction t,
               LATERAL (SELECT count(*) AS n,
                          CAST(coalesce(-sum(e.amount_minor) FILTER
                            (WHERE e.ledger_account = 'MERCHANT_RECEIVABLE'), 0) AS bigint) AS gross,
                          CAST(coalesce(sum(e.amount_minor) FILTER
                            (WHERE e.ledger_account = 'MERCHANT_FEE'), 0) AS bigint) AS fee
                          FROM ledger_entry e
                         WHERE e.ledger_transaction_id = t.ledger_transaction_id
                           AND e.currency = :currency) s
         WHERE t.account_id = :account AND t.posted_at >= :since AND t.posted_at < :until
           AND s.n > 0 %s
         ORDER BY t.posted_at, t.ledger_transaction_id LIMIT :limit"""
            .formatted(
                behind == null
                    ? ""
                    : "AND (t.posted_at, t.ledger_transaction_id) > (:at, :number)"),
        parameters);
  }

  /** Back from the balance as it is now: a statement is about what was lately. */
  static StatementQuery balance(AccountId accountId, Currency currency, Period period) {
    return new StatementQuery(
        """
        SELECT coalesce((SELECT b.balance_minor FROM affiliation_balance b
                 WHERE b.account_id = :account AND b.currency = :currency), 0) AS balance,
               CAST(coalesce(-sum(e.amount_minor), 0) AS bigint) AS since,
               CAST(coalesce(-sum(e.amount_minor) FILTER (WHERE t.posted_at >= :until), 0)
                 AS bigint) AS later
          FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
         WHERE t.account_id = :account AND t.posted_at >= :since AND e.currency = :currency
           AND e.ledger_account IN ('MERCHANT_RECEIVABLE', 'MERCHANT_FEE')""",
        parameters(accountId, currency, period));
  }

  private static Map<String, Object> parameters(
      AccountId accountId, Currency currency, Period period) {
    var parameters = new HashMap<String, Object>();
    parameters.put("account", accountId.value());
    parameters.put("currency", currency.name());
    parameters.put("since", Objects.requireNonNull(period.since()));
    parameters.put("until", Objects.requireNonNull(period.until()));
    return parameters;
  }
}
