package dev.connectpos.iso8583;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One message. Its text shows no card number, no expiry, no security code and no PIN block.
 *
 * @param type what it is
 * @param fields what it holds, in the order of their numbers
 */
public record Message(MessageType type, Map<Field, String> fields) {
  private static final List<Field> ECHOED =
      List.of(
          Field.TRACE,
          Field.SENT_AT,
          Field.LOCAL_TIME,
          Field.FUNCTION,
          Field.REFERENCE,
          Field.REQUEST);

  /** Copies the fields. */
  public Message {
    var copy = new EnumMap<Field, String>(Field.class);
    copy.putAll(fields);
    fields = Collections.unmodifiableMap(copy);
  }

  /** One without fields. */
  public static Message of(MessageType type) {
    return new Message(type, Map.of());
  }

  /**
   * The same with one more field, or another value of it.
   *
   * @throws IllegalArgumentException if the value does not fit the field
   */
  public Message with(Field field, String value) {
    var more = new EnumMap<Field, String>(Field.class);
    more.putAll(fields);
    more.put(field, field.checked(value));
    return new Message(type, more);
  }

  /** The same, with the field if there is a value for it. */
  public Message with(Field field, Optional<String> value) {
    return value.map(known -> with(field, known)).orElse(this);
  }

  /** What a field holds. */
  public Optional<String> find(Field field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** What a field holds, or nothing at all. */
  public String text(Field field) {
    return fields.getOrDefault(field, "");
  }

  /**
   * The beginning of an answer: what tells it by, and what was decided.
   *
   * @throws IllegalStateException if this is an answer itself
   */
  public Message answer(String action) {
    var answer = new EnumMap<Field, String>(Field.class);
    for (Field field : ECHOED) {
      find(field).ifPresent(value -> answer.put(field, value));
    }
    MessageType response =
        type.response().orElseThrow(() -> new IllegalStateException(type + " has no answer"));
    return new Message(response, answer).with(Field.ACTION, action);
  }

  /** Whether this is what was waited for: the type that answers, under the same reference. */
  boolean answers(Message request) {
    return request.type().response().equals(Optional.of(type))
        && find(Field.TRACE).equals(request.find(Field.TRACE))
        && find(Field.REFERENCE).equals(request.find(Field.REFERENCE));
  }

  @Override
  public String toString() {
    return fields.entrySet().stream()
        .map(e -> e.getKey() + "=" + (e.getKey().isSensitive() ? "***" : e.getValue()))
        .collect(Collectors.joining(", ", type + "[", "]"));
  }
}
