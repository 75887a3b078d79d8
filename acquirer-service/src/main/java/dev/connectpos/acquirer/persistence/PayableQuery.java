package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.AffiliationReports.PayableFilter;
import dev.connectpos.acquirer.application.AffiliationReports.Position;
import dev.connectpos.acquirer.domain.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of receivables: by creation, or by payment date if that is asked for, so that the order
 * of the list and the range that is read are one index.
 *
 * @param sql only with what is asked for: a condition that may be absent would hide the index
 * @param parameters of it
 */
record PayableQuery(String sql, Map<String, Object> parameters) {
  static final String SELECT =
      """
      SELECT r.receivable_no, r.receivable_id, r.payment_id, p.order_id, r.status, r.kind,
             r.amount_minor, r.fee_minor, r.installment, r.payment_date, r.created_at,
             CASE p.payment_type WHEN 'CREDIT' THEN 'credit_card' WHEN 'DEBIT' THEN 'debit_card'
                                 ELSE 'voucher' END AS payment_method
        FROM receivable r JOIN payment p USING (payment_id)""";

  static PayableQuery of(
      AccountId accountId, PayableFilter filter, @Nullable Position behind, int limit) {
    var parameters = new HashMap<String, Object>();
    var sql = new StringBuilder(SELECT).append(" WHERE r.account_id = :account");
    parameters.put("account", accountId.value());
    and(sql, parameters, "r.payment_id = ", "payment", filter.paymentId());
    // As literals: the indexes by them are known to the planner, and there are two of each.
    literal(sql, "r.status = ", filter.status());
    literal(sql, "r.kind = ", filter.type());
    and(sql, parameters, "r.installment = ", "installment", filter.installment());
    and(sql, parameters, "r.payment_date >= ", "dated", filter.paymentDates().since());
    and(sql, parameters, "r.payment_date <= ", "dated_until", filter.paymentDates().until());
    and(sql, parameters, "r.created_at >= ", "created", filter.created().since());
    and(sql, parameters, "r.created_at < ", "created_until", filter.created().until());
    String order = filter.isByPaymentDate() ? "r.payment_date" : "r.created_at";
    if (behind != null) {
      sql.append(" AND (").append(order).append(", r.receivable_no) > (:at, :number)");
      parameters.put(
          "at",
          filter.isByPaymentDate() ? LocalDate.parse(behind.at()) : Instant.parse(behind.at()));
      parameters.put("number", behind.number());
    }
    sql.append(" ORDER BY ").append(order).append(", r.receivable_no LIMIT :limit");
    parameters.put("limit", limit);
    return new PayableQuery(sql.toString(), parameters);
  }

  private static void and(
      StringBuilder sql,
      Map<String, Object> parameters,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      sql.append(" AND ").append(condition).append(':').append(name);
      parameters.put(name, value);
    }
  }

  private static void literal(StringBuilder sql, String condition, @Nullable String word) {
    if (word != null) {
      sql.append(" AND ").append(condition).append('\'').append(known(word)).append('\'');
    }
  }

  /** The edge above lets no other words through; this is where they would do harm. */
  private static String known(String word) {
    return switch (word) {
      case "waiting_funds", "paid", "credit", "refund" -> word;
      default -> throw new IllegalStateException("not a status or type of a receivable");
    };
  }
}
