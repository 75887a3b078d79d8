package dev.connectpos.emulator;

import dev.connectpos.dukpt.KeysExhaustedException;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.screen.Slip;
import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.state.StateNotStoredException;
import dev.connectpos.emulator.state.TerminalStore;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.FrameCodec;
import dev.connectpos.emulator.wire.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One running terminal. Its methods may be called from any thread. */
public final class Terminal implements AutoCloseable {

  private final Emulator emulator;
  private final TerminalSettings settings;
  private final TerminalStore store;
  private final TerminalObserver observer;
  private final Mailbox mailbox;
  private final Link link;
  private final Sale sale;
  private final Listing listing;
  private final Printer printer;
  private final Set<Fault> faults = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private volatile ShopperScript shopper;
  private volatile @Nullable Screen screen;

  Terminal(
      Emulator emulator,
      TerminalSettings settings,
      TerminalStore store,
      ShopperScript shopper,
      TerminalObserver observer) {
    String credential = store.state().credential();
    if (credential == null) {
      throw new IllegalStateException("the terminal is not paired");
    }
    this.emulator = emulator;
    this.settings = settings;
    this.store = store;
    this.shopper = shopper;
    this.observer = observer;
    mailbox = new Mailbox(emulator.executor(), this::failed);
    link = new Link(emulator, mailbox, settings, credential, new Frames());
    var hardware = new Hardware();
    sale = new Sale(store, settings, new CardReader(emulator.random()), hardware);
    listing = new Listing(hardware);
    printer = new Printer(store, hardware);
  }

  void start() {
    mailbox.post(
        () -> {
          show(Screen.offline());
          link.connect();
        });
  }

  /** Presents the card, if the screen shows something to pay. */
  public void presentCard() {
    mailbox.post(whileOn(sale::cardPresented));
  }

  /** Types an amount to be paid without an order (T5), if the screen is free. */
  public void sell(StandaloneSale typed) {
    mailbox.post(whileOn(() -> sale.typed(typed)));
  }

  /** Asks for the list of orders; they are shown if the screen is free. */
  public void list(String filter) {
    mailbox.post(whileOn(() -> listing.ask(filter)));
  }

  /** Picks the listed order with this code, if there is one and the screen is free. */
  public void pick(String code) {
    mailbox.post(whileOn(() -> listing.pick(code)));
  }

  /** The red key: puts a listed order back, refuses a direct one. */
  public void putAway() {
    mailbox.post(whileOn(sale::putAway));
  }

  /** Has another shopper come, with another card or other habits. */
  public void shopper(ShopperScript next) {
    shopper = next;
  }

  /** Lets something go wrong, once per attempt, until it is disarmed. */
  public void arm(Fault fault) {
    faults.add(fault);
  }

  /** Lets it go wrong no more. */
  public void disarm(Fault fault) {
    faults.remove(fault);
  }

  /** Drops the line now, as a power cut would; the terminal connects again after its usual wait. */
  public void cutPower() {
    mailbox.post(whileOn(() -> link.cut("power cut")));
  }

  /** What is on the display; null before it has lit up. */
  public @Nullable Screen screen() {
    return screen;
  }

  /** Completes when the terminal has stopped for good, with the reason. */
  public CompletableFuture<Ending> ended() {
    return ended.copy();
  }

  /** Switches the terminal off. {@link #ended()} tells when that is done. */
  @Override
  public void close() {
    mailbox.post(() -> stop(Ending.CLOSED));
  }

  private Runnable whileOn(Runnable step) {
    return () -> {
      if (!ended.isDone()) {
        step.run();
      }
    };
  }

  private void failed(RuntimeException failure) {
    switch (failure) {
      case KeysExhaustedException _ -> stop(Ending.KEYS_EXHAUSTED);
      case StateNotStoredException _ -> stop(Ending.STATE_NOT_STORED);
      default -> {
        link.close();
        // Whoever waits for the end is told of the defect itself.
        if (ended.completeExceptionally(failure)) {
          observer.observe(new TerminalEvent.Stopped(now(), Ending.FAILED));
        }
      }
    }
  }

  private void stop(Ending ending) {
    if (ended.isDone()) {
      return;
    }
    link.close();
    if (ending != Ending.CLOSED) {
      show(Screen.stopped(ending.screenText()));
    }
    observer.observe(new TerminalEvent.Stopped(now(), ending));
    ended.complete(ending);
  }

