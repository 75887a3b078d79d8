package dev.connectpos.emulator.screen;

import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.wire.ListedSale;
import dev.connectpos.emulator.wire.Order;
import dev.connectpos.emulator.wire.ServerFrame.PaymentResult;
import dev.connectpos.emulator.wire.ServerFrame.Refusal;
import dev.connectpos.emulator.wire.ServerFrame.Report;
import dev.connectpos.emulator.wire.ServerFrame.SalesListed;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is on the terminal's display.
 *
 * @param kind which screen it is
 * @param lines its text, top to bottom
 */
public record Screen(Kind kind, List<String> lines) {

  /** The screens there are. */
  public enum Kind {
    /** Shows the code an operator types to take the terminal in. */
    PAIRING,
    /** No session with the server; it keeps trying. */
    OFFLINE,
    /** Connected, nothing to do (T2). */
    IDLE,
    /** Connected, and orders to pick from (O3). */
    LIST,
    /** The order to pay (O2). */
    ORDER,
    /** Asks for the card. */
    PRESENT_CARD,
    /** Asks for the PIN. */
    PIN,
    /** The server is asking the acquirer. */
    AUTHORIZING,
    /** The outcome is not known. */
    VERIFYING,
    /** Approved. */
    APPROVED,
    /** Declined. */
    DECLINED,
    /** Undone; the order may be paid again. */
    REVERSED,
    /** The server refused the attempt; nothing was charged. */
    REFUSED,
    /** Sales to cancel, or to print a slip of again (T6). */
    SALES,
    /** The sale that is to be cancelled, once its card is presented again. */
    CANCEL,
    /** The sale is cancelled. */
    CANCELED,
    /** What was sold in a day (T7). */
    REPORT,
    /** The terminal has stopped for good. */
    STOPPED
  }

  private static final int WIDTH = 38;

  /** Keeps its own copy of the lines. */
  public Screen {
    lines = List.copyOf(lines);
  }

  /** The pairing code. */
  public static Screen pairing(String code) {
    return of(Kind.PAIRING, "Código de pareamento", code);
  }

  /** No session. */
  public static Screen offline() {
    return of(Kind.OFFLINE, "Sem conexão");
  }

  /** Nothing to do. */
  public static Screen idle() {
    return of(Kind.IDLE, "Aguardando Pagamentos");
  }

  /** No orders come here; an amount may be typed. */
  public static Screen deactivated() {
    return of(Kind.IDLE, "Integração desativada", "Somente valor avulso");
  }

  /** Orders to pick from. */
  public static Screen list(List<Order> orders) {
    if (orders.isEmpty()) {
      return of(Kind.LIST, "Nenhum pedido na lista");
    }
    var lines = new ArrayList<String>();
    for (Order order : orders) {
      String name = order.displayName() == null ? "" : " " + order.displayName();
      lines.add(order.code() + name + " " + Reais.text(order.owed(), order.currency()));
    }
    return new Screen(Kind.LIST, lines);
  }

  /** An order: whose it is, how much, and how it is paid. */
  public static Screen order(Order order) {
    var lines = new ArrayList<String>();
    addIfPresent(lines, order.displayName() != null ? order.displayName() : order.code());
    lines.add(Reais.text(order.owed(), order.currency()));
    var payment = order.payment();
    lines.add(
        payment == null
            ? PaymentName.text(null, 1, null)
            : PaymentName.text(
                payment.type(),
                payment.installments() == null ? 1 : payment.installments(),
                payment.installmentType()));
    return new Screen(Kind.ORDER, lines);
  }

  /** An amount that the operator typed. */
  public static Screen typed(OpenAttempt.Sale sale) {
    return of(
        Kind.ORDER,
        "Valor avulso",
        Reais.text(sale.amountMinor(), sale.currency()),
        PaymentName.text(sale.paymentType(), sale.installments(), sale.installmentType()));
  }

  /** Asks for the card. */
  public static Screen presentCard() {
    return of(Kind.PRESENT_CARD, "Aproxime, insira ou passe o cartão");
  }

  /** Asks for the PIN; digits are never shown. */
  public static Screen pin() {
    return of(Kind.PIN, "Senha");
  }

  /** Waiting for the acquirer. */
  public static Screen authorizing() {
    return of(Kind.AUTHORIZING, "Autorizando");
  }

