package dev.connectpos.terminal.socket;

import dev.connectpos.terminal.domain.CancelRefusal;
import dev.connectpos.terminal.domain.OrderRefusal;
import dev.connectpos.terminal.domain.PaymentRefusal;
import java.util.Locale;

/** {@code error.code} of docs/terminal-protocol.md, each with its text. */
enum ErrorCode {
  MALFORMED_FRAME("The frame is not a JSON object of the protocol"),
  FRAME_TOO_LARGE("The frame is above 64 KiB"),
  UNKNOWN_TYPE("No such type of frame"),
  HELLO_EXPECTED("The first frame of a session is hello, and only the first"),
  MISSING_FIELD("A field is missing"),
  INVALID_FIELD("A field has a value that is not allowed"),
  ORDER_NOT_HERE("The order is not on this terminal's screen"),
  SCREEN_TAKEN("Another order is on this terminal's screen"),
  AMOUNT_MISMATCH("The amount is not the order's, or not all that is left of the sale"),
  AMOUNT_ABOVE_OWED("The amount is above what the order still owes"),
  PAYMENT_IN_PROGRESS("Another payment is not decided yet"),
  ORDER_ALREADY_PAID("The order is paid"),
  ATTEMPT_WITH_DIFFERENT_CONTENTS("The attempt id was used before, for something else"),
  UNKNOWN_ATTEMPT("This terminal has made no such attempt"),
  UNKNOWN_PRINT("This terminal was given no such document"),
  NOT_CONFIRMABLE("There is no approval to confirm"),
  CARD_DATA_REJECTED("The card data cannot be used"),
  TEMPORARILY_UNAVAILABLE("Nothing was done; try again"),
  WRONG_PASSWORD("The administrative password is wrong"),
  ADMIN_LOCKED("Too many wrong passwords; wait"),
  NO_ADMIN_PASSWORD("The account has no administrative password"),
  ADMIN_REQUIRED("Unlock the session with the administrative password first"),
  UNKNOWN_SALE("The account has no such sale on a terminal"),
  NOT_CANCELABLE("Nothing is left of the sale, or a cancellation is in progress"),
  CARD_MISMATCH("Another card paid"),
  CANCEL_WITH_DIFFERENT_CONTENTS("The cancel id was used before, for something else"),
  UNKNOWN_CANCEL("This terminal has asked for no such cancellation");

  private final String message;

  ErrorCode(String message) {
    this.message = message;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  String message() {
    return message;
  }

  /** The code of a refusal. */
  static ErrorCode of(PaymentRefusal refusal) {
    return switch (refusal) {
      case ATTEMPT_WITH_DIFFERENT_CONTENTS -> ATTEMPT_WITH_DIFFERENT_CONTENTS;
      case ORDER_NOT_HERE -> ORDER_NOT_HERE;
      case ORDER_ALREADY_PAID -> ORDER_ALREADY_PAID;
      case PAYMENT_IN_PROGRESS -> PAYMENT_IN_PROGRESS;
      case SCREEN_TAKEN -> SCREEN_TAKEN;
      case AMOUNT_MISMATCH -> AMOUNT_MISMATCH;
      case AMOUNT_ABOVE_OWED -> AMOUNT_ABOVE_OWED;
      case TERMS_MISMATCH -> INVALID_FIELD;
      case CARD_DATA_REJECTED -> CARD_DATA_REJECTED;
      case TEMPORARILY_UNAVAILABLE -> TEMPORARILY_UNAVAILABLE;
      case UNKNOWN_ATTEMPT -> UNKNOWN_ATTEMPT;
      case NOT_CONFIRMABLE -> NOT_CONFIRMABLE;
    };
  }

  /** The code of a refusal. */
  static ErrorCode of(CancelRefusal refusal) {
    return switch (refusal) {
      case CANCEL_WITH_DIFFERENT_CONTENTS -> CANCEL_WITH_DIFFERENT_CONTENTS;
      case ADMIN_REQUIRED -> ADMIN_REQUIRED;
      case PAYMENT_IN_PROGRESS -> PAYMENT_IN_PROGRESS;
      case SCREEN_TAKEN -> SCREEN_TAKEN;
      case UNKNOWN_SALE -> UNKNOWN_SALE;
      case NOT_CANCELABLE -> NOT_CANCELABLE;
      case AMOUNT_MISMATCH -> AMOUNT_MISMATCH;
      case CARD_DATA_REJECTED -> CARD_DATA_REJECTED;
      case TEMPORARILY_UNAVAILABLE -> TEMPORARILY_UNAVAILABLE;
      case CARD_MISMATCH -> CARD_MISMATCH;
      case UNKNOWN_CANCEL -> UNKNOWN_CANCEL;
    };
  }

  /** The code of a refusal. */
  static ErrorCode of(OrderRefusal refusal) {
    return switch (refusal) {
      case ORDER_NOT_HERE -> ORDER_NOT_HERE;
      case ORDER_ALREADY_PAID -> ORDER_ALREADY_PAID;
      case SCREEN_TAKEN -> SCREEN_TAKEN;
      case PAYMENT_IN_PROGRESS -> PAYMENT_IN_PROGRESS;
    };
  }
}
