package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.acquirer.Terminals.Sale;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database refuses, whoever asks. */
@QuarkusTest
@WithTestResource(Outside.class)
class MoneyRulesIT {
  @Inject Terminals terminals;
  @Inject EventLog log;
  @Inject Rows rows;

  @Test
  void aPostingThatDoesNotBalance() {
    Sale sale = authorized();
    refuses("does not balance", header(sale), line(sale, 1, 100), line(sale, 2, -99));
  }

  @Test
  void aPostingWithoutEntries() {
    refuses("does not balance", header(authorized()));
  }

  @Test
  void aPostingThatBalancesAcrossCurrenciesOnly() {
    Sale sale = authorized();
    refuses(
        "does not balance",
        header(sale),
        line(sale, 1, 100),
        line(sale, 2, -100).replace("'BRL'", "'USD'"));
  }

  @Test
  void anEntryAddedToAnOldPosting() {
    refuses("does not balance", line(captured(), 9, 1));
  }

  @Test
  void aSecondCaptureOfAPayment() {
    refuses("posted_once", header(captured()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE ledger_entry SET amount_minor = amount_minor + 1",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "UPDATE ledger_transaction SET kind = 'capture'",
        "DELETE FROM ledger_transaction",
        "TRUNCATE ledger_transaction CASCADE"
      })
  void anyChangeOfTheLedger(String sql) {
    captured();
    refuses("the ledger is append only", sql);
  }

  @Test
  void capturingMoreThanWasAuthorized() {
    refuses("captured_within_authorized", set(captured(), "captured_minor = authorized_minor + 1"));
  }

  @Test
  void authorizingMoreThanWasAsked() {
    refuses("authorized_within_amount", set(authorized(), "authorized_minor = amount_minor + 1"));
  }

  @Test
  void capturingWithoutPosting() {
    refuses(
        "captured or refunded but not posted",
        set(
            authorized(),
            "state = 'captured', captured_minor = authorized_minor, captured_at = now(),"
                + " due_at = NULL"));
  }

  @Test
  void refundingMoreThanWasCaptured() {
    refuses("refunded_within_captured", set(captured(), "refunded_minor = captured_minor + 1"));
  }

  @Test
  void askingForMoreThanIsLeft() {
    refuses("refunded_within_captured", set(captured(), "asked_minor = captured_minor + 1"));
  }

  @Test
  void refundingWithoutPosting() {
    Sale sale = captured();
    refuses(
        "captured or refunded but not posted",
        cancellation(sale, 1, "NULL")
            .replace("'asked'", "'done'")
            .replace("now(), NULL", "now(), now()"),
        set(sale, "refunded_minor = 1"));
  }

  @Test
  void askingWithoutACancellation() {
    refuses("does not agree with its cancellations", set(captured(), "asked_minor = 1"));
  }

  @Test
  void aCancellationThePaymentKnowsNothingOf() {
    refuses("does not agree with its cancellations", cancellation(captured(), 1, "now()"));
  }

  @Test
  void aCancellationOfNothing() {
    refuses("cancellation_amount_minor_check", cancellation(captured(), 0, "now()"));
  }

  @Test
  void forgettingACancellation() {
    refuses("asked_is_due", cancellation(captured(), 1, "NULL"));
  }

  @Test
  void reservingMoreThanTheBalance() {
    captured();
    refuses(
        "balance_covers_reserved",
        "UPDATE affiliation_balance SET reserved_minor = balance_minor + 1");
  }

  @Test
  void forgettingAPaymentThatIsNotSettled() {
    refuses("unsettled_is_due", set(authorized(), "due_at = NULL"));
  }

  @Test
  void twoPaymentsOfOneAttempt() {
    refuses(
        "payment_attempt_once",
        """
        INSERT INTO payment
        SELECT (jsonb_populate_record(p, jsonb_build_object(
                 'payment_id', p.payment_id || 'x', 'nsu', '99999999999999'))).*
          FROM payment p WHERE payment_id = '%s'"""
            .formatted(captured().paymentId()));
  }

  private Sale authorized() {
    Sale sale = terminals.sale();
    terminals.pay(sale, Terminals.APPROVES);
    log.awaitTypes(sale, "payment.authorized");
    return sale;
  }

  private Sale captured() {
    Sale sale = authorized();
    terminals.confirm(sale, 2);
    log.awaitTypes(sale, "payment.authorized", "payment.captured");
    return sale;
  }

  private void refuses(String why, String... statements) {
    assertThatThrownBy(() -> rows.inOneTransaction(statements))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(why);
  }

  private static String header(Sale sale) {
    return "INSERT INTO ledger_transaction (payment_id, account_id, kind, posted_at)"
        + " VALUES ('%s', 'acc_demo', 'capture', now())".formatted(sale.paymentId());
  }

  private static String line(Sale sale, int line, long amount) {
    return """
        INSERT INTO ledger_entry
        SELECT ledger_transaction_id, %d, 'NETWORK_CLEARING', %d, 'BRL'
          FROM ledger_transaction WHERE payment_id = '%s'"""
        .formatted(line, amount, sale.paymentId());
  }

  private static String cancellation(Sale sale, long amount, String due) {
    return """
        INSERT INTO cancellation
          (payment_id, request_id, kind, amount_minor, status, due_at, asked_at, ended_at)
        VALUES ('%s', 'request_1', 'REFUND', %d, 'asked', %s, now(), NULL)"""
        .formatted(sale.paymentId(), amount, due);
  }

  private static String set(Sale sale, String what) {
    return "UPDATE payment SET %s WHERE payment_id = '%s'".formatted(what, sale.paymentId());
  }
}