  private void show(Screen next) {
    if (!next.equals(screen)) {
      screen = next;
      observer.observe(new TerminalEvent.ScreenShown(now(), next));
    }
  }

  private Instant now() {
    return emulator.clock().instant();
  }

  /** What the link hears. */
  private final class Frames implements Link.Listener {

    @Override
    public void received(ServerFrame frame, String text) {
      observer.observe(new TerminalEvent.FrameReceived(now(), typeOf(frame), text));
      switch (frame) {
        case ServerFrame.Welcome welcome -> {
          observer.observe(
              new TerminalEvent.Connected(now(), welcome.terminalId(), welcome.epoch()));
          boolean active = !Boolean.FALSE.equals(welcome.active());
          listing.welcomed(active && "listed".equals(welcome.mode()));
          sale.activated(active);
          sale.welcomed(welcome);
        }
        case ServerFrame.Activation(_, var active, var mode) -> {
          listing.welcomed(active && "listed".equals(mode));
          sale.activated(active);
        }
        case ServerFrame.OrderShow(_, var order) -> sale.shown(order);
        case ServerFrame.OrderWithdraw(_, var orderId, _) -> sale.withdrawn(orderId);
        case ServerFrame.OrderListed list -> listing.listed(list);
        case ServerFrame.OrderListChanged _ -> listing.changed();
        case ServerFrame.PaymentResult result -> sale.result(result);
        case ServerFrame.Refusal refusal -> sale.refused(refusal);
        case ServerFrame.PrintStart start -> printer.start(start);
        case ServerFrame.PrintData part -> printer.data(part);
        case ServerFrame.Ping _, ServerFrame.Unknown _ -> {
          // The link answers pings; what is unknown is for a newer terminal.
        }
      }
    }

    @Override
    public void sent(ClientFrame frame) {
      observer.observe(
          new TerminalEvent.FrameSent(now(), frame.type(), FrameCodec.writeMasked(frame)));
    }

    @Override
    public void lost(String reason, Duration retryIn) {
      observer.observe(new TerminalEvent.Disconnected(now(), reason, retryIn));
      sale.disconnected();
      printer.disconnected();
    }

    @Override
    public void ended(Ending ending) {
      stop(ending);
    }

    private static String typeOf(ServerFrame frame) {
      return switch (frame) {
        case ServerFrame.Welcome _ -> "welcome";
        case ServerFrame.Activation _ -> "activation";
        case ServerFrame.OrderShow _ -> "order.show";
        case ServerFrame.OrderWithdraw _ -> "order.withdraw";
        case ServerFrame.OrderListed _ -> "order.listed";
        case ServerFrame.OrderListChanged _ -> "order.list_changed";
        case ServerFrame.PaymentResult _ -> "payment.result";
        case ServerFrame.PrintStart _ -> "print.start";
        case ServerFrame.PrintData _ -> "print.data";
        case ServerFrame.Ping _ -> "ping";
        case ServerFrame.Refusal _ -> "error";
        case ServerFrame.Unknown(_, var type) -> type;
      };
    }
  }

  /** What the sale and the list work with. */
  private final class Hardware implements Sale.Device, Listing.Device, Printer.Device {

    @Override
    public void send(ClientFrame frame) {
      link.send(frame);
    }

    @Override
    public void show(Screen next) {
      Terminal.this.show(next);
    }

    @Override
    public void print(OpenAttempt attempt, ServerFrame.PaymentResult paid) {
      Instant at = now();
      String serial = store.state().serialNumber();
      for (Slip.Copy copy : Slip.Copy.values()) {
        var slip =
            new Slip(
                copy, settings.merchantName(), serial, attempt, paid, at.atZone(settings.zone()));
        observer.observe(new TerminalEvent.SlipPrinted(at, slip));
      }
    }

    @Override
    public void printed(Document document) {
      observer.observe(new TerminalEvent.DocumentPrinted(now(), document));
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
    public boolean automatic() {
      return shopper.automatic();
    }

    @Override
    public Timers.Timer after(Duration delay, Runnable step) {
      return emulator.timers().after(delay, mailbox, whileOn(step));
    }

    @Override
    public void cutPower(String reason) {
      link.cut(reason);
    }

    @Override
    public boolean armed(Fault fault) {
      return faults.contains(fault);
    }

    @Override
    public ShopperScript shopper() {
      return shopper;
    }
  }
}
