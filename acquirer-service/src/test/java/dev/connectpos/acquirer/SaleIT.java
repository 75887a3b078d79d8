package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.domain.ReturnCodes;
import dev.connectpos.dukpt.EncryptedCard;
import dev.connectpos.payment.commands.v1.PaymentType;
import dev.connectpos.payment.events.v1.PaymentAuthorized;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentReversed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sale as the wire sees it: commands in, events out, money in the ledger. */
@QuarkusTest
@WithTestResource(Outside.class)
class SaleIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(3);

  @Inject Terminals terminals;
  @Inject EventLog log;
  @Inject Rows rows;

  @Test
  void anApprovedAndConfirmedSaleIsCapturedAndPosted() {
    Sale sale = terminals.sale();
    terminals.pay(sale, Terminals.APPROVES);
    var authorized =
        (PaymentAuthorized) log.awaitTypes(sale, "payment.authorized").getFirst().getPayload();
    terminals.confirm(sale, 2);
    var events = log.awaitTypes(sale, "payment.authorized", "payment.captured");
    var captured = (PaymentCaptured) events.getLast().getPayload();

    assertThat(authorized.getNsu()).matches("[1-4][0-9]{13}").isEqualTo(captured.getNsu());
    assertThat(authorized.getAuthorizationCode()).matches("[0-9A-Z]{6}");
    assertThat(authorized.getConfirmWithinMs()).isEqualTo(10_000);
    assertThat(authorized.getMessage()).isEqualTo("Transação autorizada");
    assertThat(authorized.getReturnCode()).isEqualTo("0");
    assertThat(captured.getAmountMinor()).isEqualTo(19_90);
    assertThat(captured.getCard().getBrand()).isEqualTo("Visa");
    assertThat(captured.getCard().getFirstSix()).isEqualTo("400000");
    assertThat(captured.getCard().getLastFour()).isEqualTo("0010");
    assertThat(captured.getCard().getToken()).matches("tok_[0-9a-f]{32}");
    assertThat(captured.getCard().getHolderName()).isEqualTo("MARIA DA SILVA");
    assertThat(captured.getTerminalSerial()).isEqualTo(Terminals.SERIAL);
    assertThat(captured.getCapturedAt()).isAfter(captured.getAuthorizedAt());
    assertThat(ledger(sale))
        .containsExactly(
            "NETWORK_CLEARING 1990",
            "MERCHANT_RECEIVABLE -1990",
            "MERCHANT_FEE 60",
            "FEE_REVENUE -60");
    assertThat(state(sale)).isEqualTo("captured");
    assertThat(
            rows.number("SELECT count(*) FROM presentment WHERE attempt_id = ?", sale.attemptId()))
        .isZero();
  }

  @Test
  void aDeclinedSaleHoldsNothingAndSaysWhy() {
    Sale sale = terminals.sale();
    terminals.pay(sale, "4000000000000028");
    var declined =
        (PaymentDeclined) log.awaitTypes(sale, "payment.declined").getFirst().getPayload();
    assertThat(declined.getReturnCode()).isEqualTo("1000");
    assertThat(declined.getMessage()).isEqualTo("Transação não autorizada");
    assertThat(declined.getRetryable()).isTrue();
    assertThat(declined.getNsu()).hasSize(14);
    assertThat(ledger(sale)).isEmpty();
  }

  @Test
  void everyReturnCodeComesThrough() {
    var sales = new LinkedHashMap<String, Sale>();
    long amount = 50_00;
    for (var code : ReturnCodes.all()) {
      Sale sale = terminals.sale().of(amount++);
      sales.put(code.code(), sale);
      terminals.pay(sale, Terminals.ORDINARY);
    }
    sales.forEach(
        (code, sale) -> {
          await()
              .atMost(Duration.ofSeconds(20))
              .untilAsserted(() -> assertThat(log.of(sale)).isNotEmpty());
          var expected = ReturnCodes.of(code);
          switch (log.of(sale).getFirst().getPayload()) {
            case PaymentAuthorized authorized -> {
              assertThat(expected.approves()).isTrue();
              assertThat(authorized.getReturnCode()).isEqualTo(code);
            }
            case PaymentDeclined declined -> {
              assertThat(expected.approves()).isFalse();
              assertThat(declined.getReturnCode()).isEqualTo(code);
              assertThat(declined.getMessage()).isEqualTo(expected.message());
              assertThat(declined.getGuidance()).isEqualTo(expected.guidance());
              assertThat(declined.getRetryable()).isEqualTo(expected.retryable());
            }
            default -> throw new AssertionError(code + ": " + log.types(sale));
          }
        });
  }

  /** Never before it, and at once: on a busy machine one of some is, and the others soon. */
  @Test
  void unconfirmedSalesAreUndoneAtTheirDeadline() {
    var sales = Stream.generate(terminals::sale).limit(5).toList();
    sales.forEach(sale -> terminals.pay(sale, Terminals.APPROVES));
    var after = sales.stream().map(this::undoneAfterItsDeadline).toList();
    assertThat(after).allSatisfy(t -> assertThat(t).isBetween(Duration.ZERO, SOON));
    assertThat(after).anySatisfy(t -> assertThat(t).isLessThanOrEqualTo(AT_ONCE));

    Sale sale = sales.getFirst();
    var reversed = (PaymentReversed) log.of(sale).getLast().getPayload();
    assertThat(reversed.getReason()).isEqualTo("confirm_timeout");
    assertThat(held(sale)).isFalse();
    assertThat(ledger(sale)).isEmpty();
    terminals.confirm(sale, 2);
    await().untilAsserted(() -> assertThat(number(sale, "last_command_version")).isEqualTo(2));
    assertThat(log.types(sale)).hasSize(3);
    assertThat(state(sale)).isEqualTo("reversed");
  }

  private Duration undoneAfterItsDeadline(Sale sale) {
    var events =
        log.awaitTypes(sale, "payment.authorized", "payment.reversing", "payment.reversed");
    var authorized = (PaymentAuthorized) events.getFirst().getPayload();
    var deadline = events.getFirst().getOccurredAt().plusMillis(authorized.getConfirmWithinMs());
    return Duration.between(deadline, events.get(1).getOccurredAt());
  }

  @Test
  void anUndoneSaleIsReversedAndCannotBeConfirmed() {
    Sale sale = terminals.sale();
    terminals.pay(sale, Terminals.APPROVES);
    log.awaitTypes(sale, "payment.authorized");
    terminals.undo(sale, 2);
    terminals.confirm(sale, 3);
    var events =
        log.awaitTypes(sale, "payment.authorized", "payment.reversing", "payment.reversed");
    assertThat(((PaymentReversed) events.getLast().getPayload()).getReason())
        .isEqualTo("shopper_left");
    assertThat(held(sale)).isFalse();
  }

  @Test
  void anUndoBeforeTheAnswerReversesTheApprovalThatComesAfterIt() {
    Sale sale = terminals.sale().of(20_48);
    terminals.pay(sale, Terminals.ORDINARY);
    await().until(() -> held(sale));
    terminals.undo(sale, 2);
    log.awaitTypes(sale, "payment.reversing", "payment.reversed");
    assertThat(held(sale)).isFalse();
    assertThat(
            rows.number(
                "SELECT count(*) FROM network.authorization_record"
                    + " WHERE reference = ? AND approved",
                sale.paymentId()))
        .isEqualTo(1);
  }

  @Test
  void aCommandThatComesTwiceIsDoneOnce() {
    Sale sale = terminals.sale();
    String reference = terminals.present(sale, Terminals.APPROVES);
    terminals.authorize(sale, reference, 1);
    terminals.authorize(sale, reference, 1);
    log.awaitTypes(sale, "payment.authorized");
    terminals.confirm(sale, 2);
    terminals.confirm(sale, 2);
    terminals.authorize(sale, reference, 1);
    terminals.confirm(sale, 3);
    await().untilAsserted(() -> assertThat(number(sale, "last_command_version")).isEqualTo(3));
    log.awaitTypes(sale, "payment.authorized", "payment.captured");
    assertThat(ledger(sale)).hasSize(4);
  }

  @Test
  void aCommandThatComesTooEarlyWaitsForTheOneBeforeIt() {
    Sale sale = terminals.sale();
    String reference = terminals.present(sale, Terminals.APPROVES);
    terminals.undo(sale, 2);
    terminals.authorize(sale, reference, 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(log.types(sale)).endsWith("payment.reversed"));
    assertThat(number(sale, "last_command_version")).isEqualTo(2);
    assertThat(held(sale)).isFalse();
  }

  @Test
  void anotherAttemptsCommandHitsNothing() {
    Sale sale = terminals.sale();
    terminals.pay(sale, Terminals.APPROVES);
    log.awaitTypes(sale, "payment.authorized");
    var other =
        new Sale(sale.paymentId(), sale.accountId(), "other", sale.amountMinor(), sale.type());
    terminals.undo(other, 2);
    terminals.confirm(sale, 3);
    log.awaitTypes(sale, "payment.authorized", "payment.captured");
  }

  @Test
  void aSecondPaymentOfAnAttemptIsDeclined() {
    Sale first = terminals.sale();
    terminals.pay(first, Terminals.APPROVES);
    log.awaitTypes(first, "payment.authorized");
    var second =
        new Sale(
            first.paymentId() + "x",
            first.accountId(),
            first.attemptId(),
            first.amountMinor(),
            first.type());
    terminals.pay(second, Terminals.APPROVES);
    terminals.undo(second, 2);
    assertThat(declinedCode(second)).isEqualTo("9102");
    assertThat(
            rows.texts(
                "SELECT refusal_cause FROM payment WHERE payment_id = ?", second.paymentId()))
        .containsExactly("attempt_reused");
    await().untilAsserted(() -> assertThat(number(second, "last_command_version")).isEqualTo(2));
    terminals.confirm(first, 2);
    log.awaitTypes(first, "payment.authorized", "payment.captured");
  }

  @Test
  void anAnswerThatIsLostIsFoundByEnquiry() {
    Sale sale = terminals.sale();
    terminals.pay(sale, "4000000000000036");
    log.awaitTypes(sale, "payment.in_doubt", "payment.authorized");
    terminals.confirm(sale, 2);
    log.awaitTypes(sale, "payment.in_doubt", "payment.authorized", "payment.captured");
    assertThat(ledger(sale)).hasSize(4);
  }

  @Test
  void aRequestThatIsLostIsUndoneAndNeverCalledDeclined() {
    Sale sale = terminals.sale();
    terminals.pay(sale, "4000000000000044");
    var events = log.awaitTypes(sale, "payment.in_doubt", "payment.reversing", "payment.reversed");
    assertThat(((PaymentReversed) events.getLast().getPayload()).getReason())
        .isEqualTo("authorization_not_found");
  }

  @Test
  void aNetworkThatCannotBeReachedIsADecline() {
    Sale sale = terminals.sale().of(20_49);
    terminals.pay(sale, Terminals.ORDINARY);
    var declined =
        (PaymentDeclined) log.awaitTypes(sale, "payment.declined").getFirst().getPayload();
    assertThat(declined.getReturnCode()).isEqualTo("9112");
    assertThat(declined.getRetryable()).isTrue();
  }

  @Test
  void aReversalIsAdvisedUntilTheNetworkAcknowledges() {
    Sale sale = terminals.sale().of(20_50);
    terminals.pay(sale, Terminals.ORDINARY);
    log.awaitTypes(sale, "payment.authorized");
    terminals.undo(sale, 2);
    log.awaitTypes(sale, "payment.authorized", "payment.reversing", "payment.reversed");
    assertThat(
            rows.number(
                "SELECT advices FROM network.authorization_record WHERE reference = ?",
                sale.paymentId()))
        .isEqualTo(3);
  }

  @Test
  void anExpiredCardIsDeclined() {
    Sale sale = terminals.sale();
    var card =
        terminals.seal(sale.attemptId(), Terminals.contents(Terminals.ORDINARY, "2001"), null);
    terminals.authorize(sale, terminals.present(sale, card), 1);
    assertThat(declinedCode(sale)).isEqualTo("1001");
  }

  @Test
  void whatCannotBeReadIsDeclinedWithoutAskingTheNetwork() {
    Sale badNumber = terminals.sale();
    terminals.pay(badNumber, "4111111111111112");
    Sale badBrand = terminals.sale();
    terminals.pay(badBrand, "6011111111111117");
    Sale otherAttempt = terminals.sale();
    var sealedForOther =
        terminals.seal("another", Terminals.contents(Terminals.APPROVES, "3012"), null);
    terminals.authorize(otherAttempt, terminals.present(otherAttempt, sealedForOther), 1);
    Sale badPin = terminals.sale();
    var card =
        terminals.seal(badPin.attemptId(), Terminals.contents(Terminals.APPROVES, "3012"), "1234");
    var spoilt =
        new EncryptedCard(card.ksn(), card.iv(), card.data(), "00112233445566778899AABBCCDDEEFF");
    terminals.authorize(badPin, terminals.present(badPin, spoilt), 1);
    Sale noCard = terminals.sale();
    terminals.authorize(noCard, "pres_unknown", 1);

    assertThat(declinedCode(badNumber)).isEqualTo("1011");
    assertThat(declinedCode(badBrand)).isEqualTo("1015");
    assertThat(declinedCode(otherAttempt)).isEqualTo("1011");
    assertThat(declinedCode(badPin)).isEqualTo("1802");
    assertThat(declinedCode(noCard)).isEqualTo("9109");
    for (Sale sale : List.of(badNumber, badBrand, otherAttempt, badPin, noCard)) {
      assertThat(
              rows.number(
                  "SELECT count(*) FROM network.authorization_record WHERE reference = ?",
                  sale.paymentId()))
          .isZero();
    }
  }

  @Test
  void aReferenceIsGoodForOneAttemptOnce() {
    Sale first = terminals.sale();
    String reference = terminals.present(first, Terminals.APPROVES);
    Sale thief = terminals.sale();
    terminals.authorize(thief, reference, 1);
    assertThat(declinedCode(thief)).isEqualTo("1022");
    terminals.authorize(first, reference, 1);
    assertThat(declinedCode(first)).isEqualTo("9109");
  }

  @Test
  void anAccountThatIsNotKnownInTimeIsDeclined() {
    Sale sale = terminals.sale().in("acc_never_opened");
    terminals.pay(sale, Terminals.APPROVES);
    assertThat(declinedCode(sale)).isEqualTo("1002");
    assertThat(
            rows.texts("SELECT refusal_cause FROM payment WHERE payment_id = ?", sale.paymentId()))
        .containsExactly("affiliation_unknown");
  }

  @Test
  void anAccountMayBecomeKnownAfterItsFirstPayment() {
    Sale sale = terminals.sale().in("acc_late");
    terminals.pay(sale, Terminals.APPROVES);
    await().untilAsserted(() -> assertThat(number(sale, "last_command_version")).isEqualTo(1));
    terminals.openAccount("acc_late", 1);
    log.awaitTypes(sale, "payment.authorized");
    assertThat(rows.texts("SELECT sak FROM affiliation WHERE account_id = 'acc_late'").getFirst())
        .matches("[0-9A-F]{32}");
    assertThat(
            rows.texts(
                "SELECT type || ' ' || aggregate_version FROM outbox"
                    + " WHERE topic = 'affiliation.events.v1' AND aggregate_id = 'acc_late'"))
        .containsExactly("affiliation.opened 1");
    terminals.undo(sale, 2);
  }

  @Test
  void aTokenIsTheSameWithinAnAccountAndDifferentAcross() {
    terminals.openAccount("acc_other", 1);
    Sale one = terminals.sale();
    Sale two = terminals.sale().by(PaymentType.DEBIT);
    Sale other = terminals.sale().in("acc_other");
    for (Sale sale : List.of(one, two, other)) {
      terminals.pay(sale, Terminals.ORDINARY);
      log.awaitTypes(sale, "payment.authorized");
      terminals.undo(sale, 2);
    }
    String sql = "SELECT card_token FROM payment WHERE payment_id = ?";
    String token = rows.texts(sql, one.paymentId()).getFirst();
    assertThat(rows.texts(sql, two.paymentId()).getFirst()).isEqualTo(token);
    assertThat(rows.texts(sql, other.paymentId()).getFirst()).isNotEqualTo(token);
  }

  @Test
  void noCardNumberStandsInAnyRow() {
    Sale sale = terminals.sale();
    terminals.pay(sale, "5555555555554444");
    log.awaitTypes(sale, "payment.authorized");
    terminals.confirm(sale, 2);
    log.awaitTypes(sale, "payment.authorized", "payment.captured");
    List<String> tables =
        rows.texts(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables"
                + " WHERE table_schema IN ('public', 'network') AND table_type = 'BASE TABLE'");
    assertThat(tables).contains("public.payment", "network.authorization_record");
    for (String table : tables) {
      assertThat(
              rows.number(
                  "SELECT count(*) FROM "
                      + table
                      + " t WHERE t::text LIKE '%5555555555554444%'"
                      + " OR t::text LIKE '%' || encode('5555555555554444', 'hex') || '%'"))
          .as(table)
          .isZero();
    }
  }

  private String declinedCode(Sale sale) {
    return ((PaymentDeclined) log.awaitTypes(sale, "payment.declined").getFirst().getPayload())
        .getReturnCode();
  }

  private String state(Sale sale) {
    return rows.texts("SELECT state FROM payment WHERE payment_id = ?", sale.paymentId())
        .getFirst();
  }

  private long number(Sale sale, String column) {
    return rows
        .texts("SELECT " + column + " FROM payment WHERE payment_id = ?", sale.paymentId())
        .stream()
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  private boolean held(Sale sale) {
    return rows.number(
            "SELECT count(*) FROM network.authorization_record WHERE reference = ? AND held",
            sale.paymentId())
        > 0;
  }

  private List<String> ledger(Sale sale) {
    return rows.texts(
        "SELECT ledger_account || ' ' || amount_minor FROM ledger_entry JOIN ledger_transaction"
            + " USING (ledger_transaction_id) WHERE payment_id = ? ORDER BY line",
        sale.paymentId());
  }
}
