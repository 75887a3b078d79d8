package dev.connectpos.acquirer.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.application.CardNetwork;
import dev.connectpos.iso8583.Field;
import dev.connectpos.iso8583.Message;
import dev.connectpos.iso8583.MessageType;
import org.junit.jupiter.api.Test;

/** What an answer means; what is not recognised is unclear, never a decline. */
class AnswersTest {

  private static Message authorized(String action) {
    return Message.of(MessageType.AUTHORIZATION_RESPONSE).with(Field.ACTION, action);
  }

  private static Message found(String action) {
    return Message.of(MessageType.ADMINISTRATIVE_RESPONSE)
        .with(Field.ACTION, "600")
        .with(Field.FOUND_ACTION, action);
  }

  @Test
  void ofAnAuthorization() {
    assertThat(Iso8583CardNetwork.answer(authorized("000").with(Field.APPROVAL, "ABC123")))
        .isEqualTo(new CardNetwork.Approved("ABC123", "0"));
    assertThat(Iso8583CardNetwork.answer(authorized("000")))
        .as("without its code")
        .isEqualTo(new CardNetwork.Unclear());
    assertThat(Iso8583CardNetwork.answer(authorized("116")))
        .isEqualTo(new CardNetwork.Declined("1016"));
    assertThat(Iso8583CardNetwork.answer(authorized("907"))).isEqualTo(new CardNetwork.NotDone());
    assertThat(Iso8583CardNetwork.answer(authorized("923"))).isEqualTo(new CardNetwork.Unclear());
    assertThat(Iso8583CardNetwork.answer(Message.of(MessageType.AUTHORIZATION_RESPONSE)))
        .isEqualTo(new CardNetwork.Unclear());
  }

  @Test
  void ofAnEnquiry() {
    assertThat(Iso8583CardNetwork.finding(found("000").with(Field.APPROVAL, "ABC123")))
        .isEqualTo(new CardNetwork.Approved("ABC123", "0"));
    assertThat(Iso8583CardNetwork.finding(found("909")))
        .as("a decline, though its code is one of trouble")
        .isEqualTo(new CardNetwork.Declined("9109"));
    assertThat(Iso8583CardNetwork.finding(found("907"))).isEqualTo(new CardNetwork.Unclear());
    for (String trouble : new String[] {"000", "904", "909", "923"}) {
      var answer = Message.of(MessageType.ADMINISTRATIVE_RESPONSE).with(Field.ACTION, trouble);
      assertThat(Iso8583CardNetwork.finding(answer)).isEqualTo(new CardNetwork.Unclear());
    }
    assertThat(
            Iso8583CardNetwork.finding(
                Message.of(MessageType.ADMINISTRATIVE_RESPONSE).with(Field.ACTION, "914")))
        .isEqualTo(new CardNetwork.NotFound());
  }

  @Test
  void ofACancellation() {
    var answer = Message.of(MessageType.FINANCIAL_RESPONSE);
    assertThat(Iso8583CardNetwork.cancelAnswer(answer.with(Field.ACTION, "000")))
        .isEqualTo(new CardNetwork.Canceled());
    assertThat(Iso8583CardNetwork.cancelAnswer(answer.with(Field.ACTION, "912")))
        .isEqualTo(new CardNetwork.CancelRefused("9112"));
    for (String trouble : new String[] {"909", "911", "923", "999"}) {
      assertThat(Iso8583CardNetwork.cancelAnswer(answer.with(Field.ACTION, trouble)))
          .as(trouble)
          .isEqualTo(new CardNetwork.Unclear());
    }
  }

  @Test
  void ofAVerification() {
    assertThat(Iso8583CardNetwork.verification(authorized("000")))
        .isEqualTo(new CardNetwork.Verified());
    assertThat(Iso8583CardNetwork.verification(authorized("145")))
        .isEqualTo(new CardNetwork.Declined("1045"));
    assertThat(Iso8583CardNetwork.verification(authorized("909")))
        .isEqualTo(new CardNetwork.Declined("9109"));
    assertThat(Iso8583CardNetwork.verification(authorized("923")))
        .isEqualTo(new CardNetwork.Unclear());
  }
}
