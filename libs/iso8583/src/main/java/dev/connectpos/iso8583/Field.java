package dev.connectpos.iso8583;

import com.solab.iso8583.IsoType;
import java.util.regex.Pattern;

/**
 * The data elements of our dialect. Those from 60 on are the ones the standard leaves to national
 * and private use, except the number of instalments. docs/card-network.md lists what they hold.
 */
public enum Field {
  CARD_NUMBER(2, IsoType.LLVAR, 19, true),
  PROCESSING_CODE(3, IsoType.NUMERIC, 6, false),
  /** Minor units. */
  AMOUNT(4, IsoType.NUMERIC, 12, false),
  /** MMDDhhmmss, UTC; set by the link. */
  SENT_AT(7, IsoType.NUMERIC, 10, false),
  /** What an answer is told by; set by the link. */
  TRACE(11, IsoType.NUMERIC, 6, false),
  /** YYMMDDhhmmss, UTC; set by the link. */
  LOCAL_TIME(12, IsoType.NUMERIC, 12, false),
  /** YYMM. */
  EXPIRY(14, IsoType.NUMERIC, 4, true),
  POINT_OF_SERVICE(22, IsoType.ALPHA, 12, false),
  FUNCTION(24, IsoType.NUMERIC, 3, false),
  REASON(25, IsoType.NUMERIC, 4, false),
  APPROVAL(38, IsoType.ALPHA, 6, false),
  ACTION(39, IsoType.NUMERIC, 3, false),
  /** What the shopper's statement says. */
  DESCRIPTOR(43, IsoType.LLVAR, 99, false),
  SECURITY_CODE(48, IsoType.LLLVAR, 4, true),
  /** ISO 4217, three digits. */
  CURRENCY(49, IsoType.NUMERIC, 3, false),
  /** The acquirer's key of the merchant. */
  AFFILIATION(60, IsoType.LLLVAR, 64, true),
  /** {@code L} for live or {@code T} for test, and who finances instalments: M or I. */
  CONDITIONS(61, IsoType.LLLVAR, 2, false),
  /** The acquirer's own, by which everything later names an authorization. */
  REFERENCE(62, IsoType.LLLVAR, 64, false),
  /** By which a cancellation is done once. */
  REQUEST(63, IsoType.LLLVAR, 64, false),
  INSTALLMENTS(67, IsoType.NUMERIC, 2, false),
  /** What an enquiry found. */
  FOUND_ACTION(123, IsoType.LLLVAR, 3, false);

  private static final Pattern DIGITS = Pattern.compile("\\d*");

  private final int number;
  private final IsoType type;
  private final int length;
  private final boolean sensitive;

  Field(int number, IsoType type, int length, boolean sensitive) {
    this.number = number;
    this.type = type;
    this.length = length;
    this.sensitive = sensitive;
  }

  int number() {
    return number;
  }

  IsoType type() {
    return type;
  }

  /** Exactly, or at most where the length varies. */
  int length() {
    return length;
  }

  /** Whether its contents must be in no text. */
  boolean isSensitive() {
    return sensitive;
  }

  /**
   * The value as it goes on the wire. The complaint does not repeat it.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  String checked(String value) {
    boolean numeric = type == IsoType.NUMERIC;
    boolean fits =
        switch (type) {
          case NUMERIC -> DIGITS.matcher(value).matches() && value.length() <= length;
          case ALPHA -> value.length() == length;
          default -> value.length() <= length;
        };
    if (value.isEmpty() || !fits) {
      throw new IllegalArgumentException(this + " has a value that does not fit");
    }
    return numeric ? "0".repeat(length - value.length()) + value : value;
  }
}
