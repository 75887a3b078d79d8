package dev.connectpos.iso8583;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoValue;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.EnumMap;
import java.util.HashMap;

/**
 * Messages to bytes and back, by j8583: text in ISO 8859-1, so that a length in characters is one
 * in bytes; the bitmap in hexadecimal digits.
 */
final class Codec {
  private static final String CHARSET = StandardCharsets.ISO_8859_1.name();
  private static final int TYPE_LENGTH = 4;

  /** Type and bitmap; less is no message. */
  private static final int SHORTEST = TYPE_LENGTH + 16;

  private final MessageFactory<IsoMessage> factory = new MessageFactory<>();

  Codec() {
    factory.setCharacterEncoding(CHARSET);
    factory.setAssignDate(false);
    for (MessageType type : MessageType.values()) {
      var guide = new HashMap<Integer, FieldParseInfo>();
      for (Field field : Field.values()) {
        guide.put(
            field.number(),
            FieldParseInfo.getInstance(field.type(), field.length(), CHARSET, false));
      }
      factory.setParseMap(type.code(), guide);
    }
  }

  /** The bytes, without their length. Whoever sends them wipes them. */
  byte[] encode(Message message) {
    var iso = new IsoMessage();
    iso.setType(message.type().code());
    iso.setCharacterEncoding(CHARSET);
    message
        .fields()
        .forEach(
            (field, value) -> iso.setValue(field.number(), value, field.type(), field.length()));
    return iso.writeData();
  }

  /**
   * @throws UnreadableMessageException if that is none of ours. What j8583 complains of is dropped:
   *     it quotes the bytes, and they may be a card's.
   */
  Message decode(byte[] bytes) throws UnreadableMessageException {
    if (bytes.length < SHORTEST) {
      throw new UnreadableMessageException("it is too short");
    }
    // Asked first: for a type without a guide j8583 writes the whole message to the log.
    var digits = new String(bytes, 0, TYPE_LENGTH, StandardCharsets.ISO_8859_1);
    MessageType type =
        MessageType.of(digits)
            .orElseThrow(() -> new UnreadableMessageException("it is of a type we do not know"));
    var fields = new EnumMap<Field, String>(Field.class);
    try {
      IsoMessage iso = factory.parseMessage(bytes, 0);
      for (Field field : Field.values()) {
        IsoValue<?> value = iso.getField(field.number());
        if (value != null) {
          fields.put(field, field.checked(value.toString()));
        }
      }
    } catch (ParseException | UnsupportedEncodingException | RuntimeException _) {
      throw new UnreadableMessageException("a " + digits + " cannot be read");
    }
    return new Message(type, fields);
  }
}
