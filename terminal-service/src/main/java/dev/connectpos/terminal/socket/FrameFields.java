package dev.connectpos.terminal.socket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a frame, read strictly: a number in quotes is not a number. */
final class FrameFields {
  private final JsonNode frame;
  private final String type;
  private final String prefix;

  FrameFields(JsonNode frame, String type) {
    this(frame, type, "");
  }

  private FrameFields(JsonNode frame, String type, String prefix) {
    this.frame = frame;
    this.type = type;
    this.prefix = prefix;
  }

  FrameFields object(String field) throws BadFrameException {
    JsonNode value = present(field);
    if (!value.isObject()) {
      throw invalid(field);
    }
    return new FrameFields(value, type, field + ".");
  }

  String text(String field, Pattern pattern) throws BadFrameException {
    JsonNode value = present(field);
    if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
      throw invalid(field);
    }
    return value.textValue();
  }

  @Nullable String optionalText(String field, Pattern pattern) throws BadFrameException {
    return frame.path(field).isMissingNode() || frame.path(field).isNull()
        ? null
        : text(field, pattern);
  }

  long number(String field, long min, long max) throws BadFrameException {
    JsonNode value = present(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw invalid(field);
    }
    long number = value.longValue();
    if (number < min || number > max) {
      throw invalid(field);
    }
    return number;
  }

  @Nullable Long optionalNumber(String field, long min, long max) throws BadFrameException {
    return frame.path(field).isMissingNode() || frame.path(field).isNull()
        ? null
        : number(field, min, max);
  }

  /** A word of the wire, lower case, as the constant of the same name. */
  <E extends Enum<E>> E word(String field, Class<E> words) throws BadFrameException {
    JsonNode value = present(field);
    for (E word : words.getEnumConstants()) {
      if (value.isTextual() && word.name().toLowerCase(Locale.ROOT).equals(value.textValue())) {
        return word;
      }
    }
    throw invalid(field);
  }

  BadFrameException invalid(String field) {
    return new BadFrameException(new FrameError(ErrorCode.INVALID_FIELD, prefix + field, type));
  }

  private JsonNode present(String field) throws BadFrameException {
    JsonNode value = frame.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw new BadFrameException(new FrameError(ErrorCode.MISSING_FIELD, prefix + field, type));
    }
    return value;
  }
}
