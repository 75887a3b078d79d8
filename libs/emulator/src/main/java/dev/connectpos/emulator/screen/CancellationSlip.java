package dev.connectpos.emulator.screen;

import dev.connectpos.emulator.wire.ListedSale;
import dev.connectpos.emulator.wire.ServerFrame.CancelResult;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The slip of a sale that was cancelled (T6).
 *
 * @param copy for whom
 * @param merchantName as registered, if the terminal knows it
 * @param serialNumber the terminal's
 * @param sale what was cancelled
 * @param result how
 * @param printedAt when, in the merchant's zone
 */
public record CancellationSlip(
    Slip.Copy copy,
    @Nullable String merchantName,
    String serialNumber,
    ListedSale sale,
    CancelResult result,
    ZonedDateTime printedAt)
    implements Printout {

  /**
   * @throws IllegalArgumentException unless the sale is cancelled
   */
  public CancellationSlip {
    if (!result.status().equals("canceled")) {
      throw new IllegalArgumentException("no slip of a cancellation that is " + result.status());
    }
  }

  @Override
  public String text() {
    String method = PaymentName.text(sale.paymentType(), sale.installments(), null);
    String brand = sale.brand() == null ? "" : sale.brand() + " ";
    Long amount = result.amountMinor();
    return new Paper()
        .centre(merchantName)
        .centre(copy.title())
        .blank()
        .centre((brand + method).toUpperCase(Locale.ROOT))
        .centre(sale.lastFour() == null ? null : "**** **** **** " + sale.lastFour())
        .blank()
        .row("VALOR", Reais.text(amount == null ? sale.left() : amount, sale.currency()))
        .row("NSU", sale.nsu())
        .row("AUT", sale.authorizationCode())
        .row("PEDIDO", sale.code())
        .row("TERMINAL", serialNumber)
        .date(printedAt)
        .blank()
        .centre("refund".equals(result.kind()) ? "VENDA ESTORNADA" : "VENDA CANCELADA")
        .torn();
  }
}
