package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.application.DueClaims;
import dev.connectpos.acquirer.application.DuePayments;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.payment.events.v1.PaymentReversed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a crash leaves behind at each step of the sale, and what becomes of it. */
@QuarkusTest
@WithTestResource(Outside.class)
class RecoveryIT {
  private static final String DUE = "now()";
  private static final String LATER = "now() + interval '1 hour'";

  @Inject Terminals terminals;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject DueClaims claims;

  @Test
  void afterTheIntentBeforeTheCall() throws SQLException {
    Sale sale = terminals.sale();
    rows.inOneTransaction(intent(sale, "authorizing", "other", DUE));
    var events = log.awaitTypes(sale, "payment.in_doubt", "payment.reversing", "payment.reversed");
    assertThat(((PaymentReversed) events.getLast().getPayload()).getReason())
        .isEqualTo("authorization_not_found");
  }

  @Test
  void afterTheNetworksYesBeforeOurCommit() throws SQLException {
    Sale sale = terminals.sale();
    rows.inOneTransaction(
        networkDecided(sale, true, "000", "'ABC123'"), intent(sale, "authorizing", "other", DUE));
    log.awaitTypes(sale, "payment.in_doubt", "payment.authorized");
    terminals.confirm(sale, 2);
    log.awaitTypes(sale, "payment.in_doubt", "payment.authorized", "payment.captured");
    assertThat(held(sale)).isEqualTo(1);
  }

  @Test
  void afterTheNetworksNoBeforeOurCommit() throws SQLException {
    Sale sale = terminals.sale();
    rows.inOneTransaction(
        networkDecided(sale, false, "116", "NULL"), intent(sale, "authorizing", "other", DUE));
    log.awaitTypes(sale, "payment.in_doubt", "payment.declined");
  }

  @Test
  void afterAnUndoBeforeTheAnswer() throws SQLException {
    Sale sale = terminals.sale();
    rows.inOneTransaction(
        networkDecided(sale, true, "000", "'ABC123'"), intent(sale, "withdrawing", "other", DUE));
    log.awaitTypes(sale, "payment.reversed");
    assertThat(held(sale)).isZero();
  }

  @Test
  void afterTheNetworkReversedBeforeOurCommit() throws SQLException {
    Sale sale = terminals.sale();
    rows.inOneTransaction(
        "INSERT INTO network.authorization_record (reference, approved, action_code, held,"
            + " advices, reversed_at) VALUES ('%s', false, '902', false, 1, now())"
                .formatted(sale.paymentId()),
        intent(sale, "reversing", "other", DUE));
    log.awaitTypes(sale, "payment.reversed");
    assertThat(
            rows.number(
                "SELECT advices FROM network.authorization_record WHERE reference = ?",
                sale.paymentId()))
        .isEqualTo(2);
  }

  @Test
  void aHoldThatShowsUpAfterItsReversalIsUndoneToo() throws SQLException {
    Sale sale = terminals.sale();
    rows.inOneTransaction(
        networkDecided(sale, true, "000", "'ABC123'"),
        intent(sale, "reversed_in_doubt", "other", DUE));
    awaitState(sale, "reversed");
    assertThat(held(sale)).isZero();
    assertThat(log.of(sale)).isEmpty();
  }

  @Test
  void aReversalInDoubtEndsWhenTheNetworkKnowsOfNothing() throws SQLException {
    Sale sale = terminals.sale();
    rows.inOneTransaction(intent(sale, "reversed_in_doubt", "other", DUE));
    awaitState(sale, "reversed");
    assertThat(log.of(sale)).isEmpty();
  }

  @Test
  void aRowThatMakesNoSenseHoldsUpNoOther() throws SQLException {
    Sale broken = terminals.sale();
    Sale sound = terminals.sale();
    rows.inOneTransaction(
        intent(broken, "authorizing", "other", DUE).replace("'VISA'", "'NO_BRAND'"),
        intent(sound, "authorizing", "other", DUE));
    log.awaitTypes(sound, "payment.in_doubt", "payment.reversing", "payment.reversed");
    assertThat(log.of(broken)).isEmpty();
    rows.inOneTransaction(
        "UPDATE payment SET card_brand = 'VISA', due_at = now() WHERE payment_id = '%s'"
            .formatted(broken.paymentId()));
    log.awaitTypes(broken, "payment.in_doubt", "payment.reversing", "payment.reversed");
  }

  @Test
  void anInstanceTakesOverWhatItLeftBehindAndNothingElse() throws SQLException {
    Sale mine = terminals.sale();
    Sale others = terminals.sale();
    rows.inOneTransaction(
        intent(mine, "authorizing", "local", LATER), intent(others, "authorizing", "other", LATER));
    assertThat(claims.takeOver()).isEqualTo(1);
    log.awaitTypes(mine, "payment.in_doubt", "payment.reversing", "payment.reversed");
    assertThat(log.of(others)).isEmpty();
  }

  @Test
  void aClaimIsNotGivenTwice() throws SQLException {
    var due = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      due.add(intent(terminals.sale(), "authorizing", "other", DUE));
    }
    rows.inOneTransaction(due.toArray(String[]::new));
    // The watch of this application claims too, and may have been first with some of them.
    List<PaymentId> first = claimed();
    List<PaymentId> second = claimed();
    assertThat(first).isNotEmpty();
    assertThat(second).doesNotContainAnyElementsOf(first);
  }

  private List<PaymentId> claimed() {
    return claims.claim(50).stream().map(DuePayments.Due::id).toList();
  }

  private void awaitState(Sale sale, String state) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        rows.texts(
                            "SELECT state FROM payment WHERE payment_id = ?", sale.paymentId()))
                    .containsExactly(state));
  }

  private long held(Sale sale) {
    return rows.number(
        "SELECT count(*) FROM network.authorization_record WHERE reference = ? AND held",
        sale.paymentId());
  }

  private static String networkDecided(Sale sale, boolean approved, String code, String authCode) {
    return """
        INSERT INTO network.authorization_record
          (reference, amount_minor, currency, approved, action_code, authorization_code, held)
        VALUES ('%s', %d, 'BRL', %s, '%s', %s, %s)"""
        .formatted(sale.paymentId(), sale.amountMinor(), approved, code, authCode, approved);
  }

  /** A row as a dead instance left it an hour ago. */
  private static String intent(Sale sale, String state, String instance, String due) {
    String reason = state.equals("authorizing") ? "NULL" : "'shopper_left'";
    return """
        INSERT INTO payment
          (payment_id, order_id, account_id, attempt_id, terminal_id, terminal_serial, entry_mode,
           nsu, amount_minor, currency, payment_type, installments, installment_type, state,
           card_brand, card_first_six, card_last_four, card_token, card_funding, reversal_reason,
           reversal_advice, operation, last_command_version, event_version, correlation_id, causation_id,
           instance, due_at, created_at, updated_at)
        VALUES ('%s', '%s', 'acc_demo', '%s', 'term_1', '6C568971', 'chip',
           '427' || lpad((nextval('nsu'))::text, 11, '0'), %d, 'BRL', 'CREDIT', 1, 'MERCHANT', '%s',
           'VISA', '400000', '0010', 'tok_1', 'CREDIT', %s, 1, 'AUTH_AND_CAPTURE', 1, 0, 'cor_%s',
           '01890a5d-ac96-774b-bcce-b302099a8057', '%s', %s, now() - interval '1 hour', now())"""
        .formatted(
            sale.paymentId(),
            sale.orderId(),
            sale.attemptId(),
            sale.amountMinor(),
            state,
            reason,
            sale.paymentId(),
            instance,
            due);
  }
}
