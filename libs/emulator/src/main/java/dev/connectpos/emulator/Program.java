package dev.connectpos.emulator;

import dev.connectpos.emulator.screen.CancellationSlip;
import dev.connectpos.emulator.screen.OrderReceipt;
import dev.connectpos.emulator.screen.Printout;
import dev.connectpos.emulator.screen.ReportSlip;
import dev.connectpos.emulator.screen.Reprint;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.screen.Slip;
import dev.connectpos.emulator.state.LastSale;
import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.state.TerminalStore;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.ListedSale;
import dev.connectpos.emulator.wire.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a terminal from one power cut to the next: it hands each frame and each key to the
 * part that it is for, and prints for them. Runs in the terminal's mailbox.
 */
final class Program {

  /** The machine, as a program needs it. */
  interface Machine {
    void send(ClientFrame frame);

    void show(Screen screen);

    void happened(Function<Instant, TerminalEvent> event);

    Instant now();

    Timers.Timer after(Duration delay, Runnable step);

    void cutPower(String reason);

    void reached(Step step);

    boolean armed(Fault fault);

    ShopperScript shopper();
  }

  private static final Set<String> OF_CANCELLATIONS =
      Set.of("admin.unlock", "sale.cancel", "cancel.query");
  private static final Set<String> OF_THE_BOOK = Set.of("sales.list", "report.get");

  private final TerminalStore store;
  private final TerminalSettings settings;
  private final Machine machine;
  private final Sale sale;
  private final Listing listing;
  private final Printer printer;
  private final SalesBook book;
  private final Cancellation cancellation;

  Program(TerminalStore store, TerminalSettings settings, CardReader reader, Machine machine) {
    this.store = store;
    this.settings = settings;
    this.machine = machine;
    var device = new Device();
    sale = new Sale(store, settings, reader, device);
    listing = new Listing(new ListDevice());
    printer = new Printer(store, device);
    book = new SalesBook(store, device);
    cancellation = new Cancellation(store, settings, reader, device);
  }

  Listing listing() {
    return listing;
  }

