package dev.connectpos.emulator.screen;

import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.wire.ServerFrame.PaymentResult;
import java.time.ZonedDateTime;
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

    String title() {
      return title;
    }
  }

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
    return text(null);
  }

  /** The same under a heading of its own. */
  String text(@Nullable String heading) {
    var sale = attempt.sale();
    String method =
        PaymentName.text(sale.paymentType(), sale.installments(), sale.installmentType());
    return new Paper()
        .centre(heading)
        .centre(merchantName)
        .centre(copy.title())
        .blank()
        .centre(brand() + method.toUpperCase(Locale.ROOT))
        .centre(lastFour())
        .blank()
        .row("VALOR", Reais.text(amountMinor(), sale.currency()))
        .row("NSU", payment.nsu())
        .row("AUT", payment.authorizationCode())
        .row("PEDIDO", sale.orderCode())
        .row("TERMINAL", serialNumber)
        .date(printedAt)
        .blank()
        .centre(outcome())
        .torn();
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
}
