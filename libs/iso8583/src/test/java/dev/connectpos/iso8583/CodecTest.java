package dev.connectpos.iso8583;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {
  private static final String CARD = "4111111111111111";

  private final Codec codec = new Codec();

  @Test
  void writesWhatTheDocumentShows() {
    Message message =
        Message.of(MessageType.AUTHORIZATION_REQUEST)
            .with(Field.CARD_NUMBER, CARD)
            .with(Field.AMOUNT, "1990")
            .with(Field.TRACE, "7")
            .with(Field.REFERENCE, "pay_1");
    assertThat(new String(codec.encode(message), ISO_8859_1))
        .isEqualTo(
            "1100" + "5020000000000004" + "16" + CARD + "000000001990" + "000007" + "005pay_1");
  }

  @ParameterizedTest
  @EnumSource(MessageType.class)
  void readsWhatItWrites(MessageType type) throws Exception {
    Message full = full(type);
    assertThat(codec.decode(codec.encode(full))).isEqualTo(full);
  }

  /** Every field at its full length. */
  private static Message full(MessageType type) {
    var fields = new EnumMap<Field, String>(Field.class);
    for (Field field : Field.values()) {
      fields.put(field, "4".repeat(field.length()));
    }
    return new Message(type, fields);
  }

  @Test
  void keepsLettersWithAccents() throws Exception {
    Message message = Message.of(MessageType.AUTHORIZATION_REQUEST).with(Field.DESCRIPTOR, "Açaí");
    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
  }

  @Test
  void doesNotReadWhatIsNotOurs() {
    for (String garbage :
        new String[] {"", "HTTP/1.1 400 Bad Request\r\n", "0100" + "0".repeat(40), "1100zz"}) {
      assertThatThrownBy(() -> codec.decode(garbage.getBytes(ISO_8859_1)))
          .isInstanceOf(UnreadableMessageException.class);
    }
  }

  @Test
  void complainsWithoutQuotingTheCard() {
    // The amount is cut off.
    byte[] cut = ("1100" + "5000000000000000" + "16" + CARD + "00").getBytes(ISO_8859_1);
    assertThatThrownBy(() -> codec.decode(cut))
        .isInstanceOf(UnreadableMessageException.class)
        .hasNoCause()
        .message()
        .doesNotContain(CARD);
    assertThatThrownBy(() -> Message.of(MessageType.AUTHORIZATION_REQUEST).with(Field.EXPIRY, CARD))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain(CARD);
  }

  @Test
  void textShowsNothingOfTheCard() {
    Message message =
        Message.of(MessageType.AUTHORIZATION_REQUEST)
            .with(Field.CARD_NUMBER, CARD)
            .with(Field.EXPIRY, "2812")
            .with(Field.SECURITY_CODE, "987")
            .with(Field.REFERENCE, "pay_1");
    assertThat(message.toString())
        .isEqualTo(
            "AUTHORIZATION_REQUEST[CARD_NUMBER=***, EXPIRY=***, SECURITY_CODE=***, REFERENCE=pay_1]");
  }
}
