package dev.connectpos.iso8583;

import java.util.Optional;

/** The messages of our dialect. docs/card-network.md says what each is for. */
public enum MessageType {
  AUTHORIZATION_RESPONSE(0x1110),
  AUTHORIZATION_REQUEST(0x1100, AUTHORIZATION_RESPONSE),
  FINANCIAL_RESPONSE(0x1210),
  FINANCIAL_REQUEST(0x1200, FINANCIAL_RESPONSE),
  REVERSAL_RESPONSE(0x1430),
  REVERSAL_ADVICE(0x1420, REVERSAL_RESPONSE),
  /** The same advice again, because the one before was not acknowledged. */
  REVERSAL_REPEAT(0x1421, REVERSAL_RESPONSE),
  ADMINISTRATIVE_RESPONSE(0x1614),
  ADMINISTRATIVE_REQUEST(0x1604, ADMINISTRATIVE_RESPONSE),
  MANAGEMENT_RESPONSE(0x1814),
  MANAGEMENT_REQUEST(0x1804, MANAGEMENT_RESPONSE);

  private final int code;
  private final Optional<MessageType> response;

  MessageType(int code) {
    this.code = code;
    this.response = Optional.empty();
  }

  MessageType(int code, MessageType response) {
    this.code = code;
    this.response = Optional.of(response);
  }

  /** Its four digits, as hexadecimal ones: 0x1100. */
  int code() {
    return code;
  }

  /** What answers it; empty for an answer. */
  public Optional<MessageType> response() {
    return response;
  }

  /** The type with these four digits, if our dialect has it. */
  static Optional<MessageType> of(String digits) {
    for (MessageType type : values()) {
      if (Integer.toHexString(type.code).equals(digits)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
