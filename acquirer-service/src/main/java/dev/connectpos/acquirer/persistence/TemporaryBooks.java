package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.MoneyLog.Settled;
import dev.connectpos.acquirer.application.RebuiltBooks;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.Payout;
import dev.connectpos.acquirer.domain.Posting;
import dev.connectpos.acquirer.domain.Posting.Entry;
import dev.connectpos.acquirer.domain.Receivable;
import dev.connectpos.acquirer.domain.Receivable.Kind;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Books in temporary tables of one connection: in no write-ahead log, of any size, and gone with
 * it. A page of messages is one transaction, until the stored books are frozen; from then on all is
 * one, whose snapshot it is.
 */
final class TemporaryBooks implements RebuiltBooks {
  /** Any number will do, the same for ever: one audit at a time, on whichever replica. */
  static final long LOCK = 0x0033_A0D1;

  private final Connection connection;
  private boolean frozen;

  private TemporaryBooks(Connection connection) {
    this.connection = connection;
  }

  /** Empty ones, on a connection that is theirs from now on. */
  static TemporaryBooks on(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      // What a stored book of any size takes; they are reset with the connection.
      statement.execute(BookTexts.LIMITS_OFF);
      statement.execute(BookTexts.TABLES);
    }
    connection.setAutoCommit(false);
    return new TemporaryBooks(connection);
  }

  @Override
  public Map<PaymentId, Versions> versions(Collection<PaymentId> ids) {
    commit();
    return query(
        frozen ? BookTexts.VERSIONS_FROZEN : BookTexts.VERSIONS,
        statement -> {
          statement.setArray(1, array(ids.stream().map(PaymentId::value).toList()));
        },
        rows -> {
          var versions = new HashMap<PaymentId, Versions>();
          while (rows.next()) {
            versions.put(
                new PaymentId(rows.getString(1)), new Versions(rows.getLong(2), rows.getLong(3)));
          }
          return versions;
        });
  }

  @Override
  public void read(PaymentId id, long version, boolean fromFirst) {
    update(
        """
        INSERT INTO rebuilt_payment (payment_id, last_version, whole) VALUES (?, ?, ?)
        ON CONFLICT (payment_id) DO UPDATE
          SET last_version = excluded.last_version,
              whole = rebuilt_payment.whole AND excluded.whole""",
        id.value(),
        version,
        fromFirst);
  }

  @Override
  public void keep(PaymentId id, byte[] capture) {
    update("INSERT INTO rebuilt_capture (payment_id, message) VALUES (?, ?)", id.value(), capture);
  }

  @Override
  public List<byte[]> captures(PaymentId id) {
    return query(
        "SELECT message FROM rebuilt_capture WHERE payment_id = ? ORDER BY capture_no",
        statement -> statement.setString(1, id.value()),
        rows -> {
          var messages = new ArrayList<byte[]>();
          while (rows.next()) {
            messages.add(rows.getBytes(1));
          }
          return messages;
        });
  }

  @Override
  public void post(Posting posting) {
    RequestId request = posting.request();
    for (Entry entry : posting.entries()) {
      entry(
          posting.paymentId().value(),
          posting.accountId(),
          posting.kind(),
          request == null ? null : request.value(),
          posting.at(),
          entry);
    }
  }

  /** An entry stands with what it is of: a payment, or a settlement. */
  private void entry(
      String of,
      AccountId accountId,
      String kind,
      @Nullable String request,
      Instant at,
      Entry entry) {
    update(
        """
        INSERT INTO rebuilt_entry
          (cause, account_id, kind, request_id, posted_at, ledger_account, amount_minor, currency)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        of,
        accountId.value(),
        kind,
        request,
        at.atOffset(ZoneOffset.UTC),
        entry.account().name(),
        entry.amount().minor(),
        entry.amount().currency().name());
  }

  @Override
  public void add(Booking booking) {
    RequestId request = booking.request();
    for (Receivable one : booking.receivables()) {
      update(
          """
          INSERT INTO rebuilt_receivable
            (payment_id, account_id, kind, reason, request_id, capture_no, installment,
             amount_minor, fee_minor, currency, due_on, booked_on, created_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
          booking.terms().id().value(),
          booking.terms().accountId().value(),
          one.kind().name().toLowerCase(Locale.ROOT),
          booking.reason(),
          request == null ? null : request.value(),
          one.capture(),
          one.installment(),
          one.amount().minor(),
          one.fee().minor(),
          one.amount().currency().name(),
          one.dueOn(),
          booking.day(),
          booking.at().atOffset(ZoneOffset.UTC));
    }
  }

  @Override
  public List<Receivable> creditsOf(PaymentId id) {
    return query(
        """
        SELECT capture_no, installment, amount_minor, fee_minor, currency, due_on
          FROM rebuilt_receivable
         WHERE payment_id = ? AND kind = 'credit' ORDER BY capture_no, installment""",
        statement -> statement.setString(1, id.value()),
        rows -> {
          var credits = new ArrayList<Receivable>();
          while (rows.next()) {
            var currency = Currency.of(rows.getString(5));
            credits.add(
                new Receivable(
                    Kind.CREDIT,
                    rows.getInt(1),
                    rows.getInt(2),
                    new Money(rows.getLong(3), currency),
                    new Money(rows.getLong(4), currency),
                    rows.getObject(6, LocalDate.class)));
          }
          return credits;
        });
  }

  @Override
  public void settle(Settled settled, Payout payout) {
    boolean isOfSnapshot =
        !frozen
            || query(
                "SELECT 1 FROM settlement WHERE settlement_id = ?",
                statement -> statement.setString(1, settled.id()),
                ResultSet::next);
    if (!isOfSnapshot
        || update(
                """
                INSERT INTO rebuilt_settlement
                  (settlement_id, account_id, currency, settled_on, gross_minor, fee_minor,
                   receivables, settled_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                settled.id(),
                settled.accountId().value(),
                settled.gross().currency().name(),
                settled.day(),
                settled.gross().minor(),
                settled.fee().minor(),
                settled.receivables(),
                settled.at().atOffset(ZoneOffset.UTC))
            == 0) {
      return;
    }
    for (Entry entry : payout.entries()) {
      entry(settled.id(), settled.accountId(), "settlement", null, settled.at(), entry);
    }
  }

  @Override
  public void freeze() {
    commit();
    try (var statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      statement.execute(BookTexts.TAKE_OVER);
      frozen = true;
    } catch (SQLException e) {
      throw new IllegalStateException("the stored books cannot be frozen", e);
    }
  }

  @Override
  public boolean isLevel() {
    return query(BookTexts.IS_LEVEL, _ -> {}, rows -> rows.next() && rows.getBoolean(1));
  }

  @Override
  public Counts compare(boolean wholeLog, Consumer<String> difference) {
    long differences = 0;
    for (BookTexts.Pair pair : BookTexts.PAIRS) {
      if (wholeLog || pair.ofPayments()) {
        differences += differences(pair, wholeLog, difference);
      }
    }
    return new Counts(
        count("SELECT count(*) FROM payment"),
        wholeLog ? 0 : count(BookTexts.BEFORE_LOG),
        count("SELECT count(*) FROM rebuilt_receivable"),
        count("SELECT count(*) FROM rebuilt_entry"),
        count("SELECT count(*) FROM rebuilt_settlement"),
        count("SELECT count(*) FROM rebuilt_settlement WHERE taken_over"),
        wholeLog ? count(BookTexts.BALANCES) : 0,
        differences);
  }

  private long differences(BookTexts.Pair pair, boolean wholeLog, Consumer<String> difference) {
    return query(
        pair.differences(wholeLog),
        _ -> {},
        rows -> {
          long all = 0;
          while (rows.next()) {
            all = rows.getLong(4);
            difference.accept(
                "%s: %d times in the log, %d times stored: %s"
                    .formatted(pair.name(), rows.getLong(2), rows.getLong(3), rows.getString(1)));
          }
          return all;
        });
  }

  private long count(String sql) {
    return query(sql, _ -> {}, rows -> rows.next() ? rows.getLong(1) : 0);
  }

  /** Not once the books are frozen: the snapshot would be gone. */
  private void commit() {
    try {
      if (!frozen) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private java.sql.Array array(List<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private int update(String sql, @Nullable Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the rebuilt books cannot be written", e);
    }
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> T query(String sql, Binding binding, Reader<T> reader) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the books cannot be read", e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
      try (var statement = connection.createStatement()) {
        statement.execute(BookTexts.DROP_TABLES);
        statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the rebuilt books cannot be closed", e);
    }
  }
}
