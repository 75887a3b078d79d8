package dev.connectpos.emulator.screen;

import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.wire.Order;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of an order that is paid: what was sold, and what it came to (T8). It is no fiscal
 * document, and says so.
 *
 * @param merchantName as registered, if the terminal knows it
 * @param sale the payment that paid the order, or the last of them
 * @param receipt what is on it
 * @param printedAt when, in the merchant's zone
 */
public record OrderReceipt(
    @Nullable String merchantName,
    OpenAttempt.Sale sale,
    OpenAttempt.Receipt receipt,
    ZonedDateTime printedAt)
    implements Printout {

  @Override
  public String text() {
    var paper = new Paper().centre(merchantName).centre("RECIBO DO PEDIDO").blank();
    for (Order.ReceiptLine line : receipt.lines()) {
      paper.left(line.description());
      paper.row(
          "  " + line.quantity() + " x " + Reais.text(line.amountMinor(), sale.currency()),
          Reais.text(Math.multiplyExact(line.quantity(), line.amountMinor()), sale.currency()));
    }
    return paper
        .rule()
        .row("TOTAL", Reais.text(receipt.totalMinor(), sale.currency()))
        .row("PEDIDO", sale.orderCode())
        .date(printedAt)
        .blank()
        .centre("NÃO É DOCUMENTO FISCAL")
        .torn();
  }
}
