package dev.connectpos.acquirer.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.application.Events.Stated;
import dev.connectpos.acquirer.application.StoredPayment;
import dev.connectpos.acquirer.application.StoredPayment.Trail;
import dev.connectpos.acquirer.domain.AbecsCodes;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AffiliationService;
import dev.connectpos.acquirer.domain.Approval;
import dev.connectpos.acquirer.domain.AttemptId;
import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.acquirer.domain.Cancellations;
import dev.connectpos.acquirer.domain.CapturedMoney;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.CardBrand;
import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.CardFunding;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.OperationType;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.Payment;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentRejection;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.acquirer.domain.Refusal;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.acquirer.domain.ReversalReason;
import dev.connectpos.money.Money;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.testkit.Golden;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Every event has one mapping, and one example of it on the wire. */
final class PaymentEventMappingTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:05.000001Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-23");
  private static final Approval APPROVAL = new Approval("A1B2C3", "0", AT.minusSeconds(5));
  private static final RequestId REQUEST = new RequestId("request_1");
  private static final RequestId RETRY = new RequestId("retry_1");
  private static final CardFacts CARD =
      new CardFacts(
          CardBrand.MASTERCARD, "555555", "4444", "tok_1", "MARIA DA SILVA", CardFunding.CREDIT);

  private static final List<PaymentEvent> EVENTS =
      List.of(
          new PaymentEvent.Authorized(CARD, APPROVAL, Duration.ofSeconds(60)),
          new PaymentEvent.Declined(Refusal.byNetwork("1016")),
          new PaymentEvent.InDoubt(),
          new PaymentEvent.Reversing(ReversalReason.CONFIRM_TIMEOUT),
          new PaymentEvent.Reversed(ReversalReason.CONFIRM_TIMEOUT),
          new PaymentEvent.Confirmed(CARD, APPROVAL, AT.plus(Duration.ofDays(7))),
          new PaymentEvent.Captured(
              CARD,
              APPROVAL,
              Captures.NONE
                  .with(
                      new CapturedMoney(
                          Money.brl(25_00), Money.brl(75), AT.minusSeconds(1), RETRY, false))
                  .with(new CapturedMoney(Money.brl(60_00), Money.brl(1_79), AT, REQUEST, true))),
          new PaymentEvent.CaptureRefused(REQUEST, PaymentRejection.CAPTURE_WINDOW_OVER),
          new PaymentEvent.Voided(REQUEST, Money.brl(100_00), AT),
          new PaymentEvent.Refunded(REQUEST, Money.brl(40_00), Money.brl(60_00), AT),
          new PaymentEvent.CancelRefused(
              new Cancellation(
                  REQUEST, Kind.REFUND, Money.brl(40_00), new Cancellation.Refused("1024")),
              "1024"),
          new PaymentEvent.CancelForbidden(
              REQUEST,
              null,
              Kind.VOID,
              Money.brl(40_00),
              PaymentRejection.PARTIAL_VOID_NOT_ALLOWED),
          new PaymentEvent.RemainderExpired(Money.brl(40_00), Money.brl(60_00), AT),
          new PaymentEvent.Expired(AT));

  @Test
  void everyEventHasAnExample() {
    assertThat(EVENTS.stream().<Object>map(Object::getClass))
        .containsExactlyInAnyOrder((Object[]) PaymentEvent.class.getPermittedSubclasses());
  }

  @Test
  void examplesStandOnTheWireAsBefore() throws IOException {
    var text = new StringBuilder();
    long version = 0;
    for (PaymentEvent event : EVENTS) {
      version++;
      var eventId = new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0000L + version);
      var envelope =
          PaymentEventMapping.envelope(
              new Stated(payment(), event, version, AT, DAY), eventId, AbecsCodes.usual());
      text.append(envelope).append('\n').append(hex(envelope.toByteBuffer())).append('\n');
    }
    Golden.check(Path.of("src/test/resources/golden/payment-events.txt"), text.toString());
  }

  @Test
  void outcomesNameTheRetryThatTheyAreOf() {
    var asked =
        new Cancellation(
            REQUEST,
            Kind.REFUND,
            Money.brl(40_00),
            new Cancellation.Asked(),
            false,
            new Cancellation.Try(2, RETRY));
    var money = new CapturedMoney(Money.brl(100_00), Money.brl(1_79), AT, null, true);
    var about =
        new PaymentState.Captured(
            CARD, APPROVAL, Captures.NONE.with(money), new Cancellations(List.of(asked)));
    var before = payment();
    var stored = new StoredPayment(before.payment().in(about), before.nsu(), before.trail());
    assertThat(
            Stream.of(
                    new PaymentEvent.Voided(REQUEST, Money.brl(100_00), AT),
                    new PaymentEvent.Refunded(REQUEST, Money.brl(40_00), Money.brl(40_00), AT),
                    new PaymentEvent.CancelRefused(asked, "1024"),
                    new PaymentEvent.CancelForbidden(
                        REQUEST,
                        RETRY,
                        Kind.REFUND,
                        Money.brl(40_00),
                        PaymentRejection.INSUFFICIENT_BALANCE))
                .map(event -> new Stated(stored, event, 3, AT, null))
                .map(
                    stated ->
                        PaymentEventMapping.envelope(stated, new UUID(1, 1), AbecsCodes.usual())
                            .getPayload())
                .map(GenericRecord.class::cast)
                .map(outcome -> outcome.get("request_id") + " " + outcome.get("retry_request_id")))
        .containsOnly("request_1 retry_1")
        .hasSize(4);
  }

  @Test
  void aDeclineNamesTheCodeOfTheCardsBrandAndWhatItsMerchantHasNot() {
    assertThat(declined(new PaymentState.Authorizing(CARD), Refusal.byNetwork("1011")))
        .extracting(PaymentDeclined::getAbecsCode, PaymentDeclined::getGuidance)
        .containsExactly("14", "");
    assertThat(declined(new PaymentState.NotStarted(), Refusal.byNetwork("1011")).getAbecsCode())
        .isNull();
    var missing = new Refusal("1015", AffiliationService.PRE_AUTHORIZATION.missing());
    assertThat(declined(new PaymentState.Authorizing(CARD), missing).getGuidance())
        .contains("pre_authorization", "credenciador");
  }

  private static PaymentDeclined declined(PaymentState state, Refusal refusal) {
    var stored = payment();
    var about = new StoredPayment(stored.payment().in(state), stored.nsu(), stored.trail());
    var stated = new Stated(about, new PaymentEvent.Declined(refusal), 2, AT, null);
    return (PaymentDeclined)
        PaymentEventMapping.envelope(stated, new UUID(1, 1), AbecsCodes.usual()).getPayload();
  }

  /** As it is encoded: what is missing or of another type would fail here. */
  private static String hex(ByteBuffer encoded) {
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static StoredPayment payment() {
    var terms =
        new PaymentTerms(
            new PaymentId("pay_1"),
            new OrderId("or_1"),
            new AccountId("acc_1"),
            new AttemptId("6C568971-3.21.0-ROPA0Z-0017"),
            new Channel.Terminal("term_1", "6C568971", "chip", PaymentOrigin.STANDALONE),
            Money.brl(100_00),
            new PaymentPlan(PaymentType.CREDIT, 3, InstallmentType.MERCHANT),
            OperationType.AUTH_ONLY,
            "PADARIA");
    var cause = new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0000L);
    return new StoredPayment(
        Payment.of(terms), "42700000000017", new Trail(2, 1, 1, "cor_1", cause));
  }
}
