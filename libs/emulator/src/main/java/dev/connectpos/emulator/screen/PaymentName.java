package dev.connectpos.emulator.screen;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a payment is called on screens and slips. */
final class PaymentName {

  private PaymentName() {}

  /** Without a word of interest where it is not known who finances the instalments. */
  static String text(@Nullable String type, int installments, @Nullable String installmentType) {
    if (type == null) {
      return "Escolha a forma de pagamento";
    }
    return switch (type) {
      case "debit" -> "Débito à vista";
      case "voucher" -> "Voucher";
      case "credit" -> credit(installments, installmentType);
      default -> type.toUpperCase(Locale.ROOT);
    };
  }

  private static String credit(int installments, @Nullable String installmentType) {
    if (installments <= 1) {
      return "Crédito à vista";
    }
    String times = "Crédito " + installments + "x";
    if (installmentType == null) {
      return times;
    }
    return times + (installmentType.equals("issuer") ? " com juros" : " sem juros");
  }
}
