package dev.connectpos.emulator;

import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.state.LastSale;
import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.state.TerminalStore;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.ListedSale;
import dev.connectpos.emulator.wire.ServerFrame.PaymentResult;
import dev.connectpos.emulator.wire.ServerFrame.Refusal;
import dev.connectpos.emulator.wire.ServerFrame.Report;
import dev.connectpos.emulator.wire.ServerFrame.SalesListed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sales that were made: listed, counted in a report (T7), their slips printed again. Runs in
 * the terminal's mailbox. The list is the server's; only the last sale is remembered here.
 */
final class SalesBook {

  /** The rest of the terminal, as the book needs it. */
  interface Device {
    void send(ClientFrame frame);

    void show(Screen screen);

    boolean isFree();

    void print(Report report);

    void printAgain(LastSale sale);

    Screen refusal(Refusal refusal);

    Instant now();
  }

  private final TerminalStore store;
  private final Device device;
  private SalesFilter filter = SalesFilter.TODAY;
  private List<ListedSale> sales = List.of();

  SalesBook(TerminalStore store, Device device) {
    this.store = store;
    this.device = device;
  }

  /** Asks for sales; they are shown if the screen is free. */
  void ask(SalesFilter wanted) {
    filter = wanted;
    page(null);
  }

  /** Asks for those before the ones that are shown. */
  void more() {
    page(sales.isEmpty() ? null : sales.getLast().paymentId());
  }

  void listed(SalesListed list) {
    sales = list.sales();
    if (device.isFree()) {
      device.show(Screen.sales(list));
    }
  }

  /** The listed sale of this NSU or payment. */
  Optional<ListedSale> find(String name) {
    return sales.stream().filter(sale -> sale.isCalled(name)).findFirst();
  }

  /** Asks what a day brought; null for today. */
  void askReport(@Nullable String date) {
    if (device.isFree()) {
      device.send(new ClientFrame.ReportGet(date));
    }
  }

  void reported(Report report) {
    if (device.isFree()) {
      device.show(Screen.report(report));
    }
    device.print(report);
  }

  /** Prints the slips of the last sale again. */
  void printAgain() {
    LastSale last = store.state().lastSale();
    if (last != null) {
      device.printAgain(last);
    } else if (device.isFree()) {
      device.show(Screen.refused("Nenhuma venda para reimprimir"));
    }
  }

  /** Prints the slips of a listed sale again, if there are any. */
  void printAgain(String name) {
    Optional<ListedSale> found = find(name);
    found.filter(ListedSale::hasSlip).map(this::remembered).ifPresent(device::printAgain);
    if (device.isFree() && found.isEmpty()) {
      device.show(Screen.refused("Venda fora da lista"));
    } else if (device.isFree() && !found.orElseThrow().hasSlip()) {
      device.show(Screen.refused("A venda foi desfeita; não há comprovante"));
    }
  }

  /** A question of ours was refused. */
  void refused(Refusal refusal) {
    if (device.isFree()) {
      device.show(device.refusal(refusal));
    }
  }

  private void page(@Nullable String after) {
    if (device.isFree()) {
      device.send(
          new ClientFrame.SalesList(filter.date(), filter.amountMinor(), filter.nsu(), after));
    }
  }

  /** A sale of the list as if it had been made here just now. */
  private LastSale remembered(ListedSale sale) {
    var paid =
        new OpenAttempt.Sale(
            sale.orderId(),
            sale.code(),
            sale.amountMinor(),
            sale.currency(),
            sale.paymentType(),
            sale.installments(),
            null,
            null);
    var result =
        new PaymentResult(
            0,
            sale.orderId(),
            sale.paymentId(),
            sale.paymentId(),
            sale.status().equals("held") ? "held" : "captured",
            sale.amountMinor(),
            sale.currency(),
            sale.nsu(),
            sale.authorizationCode(),
            sale.brand(),
            sale.lastFour(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new LastSale(
        new OpenAttempt(sale.paymentId(), 0, paid), result, at(sale).toEpochMilli());
  }

  private Instant at(ListedSale sale) {
    try {
      return sale.at() == null ? device.now() : Instant.parse(sale.at());
    } catch (DateTimeException e) {
      return device.now();
    }
  }
}