  SalesBook book() {
    return book;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  void received(ServerFrame frame) {
    switch (frame) {
      case ServerFrame.Welcome welcome -> welcomed(welcome);
      case ServerFrame.Activation(_, var active, var mode) -> {
        listing.welcomed(active && "listed".equals(mode));
        sale.activated(active);
      }
      case ServerFrame.OrderShow(_, var order) -> {
        cancellation.giveWay();
        sale.shown(order);
      }
      case ServerFrame.OrderWithdraw(_, var orderId, _) -> sale.withdrawn(orderId);
      case ServerFrame.OrderListed list -> listing.listed(list);
      case ServerFrame.OrderListChanged _ -> listing.changed();
      case ServerFrame.PaymentResult result -> sale.result(result);
      case ServerFrame.Refusal refusal -> refused(refusal);
      case ServerFrame.PrintStart start -> printer.start(start);
      case ServerFrame.PrintData part -> printer.data(part);
      case ServerFrame.AdminUnlocked _ -> book.ask(SalesFilter.TODAY);
      case ServerFrame.SalesListed list -> book.listed(list);
      case ServerFrame.CancelResult result -> cancellation.heard(result);
      case ServerFrame.Report report -> book.reported(report);
      case ServerFrame.Ping _, ServerFrame.Unknown _ -> {
        // The link answers pings; what is unknown is for a newer terminal.
      }
    }
  }

  private void welcomed(ServerFrame.Welcome welcome) {
    boolean active = !Boolean.FALSE.equals(welcome.active());
    listing.welcomed(active && "listed".equals(welcome.mode()));
    sale.activated(active);
    sale.welcomed(welcome);
    cancellation.welcomed();
  }

  private void refused(ServerFrame.Refusal refusal) {
    String refused = refusal.inReplyTo() == null ? "" : refusal.inReplyTo();
    if (OF_CANCELLATIONS.contains(refused)) {
      cancellation.refused(refusal);
    } else if (OF_THE_BOOK.contains(refused)) {
      book.refused(refusal);
    } else {
      sale.refused(refusal);
    }
  }

  void disconnected() {
    cancellation.disconnected();
    sale.disconnected();
    printer.disconnected();
  }

  void cardPresented() {
    if (cancellation.wantsCard()) {
      cancellation.cardPresented();
    } else {
      sale.cardPresented();
    }
  }

  void typed(StandaloneSale typed) {
    cancellation.giveWay();
    sale.typed(typed);
  }

  void putAway() {
    cancellation.giveWay();
    if (sale.isIdle()) {
      sale.freeAgain();
    } else {
      sale.putAway();
    }
  }

  /** Picks a listed sale to be cancelled, by its NSU or payment. */
  void cancel(String name) {
    cancellation.pick(book.find(name));
  }

  private @Nullable String merchant() {
    return settings.merchantName();
  }

  private String serial() {
    return store.state().serialNumber();
  }

  private ZonedDateTime local(Instant at) {
    return at.atZone(settings.zone());
  }

  private void print(Function<ZonedDateTime, Printout> printout) {
    machine.happened(at -> new TerminalEvent.Printed(at, printout.apply(local(at))));
  }

  private Slip slip(Slip.Copy copy, LastSale sold) {
    return new Slip(
        copy,
        merchant(),
        serial(),
        sold.attempt(),
        sold.payment(),
        local(Instant.ofEpochMilli(sold.atMs())));
  }

  /** What an unattended list works with: a cancellation keeps the screen while it wants a card. */
  private final class ListDevice implements Listing.Device {

    @Override
    public void send(ClientFrame frame) {
      machine.send(frame);
    }

    @Override
    public void show(Screen screen) {
      machine.show(screen);
    }

    @Override
    public boolean isFree() {
      return sale.isIdle() && !cancellation.wantsCard();
    }

    @Override
    public boolean automatic() {
      return machine.shopper().automatic();
    }
  }

  /** What the other parts work with. */
  private final class Device
      implements Sale.Device, Printer.Device, SalesBook.Device, Cancellation.Device {

    @Override
    public void send(ClientFrame frame) {
      machine.send(frame);
    }

    @Override
    public void show(Screen screen) {
      machine.show(screen);
    }

    @Override
    public long print(OpenAttempt attempt, ServerFrame.PaymentResult paid) {
      var sold = new LastSale(attempt, paid, machine.now().toEpochMilli());
      for (Slip.Copy copy : Slip.Copy.values()) {
        machine.happened(at -> new TerminalEvent.SlipPrinted(at, slip(copy, sold)));
      }
      return sold.atMs();
    }

    @Override
    public void printReceipt(OpenAttempt.Sale paid, OpenAttempt.Receipt receipt) {
      Program.this.print(at -> new OrderReceipt(merchant(), paid, receipt, at));
    }

    @Override
    public void print(ServerFrame.Report report) {
      Program.this.print(at -> new ReportSlip(merchant(), serial(), report, at));
    }

    @Override
    public void print(ListedSale canceled, ServerFrame.CancelResult result) {
      for (Slip.Copy copy : Slip.Copy.values()) {
        Program.this.print(
            at -> new CancellationSlip(copy, merchant(), serial(), canceled, result, at));
      }
    }

    @Override
    public void printAgain(LastSale sold) {
      for (Slip.Copy copy : Slip.Copy.values()) {
        Program.this.print(_ -> new Reprint(slip(copy, sold)));
      }
    }

    @Override
    public Screen refusal(ServerFrame.Refusal refusal) {
      return Screen.refused(refusal, settings.zone());
    }

    @Override
    public void printed(Document document) {
      machine.happened(at -> new TerminalEvent.DocumentPrinted(at, document));
    }

    @Override
    public void screenFree() {
      listing.screenFree();
    }

    @Override
    public void passOver(String orderId) {
      listing.passOver(orderId);
    }

    @Override
    public boolean isFree() {
      return sale.isIdle();
    }

    @Override
    public Instant now() {
      return machine.now();
    }

    @Override
    public Timers.Timer after(Duration delay, Runnable step) {
      return machine.after(delay, step);
    }

    @Override
    public void cutPower(String reason) {
      machine.cutPower(reason);
    }

    @Override
    public void reached(Step step) {
      machine.reached(step);
    }

    @Override
    public boolean armed(Fault fault) {
      return machine.armed(fault);
    }

    @Override
    public ShopperScript shopper() {
      return machine.shopper();
    }
  }
}
