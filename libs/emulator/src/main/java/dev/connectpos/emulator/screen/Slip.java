package dev.connectpos.emulator.screen;

import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.wire.ServerFrame.PaymentResult;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The paper slip of a captured or held payment (T8). There is no slip of anything else: what is
 * printed as approved is money that was taken, and a hold says that it is one.
 *
 * @param copy for whom
 * @param merchantName as registered, if the terminal knows it
 * @param serialNumber the terminal's
 * @param attempt what was paid
 * @param payment the captured or held result
 * @param printedAt when, in the merchant's zone
 */
public record Slip(
    Copy copy,
    @Nullable String merchantName,
    String serialNumber,
    OpenAttempt attempt,
    PaymentResult payment,
    ZonedDateTime printedAt) {

  /** For whom a slip is. */
  public enum Copy {
    /** The shopper's. */
    CUSTOMER("VIA DO CLIENTE"),
    /** The shop's. */
    MERCHANT("VIA DO ESTABELECIMENTO");

    private final String title;

    Copy(String title) {
      this.title = title;
    }
  }

  private static final int WIDTH = 38;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss", Locale.ROOT);

  /**
   * @throws IllegalArgumentException unless the payment is captured or held
   */
  public Slip {
    if (!payment.status().equals("captured") && !payment.status().equals("held")) {
      throw new IllegalArgumentException("no slip of a payment that is " + payment.status());
    }
  }

  /** The slip as printed, lines of 38 characters. */
  public String text() {
    var sale = attempt.sale();
    var lines = new ArrayList<String>();
    lines.add("-".repeat(WIDTH));
    centre(lines, merchantName);
    centre(lines, copy.title);
    lines.add("");
    String payment =
        PaymentName.text(sale.paymentType(), sale.installments(), sale.installmentType());
    centre(lines, brand() + payment.toUpperCase(Locale.ROOT));
    centre(lines, lastFour());
    lines.add("");
    row(lines, "VALOR", Reais.text(amountMinor(), sale.currency()));
    row(lines, "NSU", this.payment.nsu());
    row(lines, "AUT", this.payment.authorizationCode());
    row(lines, "PEDIDO", sale.orderCode());
    row(lines, "TERMINAL", serialNumber);
    row(lines, "DATA", DATE.format(printedAt));
    lines.add("");
    centre(lines, outcome());
    lines.add("-".repeat(WIDTH));
    return String.join("\n", lines);
  }

  private String outcome() {
    if (payment.status().equals("captured")) {
      return "TRANSAÇÃO APROVADA";
    }
    return "pre_auth".equals(payment.operationType()) ? "PRÉ-AUTORIZAÇÃO" : "APROVADA, A CAPTURAR";
  }

  private long amountMinor() {
    Long captured = payment.amountMinor();
    return captured == null ? attempt.sale().amountMinor() : captured;
  }

  private String brand() {
    String brand = payment.brand();
    return brand == null ? "" : brand.toUpperCase(Locale.ROOT) + " ";
  }

  private @Nullable String lastFour() {
    return payment.lastFour() == null ? null : "**** **** **** " + payment.lastFour();
  }

  private static void centre(List<String> lines, @Nullable String text) {
    if (text != null) {
      for (String row : Text.wrap(text, WIDTH)) {
        lines.add(Text.centred(row, WIDTH).stripTrailing());
      }
    }
  }

  private static void row(List<String> lines, String name, @Nullable String value) {
    if (value != null) {
      lines.add(Text.justified(name, value, WIDTH));
    }
  }
}
