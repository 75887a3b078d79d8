package dev.connectpos.order.persistence;

import dev.connectpos.order.application.CustomerStore.CustomerFilter;
import dev.connectpos.order.application.ListStore.ChargeFilter;
import dev.connectpos.order.application.ListStore.OrderFilter;
import dev.connectpos.order.application.ListStore.Period;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.AccountId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statement that finds a page. Its rows are the total and the ids, newest first; one row with
 * the total alone if the page is empty.
 *
 * <p>Asked for by something that few have (a code, a customer, a key, an order, a name), an index
 * leads to those few, and they are counted. Asked for by status and time, which many have:
 *
 * <ol>
 *   <li>Blocks of 1024 numbers are taken that may hold what is asked for, with what they hold: as
 *       counted if the period holds all of the block, else by a look at the block, which only those
 *       at the ends of the period need.
 *   <li>Added up from the newest, they give the total, the block the page begins in, and the one it
 *       ends in.
 *   <li>The page is read from the index between these blocks.
 * </ol>
 *
 * <p>So a page costs the same wherever it is.
 */
record ListQuery(String sql, Map<String, Object> parameters) {

  /** A table that is listed. */
  private enum Listed {
    ORDERS("orders", "order", "placed_at", "l.id, l.number"),
    CHARGES("charge", "charge", "created_at", "l.id, l.order_id, l.number"),
    CUSTOMERS("customer", "customer", "created_at", "l.id, l.number");

    private final String table;
    private final String kind;
    private final String at;
    private final String columns;

    Listed(String table, String kind, String at, String columns) {
      this.table = table;
      this.kind = kind;
      this.at = at;
      this.columns = columns;
    }
  }

  static ListQuery of(AccountId account, OrderFilter filter, Slice slice) {
    var where = new Where(Listed.ORDERS, account, slice);
    where.few("l.code = :code", "code", filter.code());
    var customer = filter.customer();
    where.few("l.customer_id = :customer", "customer", customer == null ? null : customer.value());
    where.few(
        "l.id IN (SELECT k.order_id FROM order_by_key k"
            + " WHERE k.account_id = :account AND k.key_sha256 = :key)",
        "key",
        filter.keySha256());
    return where.query(filter.status(), filter.created());
  }

  static ListQuery of(AccountId account, ChargeFilter filter, Slice slice) {
    var where = new Where(Listed.CHARGES, account, slice);
    where.few("l.code = :code", "code", filter.code());
    var order = filter.order();
    where.few("l.order_id = :order", "order", order == null ? null : order.value());
    var customer = filter.customer();
    where.few(
        "l.order_id IN (SELECT o.id FROM orders o"
            + " WHERE o.account_id = :account AND o.customer_id = :customer)",
        "customer",
        customer == null ? null : customer.value());
    var online = filter.online();
    if (online != null) {
      where.few(online ? "l.means = :means" : "l.means <> :means", "means", "online");
    }
    return where.query(filter.status(), filter.created());
  }

  static ListQuery of(AccountId account, CustomerFilter filter, Slice slice) {
    var where = new Where(Listed.CUSTOMERS, account, slice);
    where.few("lower(l.name) = lower(:name)", "name", filter.name());
    where.few("lower(l.email) = lower(:email)", "email", filter.email());
    where.few("l.document = :document", "document", filter.document());
    where.few("l.code = :code", "code", filter.code());
    return where.query(null, new Period(null, null));
  }

  /** Gathers what is asked for. */
  private static final class Where {
    private final Listed listed;
    private final List<String> few = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    Where(Listed listed, AccountId account, Slice slice) {
      this.listed = listed;
      parameters.put("account", account.value());
      parameters.put("size", slice.size());
      parameters.put("offset", slice.offset());
    }

    void few(String condition, String name, @Nullable String value) {
      if (value != null) {
        few.add(condition);
        parameters.put(name, value);
      }
    }

    ListQuery query(@Nullable String status, Period created) {
      var since = created.since();
      var until = created.until();
      var period = new ArrayList<String>();
      var touched = new ArrayList<String>();
      var within = new ArrayList<String>();
      if (since != null) {
        parameters.put("since", since);
        period.add("l." + listed.at + " >= :since");
        touched.add("b.last_at >= :since");
        within.add("b.first_at >= :since");
      }
      if (until != null) {
        parameters.put("until", until);
        period.add("l." + listed.at + " < :until");
        touched.add("b.first_at < :until");
        within.add("b.last_at < :until");
      }
      var wanted = new ArrayList<>(few);
      if (status != null) {
        parameters.put("status", status);
        wanted.add("l.status = :status");
        touched.add("b.status = :status");
      }
      wanted.addAll(period);
      if (!few.isEmpty()) {
        return new ListQuery(oneByOne(and(wanted)), parameters);
      }
      var counted = within.isEmpty() ? "b.listed" : look(and(period), within);
      return new ListQuery(byBlocks(counted, and(touched), and(wanted)), parameters);
    }

    private String byBlocks(String counted, String touched, String wanted) {
      return """
      WITH counted AS (
        SELECT b.block, sum(%4$s) AS listed
        FROM listed_block b
        WHERE b.account_id = :account AND b.kind = '%3$s' AND b.listed > 0%5$s
        GROUP BY b.block),
      running AS (
        SELECT block, sum(listed) OVER (ORDER BY block DESC) AS upto FROM counted),
      bounds AS MATERIALIZED (
        SELECT coalesce(max(upto), 0) AS total,
          coalesce(max(upto) FILTER (WHERE upto <= :offset), 0) AS skipped,
          max(block) FILTER (WHERE upto > :offset) AS newest,
          coalesce(max(block) FILTER (WHERE upto >= :offset + :size), 0) AS oldest
        FROM running)
      SELECT bounds.total, page.*
      FROM bounds LEFT JOIN (
        SELECT %2$s FROM %1$s l
        WHERE l.account_id = :account
          AND l.number > (SELECT oldest * 1024 FROM bounds)
          AND l.number <= (SELECT (newest + 1) * 1024 FROM bounds)%6$s
        ORDER BY l.number DESC
        LIMIT :size OFFSET (SELECT :offset - skipped FROM bounds)) page ON true
      ORDER BY page.number DESC
      """
          .formatted(listed.table, listed.columns, listed.kind, counted, touched, wanted);
    }

    private String oneByOne(String wanted) {
      return """
      SELECT counted.total, page.*
      FROM (SELECT count(*) AS total FROM %1$s l WHERE l.account_id = :account%3$s) counted
      LEFT JOIN (
        SELECT %2$s FROM %1$s l WHERE l.account_id = :account%3$s
        ORDER BY l.number DESC LIMIT :size OFFSET :offset) page ON true
      ORDER BY page.number DESC
      """
          .formatted(listed.table, listed.columns, wanted);
    }

    /** The part of a partly wanted block that is wanted. */
    private String look(String period, List<String> within) {
      return """
      CASE WHEN %3$s THEN b.listed ELSE (
          SELECT count(*) FROM %1$s l
          WHERE l.account_id = b.account_id AND l.status = b.status
            AND l.number > b.block * 1024 AND l.number <= (b.block + 1) * 1024%2$s) END\
      """
          .formatted(listed.table, period, String.join(" AND ", within));
    }

    private static String and(List<String> conditions) {
      var text = new StringBuilder();
      conditions.forEach(condition -> text.append("\n    AND ").append(condition));
      return text.toString();
    }
  }
}
