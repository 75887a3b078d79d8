package dev.connectpos.acquirer.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.application.CardNetwork;
import dev.connectpos.acquirer.application.PresentedCard;
import dev.connectpos.acquirer.domain.AffiliationServices;
import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.iso8583.Field;
import dev.connectpos.iso8583.Message;
import dev.connectpos.iso8583.MessageType;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

/** What goes on the wire for what is asked. */
class RequestsTest {
  private static final PaymentId PAYMENT = new PaymentId("pay_1");
  private static final Affiliate LIVE =
      new Affiliate("k".repeat(32), false, AffiliationServices.USUAL);
  private static final Affiliate TEST =
      new Affiliate("k".repeat(32), true, AffiliationServices.USUAL);
  private static final PresentedCard CARD =
      new PresentedCard("4111111111111111", YearMonth.of(2028, 12), "123");

  private static Message authorization(
      Affiliate affiliate, PaymentOrigin origin, PaymentPlan plan) {
    return Requests.authorization(
        new CardNetwork.AuthorizationRequest(
            PAYMENT, affiliate, origin, new Money(19_90, Currency.BRL), plan, "LOJA", CARD));
  }

  @Test
  void asksForMoneyOnACard() {
    Message message =
        authorization(
            LIVE,
            PaymentOrigin.ORDER,
            new PaymentPlan(PaymentType.CREDIT, 12, InstallmentType.ISSUER));
    assertThat(message.type()).isEqualTo(MessageType.AUTHORIZATION_REQUEST);
    assertThat(message.text(Field.CARD_NUMBER)).isEqualTo("4111111111111111");
    assertThat(message.text(Field.EXPIRY)).isEqualTo("2812");
    assertThat(message.text(Field.SECURITY_CODE)).isEqualTo("123");
    assertThat(message.text(Field.PROCESSING_CODE)).isEqualTo("003000");
    assertThat(message.text(Field.AMOUNT)).isEqualTo("000000001990");
    assertThat(message.text(Field.CURRENCY)).isEqualTo("986");
    assertThat(message.text(Field.INSTALLMENTS)).isEqualTo("12");
    assertThat(message.text(Field.CONDITIONS)).isEqualTo("LI");
    assertThat(message.text(Field.POINT_OF_SERVICE).charAt(5)).isEqualTo('1');
    assertThat(message.text(Field.DESCRIPTOR)).isEqualTo("LOJA");
    assertThat(message.text(Field.REFERENCE)).isEqualTo("pay_1");
    assertThat(message.toString()).doesNotContain("4111", "2812", "123,", "kkkk");
  }

  @Test
  void tellsACardThatIsNotThereAndMoneyThatIsNone() {
    Message message =
        authorization(
            TEST,
            PaymentOrigin.ONLINE,
            new PaymentPlan(PaymentType.DEBIT, 1, InstallmentType.MERCHANT));
    assertThat(message.text(Field.POINT_OF_SERVICE).charAt(5)).isEqualTo('0');
    assertThat(message.text(Field.CONDITIONS)).isEqualTo("TM");
    assertThat(message.text(Field.PROCESSING_CODE)).isEqualTo("002000");
  }

  @Test
  void verifiesForNoMoney() {
    Message message = Requests.verification(LIVE, CARD);
    assertThat(message.type()).isEqualTo(MessageType.AUTHORIZATION_REQUEST);
    assertThat(message.text(Field.FUNCTION)).isEqualTo("108");
    assertThat(message.find(Field.AMOUNT)).isEmpty();
    assertThat(message.find(Field.REFERENCE)).isEmpty();
  }

  @Test
  void advisesAndSaysWhenItDoesSoAgain() {
    assertThat(Requests.reversal(PAYMENT, false).type()).isEqualTo(MessageType.REVERSAL_ADVICE);
    assertThat(Requests.reversal(PAYMENT, true).type()).isEqualTo(MessageType.REVERSAL_REPEAT);
    assertThat(Requests.reversal(PAYMENT, true).text(Field.REFERENCE)).isEqualTo("pay_1");
  }

  @Test
  void tellsAVoidFromARefund() {
    for (Cancellation.Kind kind : Cancellation.Kind.values()) {
      Message message =
          Requests.cancellation(
              new CardNetwork.CancellationRequest(
                  PAYMENT, new RequestId("req_1"), kind, new Money(5_00, Currency.BRL)));
      assertThat(message.text(Field.PROCESSING_CODE))
          .isEqualTo(kind == Cancellation.Kind.VOID ? "220000" : "200000");
      assertThat(message.text(Field.REQUEST)).isEqualTo("req_1");
      assertThat(message.text(Field.AMOUNT)).isEqualTo("000000000500");
    }
  }
}
