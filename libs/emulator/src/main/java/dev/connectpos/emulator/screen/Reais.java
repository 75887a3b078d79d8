package dev.connectpos.emulator.screen;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;

/** Amounts as a Brazilian reads them. */
final class Reais {

  private static final Locale BRAZIL = Locale.of("pt", "BR");

  private Reais() {}

  /** {@code R$ 1.990,00}, {@code -R$ 19,90}; other currencies by their code. */
  static String text(long minor, String currency) {
    int decimals = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(BRAZIL));
    format.setMinimumFractionDigits(decimals);
    String sign = currency.equals("BRL") ? "R$" : currency;
    var amount = BigDecimal.valueOf(minor, decimals);
    return (minor < 0 ? "-" : "") + sign + " " + format.format(amount.abs());
  }
}
