package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.application.MerchantRequests;
import dev.connectpos.acquirer.application.Received;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Money;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.payment.events.v1.PaymentCancelRefused;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentRefunded;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Refunds under pressure: many at once, and a crash at each step of one. */
@QuarkusTest
@WithTestResource(Outside.class)
class RefundRaceIT {
  private static final Logger LOG = Logger.getLogger(RefundRaceIT.class);
  private static final int ASKED = 100;
  private static final int FIT = 50;

  @Inject EventLog log;
  @Inject Rows rows;
  @Inject Till till;
  @Inject MerchantRequests requests;

  @Test
  void ofAHundredRefundsExactlyWhatFitsIsDone() throws InterruptedException, ExecutionException {
    Sale sale = till.capturedYesterday(50_00);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var racing = new ArrayList<Future<?>>();
      for (int i = 1; i <= ASKED; i++) {
        var request = new RequestId("refund_" + i);
        racing.add(threads.submit(() -> askInTurn(sale, request)));
      }
      for (Future<?> one : racing) {
        one.get();
      }
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(log.of(sale)).hasSize(2 + ASKED));
    assertThat(ofType(sale, "payment.refunded")).hasSize(FIT);
    assertThat(
            ofType(sale, "payment.cancel_refused").stream()
                .map(event -> ((PaymentCancelRefused) event.getPayload()).getReturnCode()))
        .hasSize(FIT)
        .containsOnly("nothing_left");
    assertThat(
            ofType(sale, "payment.refunded").stream()
                .map(event -> ((PaymentRefunded) event.getPayload()).getRefundedMinor()))
        .doesNotHaveDuplicates()
        .contains(50_00L);
    till.agrees(sale, 0);
    assertThat(till.balance(sale)).isZero();
    assertThat(till.book(sale)).hasSize(FIT);
    assertThat(
            rows.number(
                "SELECT count(*) FROM ledger_transaction WHERE payment_id = ? AND kind = 'refund'",
                sale.paymentId()))
        .isEqualTo(FIT);
  }

  @Test
  void afterTheIntentBeforeTheCall() throws SQLException {
    Sale sale = till.capturedYesterday(100_00);
    askedByTheDead(sale);
    endsWithOneRefund(sale);
  }

  @Test
  void afterTheNetworkGaveItBackBeforeOurCommit() throws SQLException {
    Sale sale = till.capturedYesterday(100_00);
    askedByTheDead(
        sale,
        """
        INSERT INTO network.cancellation_record
          (reference, request, kind, amount_minor, attempts, done_at)
        VALUES ('%s', 'refund_1', 'REFUND', 4000, 1, now())"""
            .formatted(sale.paymentId()));
    endsWithOneRefund(sale);
  }

  /** A command is one of a stream: whoever is too early or fails comes again, as with the inbox. */
  private void askInTurn(Sale sale, RequestId request) {
    Verdict verdict = Verdict.DUPLICATE;
    while (verdict != Verdict.APPLIED) {
      try {
        verdict = requests.cancel(payment(sale), request, Money.brl(1_00), next(sale));
      } catch (RuntimeException e) {
        LOG.info("tried again", e);
      }
    }
  }

  private static PaymentId payment(Sale sale) {
    return new PaymentId(sale.paymentId());
  }

  private Received next(Sale sale) {
    long last =
        rows.number(
            "SELECT last_charge_version FROM payment WHERE payment_id = ?", sale.paymentId());
    return new Received(UUID.randomUUID(), last + 1, "cor_" + sale.paymentId());
  }

  private void endsWithOneRefund(Sale sale) {
    var events = log.awaitTypes(sale, "payment.authorized", "payment.captured", "payment.refunded");
    var refunded = (PaymentRefunded) events.getLast().getPayload();
    assertThat(refunded.getRequestId()).isEqualTo("refund_1");
    assertThat(refunded.getAmountMinor()).isEqualTo(40_00);
    assertThat(till.book(sale)).containsExactly("REFUND 4000");
    till.agrees(sale, 60_00);
  }

  private List<PaymentEvent> ofType(Sale sale, String type) {
    return log.of(sale).stream().filter(event -> event.getType().equals(type)).toList();
  }

  /** As a dead instance left it: asked for, its part of the balance reserved, and due. */
  private void askedByTheDead(Sale sale, String... before) throws SQLException {
    var statements = new ArrayList<>(List.of(before));
    statements.add(
        """
        INSERT INTO cancellation
          (payment_id, request_id, kind, amount_minor, status, due_at, asked_at, attempts)
        VALUES ('%s', 'refund_1', 'REFUND', 4000, 'asked', now(), now(), 1)"""
            .formatted(sale.paymentId()));
    statements.add(
        "UPDATE payment SET asked_minor = 4000 WHERE payment_id = '%s'"
            .formatted(sale.paymentId()));
    // R$ 40,00 less its part of the fee of R$ 2,99, rounded down.
    statements.add(
        "UPDATE affiliation_balance SET reserved_minor = 3881 WHERE account_id = '%s'"
            .formatted(sale.accountId()));
    rows.inOneTransaction(statements.toArray(String[]::new));
  }
}