  /** The outcome is not known yet. */
  public static Screen verifying() {
    return of(Kind.VERIFYING, "Verificando");
  }

  /** Approved, and how much. */
  public static Screen approved(long amountMinor, String currency) {
    return of(Kind.APPROVED, "Aprovado", Reais.text(amountMinor, currency));
  }

  /** Declined, and what the acquirer says about it. */
  public static Screen declined(PaymentResult result) {
    var lines = new ArrayList<>(List.of("Recusado"));
    addIfPresent(lines, result.message());
    addIfPresent(lines, result.guidance());
    return new Screen(Kind.DECLINED, lines);
  }

  /** Paid, and given back since. */
  public static Screen givenBack(String status) {
    return of(
        Kind.REVERSED,
        switch (status) {
          case "voided" -> "Cancelado";
          case "refunded" -> "Estornado";
          default -> "Pré-autorização expirada";
        });
  }

  /** Undone. */
  public static Screen reversed() {
    return of(Kind.REVERSED, "Desfeito", "Nada ficou retido no cartão");
  }

  /** The server refused the attempt. */
  public static Screen refused(@Nullable String message) {
    var lines = new ArrayList<>(List.of("Não realizado"));
    addIfPresent(lines, message);
    return new Screen(Kind.REFUSED, lines);
  }

  /** The server refused what the shop's people asked for. */
  public static Screen refused(Refusal refusal, ZoneId zone) {
    return refused(Reason.text(refusal, zone));
  }

  /** Sales, the newest first. */
  public static Screen sales(SalesListed list) {
    var lines = new ArrayList<>(List.of("Vendas de " + Days.text(list.date())));
    if (list.sales().isEmpty()) {
      lines.add("Nenhuma venda");
    }
    for (ListedSale sale : list.sales()) {
      String state = sale.cancelable() ? "" : " " + state(sale);
      lines.add(
          "NSU " + sale.nsu() + " " + Reais.text(sale.amountMinor(), sale.currency()) + state);
    }
    if (list.more()) {
      lines.add("Há mais vendas");
    }
    return new Screen(Kind.SALES, lines);
  }

  private static String state(ListedSale sale) {
    return switch (sale.status()) {
      case "voided" -> "cancelada";
      case "refunded" -> "estornada";
      case "expired" -> "expirada";
      default -> "não cancelável";
    };
  }

  /** A sale to be cancelled: how much of it, and of which card. */
  public static Screen cancel(ListedSale sale) {
    return of(
        Kind.CANCEL,
        "Cancelar venda, NSU " + sale.nsu(),
        Reais.text(sale.left(), sale.currency()),
        "Cartão **** " + sale.lastFour());
  }

  /** Cancelled, and how much was given back. */
  public static Screen canceled(ListedSale sale) {
    return of(Kind.CANCELED, "Venda cancelada", Reais.text(sale.left(), sale.currency()));
  }

  /** What a day brought. */
  public static Screen report(Report report) {
    var total = report.total();
    return of(
        Kind.REPORT,
        "Relatório de " + Days.text(report.date()),
        ReportSlip.times(total.sales(), "venda")
            + " "
            + Reais.text(total.amountMinor(), report.currency()),
        ReportSlip.times(total.canceled(), "cancelamento")
            + " "
            + Reais.text(total.canceledMinor(), report.currency()));
  }

  /** Stopped, and why. */
  public static Screen stopped(String why) {
    return of(Kind.STOPPED, "Terminal parado", why);
  }

  /** The display drawn with a frame around it. */
  public String framed() {
    var drawn = new StringBuilder("┌" + "─".repeat(WIDTH) + "┐\n");
    for (String line : lines) {
      for (String row : Text.wrap(line, WIDTH - 2)) {
        drawn.append('│').append(Text.centred(row, WIDTH)).append("│\n");
      }
    }
    return drawn.append('└').append("─".repeat(WIDTH)).append('┘').toString();
  }

  private static Screen of(Kind kind, String... lines) {
    return new Screen(kind, List.of(lines));
  }

  private static void addIfPresent(List<String> lines, @Nullable String line) {
    if (line != null && !line.isBlank()) {
      lines.add(line);
    }
  }
}
