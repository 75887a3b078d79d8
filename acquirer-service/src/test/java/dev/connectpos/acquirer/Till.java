package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.payment.commands.v1.OperationType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;

/**
 * Sales that went well, as tests of what comes after them need them, and what became of the money.
 */
@ApplicationScoped
class Till {
  private final Terminals terminals;
  private final EventLog log;
  private final Rows rows;

  Till(Terminals terminals, EventLog log, Rows rows) {
    this.terminals = terminals;
    this.log = log;
    this.rows = rows;
  }

  /** One of an account of its own, so that its balance is its own too. */
  Sale sale(long minor) {
    Sale sale = terminals.sale();
    String account = "acc_" + sale.paymentId();
    terminals.openAccount(account, 1);
    rows.awaitAffiliation(account);
    return sale.in(account).of(minor);
  }

  Sale captured(long minor) {
    Sale sale = sale(minor);
    terminals.pay(sale, Terminals.ORDINARY);
    log.awaitTypes(sale, "payment.authorized");
    terminals.confirm(sale, 2);
    log.awaitTypes(sale, "payment.authorized", "payment.captured");
    return sale;
  }

  Sale capturedIn(int installments, long minor) {
    return capturedIn(installments, sale(minor));
  }

  Sale capturedIn(int installments, Sale sale) {
    terminals.pay(sale, Terminals.ORDINARY);
    log.awaitTypes(sale, "payment.authorized");
    change(sale, "installments = " + installments);
    terminals.confirm(sale, 2);
    log.awaitTypes(sale, "payment.authorized", "payment.captured");
    return sale;
  }

  /** Captured the day before: what goes back now is a refund. */
  Sale capturedYesterday(long minor) {
    Sale sale = captured(minor);
    moveCaptures(sale, "captured_at - interval '1 day'");
    return sale;
  }

  Sale held(long minor) {
    Sale sale = sale(minor).to(OperationType.PRE_AUTH);
    terminals.pay(sale, Terminals.ORDINARY);
    log.awaitTypes(sale, "payment.authorized");
    terminals.confirm(sale, 2);
    log.awaitTypes(sale, "payment.authorized", "payment.confirmed");
    return sale;
  }

  void change(Sale sale, String what) {
    try {
      rows.inOneTransaction(
          "UPDATE payment SET %s WHERE payment_id = '%s'".formatted(what, sale.paymentId()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts all captures of a sale at another time, past the rule that they never change. */
  void moveCaptures(Sale sale, String capturedAt) {
    String move = "UPDATE %s SET captured_at = " + capturedAt + " WHERE payment_id = '%s'";
    try {
      rows.inOneTransaction(
          "SET LOCAL session_replication_role = replica",
          move.formatted("capture", sale.paymentId()),
          move.formatted("payment", sale.paymentId()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long balance(Sale sale) {
    return rows.number(
        "SELECT coalesce(sum(balance_minor), 0) FROM affiliation_balance WHERE account_id = ?",
        sale.accountId());
  }

  long reserved(Sale sale) {
    return rows.number(
        "SELECT coalesce(sum(reserved_minor), 0) FROM affiliation_balance WHERE account_id = ?",
        sale.accountId());
  }

  /** What the network holds on the card. */
  boolean held(Sale sale) {
    return rows.number(
            "SELECT count(*) FROM network.authorization_record WHERE reference = ? AND held",
            sale.paymentId())
        > 0;
  }

  /** What the network gave back, by its own book. */
  List<String> book(Sale sale) {
    return rows.texts(
        "SELECT kind || ' ' || amount_minor FROM network.cancellation_record"
            + " WHERE reference = ? AND done_at IS NOT NULL ORDER BY done_at",
        sale.paymentId());
  }

  /** Ledger, balance and payment agree, and nothing is reserved any more. */
  void agrees(Sale sale, long leftMinor) {
    String ledger =
        "SELECT coalesce(-sum(amount_minor), 0) FROM ledger_entry JOIN ledger_transaction"
            + " USING (ledger_transaction_id) WHERE payment_id = ? AND ledger_account ";
    assertThat(rows.number(ledger + "= 'MERCHANT_RECEIVABLE'", sale.paymentId()))
        .isEqualTo(leftMinor);
    assertThat(
            rows.number(
                "SELECT captured_minor - refunded_minor FROM payment WHERE payment_id = ?",
                sale.paymentId()))
        .isEqualTo(leftMinor);
    assertThat(rows.number(ledger + "IN ('MERCHANT_RECEIVABLE', 'MERCHANT_FEE')", sale.paymentId()))
        .isEqualTo(balance(sale));
    assertThat(reserved(sale)).isZero();
    assertThat(
            rows.number(
                "SELECT coalesce(sum(amount_minor), 0) FROM receivable WHERE payment_id = ?",
                sale.paymentId()))
        .isEqualTo(leftMinor);
  }
}
