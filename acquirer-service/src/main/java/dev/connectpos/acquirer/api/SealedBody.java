package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.connectpos.acquirer.application.SealedCard;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bodies with a card as its terminal sealed it; no error quotes what is in them. */
final class SealedBody {
  static final Pattern TEXT = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern KSN = Pattern.compile("[0-9A-Fa-f]{24}");
  private static final Pattern IV = Pattern.compile("[0-9A-Za-z+/]{16}");
  private static final Pattern DATA = Pattern.compile("[0-9A-Za-z+/]{24,1024}={0,2}");
  private static final Pattern PIN_BLOCK = Pattern.compile("[0-9A-Fa-f]{32}");

  private SealedBody() {}

  /**
   * Parsed here and not by the framework, whose errors quote the body.
   *
   * @throws MalformedBodyException if it is no such JSON
   */
  static <T> T read(ObjectReader reader, Class<T> type, byte[] json) {
    try {
      T body = reader.readValue(json, type);
      if (body != null) {
        return body;
      }
    } catch (IOException _) {
      // The parser's message quotes the body too: it goes nowhere.
    }
    throw new MalformedBodyException();
  }

  /**
   * The card, of fields that are named after where they stand.
   *
   * @throws InvalidFieldException if one is missing or malformed
   */
  static SealedCard card(String under, Fields fields) {
    String pinBlock = fields.pinBlock();
    return new SealedCard(
        required(under + "ksn", KSN, fields.ksn()),
        required(under + "iv", IV, fields.iv()),
        required(under + "data", DATA, fields.data()),
        pinBlock == null ? null : required(under + "pin_block", PIN_BLOCK, pinBlock));
  }

  /** As they came. */
  record Fields(
      @Nullable String ksn, @Nullable String iv, @Nullable String data, @Nullable String pinBlock) {
    @Override
    public String toString() {
      return "Fields[***]";
    }
  }

  /**
   * A field that must be there.
   *
   * @throws InvalidFieldException if it is not, or is not of the pattern
   */
  static String required(String field, Pattern pattern, @Nullable String value) {
    if (value == null) {
      throw new InvalidFieldException(field, field + " is missing");
    }
    if (!pattern.matcher(value).matches()) {
      throw new InvalidFieldException(field, field + " must match " + pattern);
    }
    return value;
  }
}
