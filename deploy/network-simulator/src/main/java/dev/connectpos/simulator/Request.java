package dev.connectpos.simulator;

import dev.connectpos.iso8583.Field;
import dev.connectpos.iso8583.Message;
import java.time.YearMonth;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** What a message asks for, read from its fields. */
final class Request {
  private static final String VERIFY = "108";
  private static final String VOID = "220000";
  private static final int CARD_PRESENT = 5;
  private static final int CENTURY = 2000;

  private final Message message;

  Request(Message message) {
    this.message = message;
  }

  boolean isVerification() {
    return message.text(Field.FUNCTION).equals(VERIFY);
  }

  String reference() {
    return required(Field.REFERENCE);
  }

  String request() {
    return required(Field.REQUEST);
  }

  boolean isVoid() {
    return message.text(Field.PROCESSING_CODE).equals(VOID);
  }

  long amountMinor() {
    return Long.parseLong(required(Field.AMOUNT));
  }

  /** ISO 4217, three letters. */
  String currency() {
    String number = required(Field.CURRENCY);
    return Currency.availableCurrencies()
        .filter(currency -> currency.getNumericCodeAsString().equals(number))
        .map(Currency::getCurrencyCode)
        .findFirst()
        .orElseThrow(MalformedRequestException::new);
  }

  String card() {
    return required(Field.CARD_NUMBER);
  }

  /** The last month the card is good for. */
  YearMonth expiry() {
    int yearAndMonth = Integer.parseInt(required(Field.EXPIRY));
    return YearMonth.of(CENTURY + yearAndMonth / 100, yearAndMonth % 100);
  }

  @Nullable String securityCode() {
    return message.find(Field.SECURITY_CODE).orElse(null);
  }

  @Nullable String descriptor() {
    return message.find(Field.DESCRIPTOR).orElse(null);
  }

  /** Whether it is for no real money, and no card was there. */
  boolean isOnlineOnTest() {
    return required(Field.CONDITIONS).startsWith("T")
        && required(Field.POINT_OF_SERVICE).charAt(CARD_PRESENT) == '0';
  }

  private String required(Field field) {
    return message.find(field).orElseThrow(MalformedRequestException::new);
  }
}
