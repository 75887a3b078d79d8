package dev.connectpos.emulator.screen;

import dev.connectpos.emulator.wire.ServerFrame.Report;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was sold and cancelled on the terminal in a day (T7).
 *
 * @param merchantName as registered, if the terminal knows it
 * @param serialNumber the terminal's
 * @param report the day
 * @param printedAt when, in the merchant's zone
 */
public record ReportSlip(
    @Nullable String merchantName, String serialNumber, Report report, ZonedDateTime printedAt)
    implements Printout {

  @Override
  public String text() {
    var paper =
        new Paper()
            .centre(merchantName)
            .centre("RELATÓRIO DE VENDAS")
            .centre(Days.text(report.date()))
            .blank();
    for (Report.Row row : report.rows()) {
      paper.left(name(row));
      paper.row("  " + times(row.sales(), "venda"), amount(row.amountMinor()));
      if (row.canceled() > 0) {
        paper.row("  " + times(row.canceled(), "cancelamento"), amount(-row.canceledMinor()));
      }
    }
    var total = report.total();
    return paper
        .rule()
        .row("  " + times(total.sales(), "venda"), amount(total.amountMinor()))
        .row("  " + times(total.canceled(), "cancelamento"), amount(-total.canceledMinor()))
        .row("LÍQUIDO", amount(total.amountMinor() - total.canceledMinor()))
        .row("TERMINAL", serialNumber)
        .date(printedAt)
        .torn();
  }

  private String amount(long minor) {
    return Reais.text(minor, report.currency());
  }

  private static String name(Report.Row row) {
    String type = row.paymentType();
    String kind =
        switch (type == null ? "" : type) {
          case "credit" -> "CRÉDITO";
          case "debit" -> "DÉBITO";
          case "voucher" -> "VOUCHER";
          default -> "OUTROS";
        };
    return row.brand() == null ? kind : row.brand().toUpperCase(Locale.ROOT) + " " + kind;
  }

  /** {@code 1 venda}, {@code 3 vendas}. */
  static String times(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
