package dev.connectpos.emulator;

import dev.connectpos.dukpt.KeysExhaustedException;
import dev.connectpos.emulator.fault.FaultyLine;
import dev.connectpos.emulator.screen.Screen;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One running terminal. Its methods may be called from any thread. */
public final class Terminal implements AutoCloseable {

  private final Emulator emulator;
  private final TerminalSettings settings;
  private final TerminalStore store;
  private final TerminalObserver observer;
  private final Mailbox mailbox;
  private final Link link;
  private final Set<Fault> faults = ConcurrentHashMap.newKeySet();
  private final Set<Step> cuts = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private volatile ShopperScript shopper;
  private volatile Duration clockSkew = Duration.ZERO;
  private volatile @Nullable Screen screen;
  private Machine machine;
  private Program program;

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
    machine = new Machine();
    program = newProgram();
  }

  private Program newProgram() {
    return new Program(store, settings, new CardReader(emulator.random()), machine);
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
    mailbox.post(whileOn(() -> program.cardPresented()));
  }

  /** Types an amount to be paid without an order (T5), if the screen is free. */
  public void sell(StandaloneSale typed) {
    mailbox.post(whileOn(() -> program.typed(typed)));
  }

  /** Asks for the list of orders; they are shown if the screen is free. */
  public void list(String filter) {
    mailbox.post(whileOn(() -> program.listing().ask(filter)));
  }

  /** Picks the listed order with this code, if there is one and the screen is free. */
  public void pick(String code) {
    mailbox.post(whileOn(() -> program.listing().pick(code)));
  }

  /**
   * The red key: puts a listed order back, refuses a direct one, leaves what else is on the screen.
   */
  public void putAway() {
    mailbox.post(whileOn(() -> program.putAway()));
  }

  /** Types the admin password, which a cancellation needs (T6), if the screen is free. */
  public void unlock(String password) {
    mailbox.post(whileOn(() -> program.cancellation().unlock(password)));
  }

  /** Asks for the sales that were made; they are shown if the screen is free. */
  public void sales(SalesFilter filter) {
    mailbox.post(whileOn(() -> program.book().ask(filter)));
  }

  /** Asks for the sales before those that are shown. */
  public void moreSales() {
    mailbox.post(whileOn(() -> program.book().more()));
  }

  /**
   * Picks a listed sale to be cancelled (T6); the card that paid it is wanted next.
   *
   * @param name its NSU or payment id
   */
  public void cancel(String name) {
    mailbox.post(whileOn(() -> program.cancel(name)));
  }

  /**
   * Shows and prints what was sold and cancelled in a day (T7), if the screen is free.
   *
   * @param date {@code YYYY-MM-DD} in the merchant's zone; null for today
   */
  public void report(@Nullable String date) {
    mailbox.post(whileOn(() -> program.book().askReport(date)));
  }

  /** Prints the slips of the last sale again. */
  public void printAgain() {
    mailbox.post(whileOn(() -> program.book().printAgain()));
  }

  /**
   * Prints the slips of a listed sale again.
   *
   * @param name its NSU or payment id
   */
  public void printAgain(String name) {
    mailbox.post(whileOn(() -> program.book().printAgain(name)));
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

  /**
   * Has the power go the next time this is reached: the step ends there, what is not stored is
   * gone, and the terminal starts anew as from its store.
   */
  public void cutPowerAt(Step step) {
    cuts.add(step);
  }

  /** Drops the line now, and keeps the terminal away for a time. */
  public void offline(Duration time) {
    mailbox.post(whileOn(() -> link.cut("offline", time)));
  }

  /** Has things go wrong on the line from now on; a {@link FaultyLine} serves one terminal. */
  public void line(FaultyLine faulty) {
    mailbox.post(whileOn(() -> link.line(faulty)));
  }

  /** Sets the terminal's clock wrong: what it prints is dated so much too late, or too early. */
  public void clockSkew(Duration skew) {
    clockSkew = skew;
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
      case PowerCutException cut -> {
        machine.on = false;
        machine = new Machine();
        program = newProgram();
        link.cut(String.valueOf(cut.getMessage()));
      }
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
    return emulator.clock().instant().plus(clockSkew);
  }

  /** What the link hears. */
  private final class Frames implements Link.Listener {

    @Override
    public void received(ServerFrame frame, String text) {
      observer.observe(new TerminalEvent.FrameReceived(now(), frame.type(), text));
      if (frame instanceof ServerFrame.Welcome welcome) {
        observer.observe(new TerminalEvent.Connected(now(), welcome.terminalId(), welcome.epoch()));
      }
      program.received(frame);
    }

    @Override
    public void sent(ClientFrame frame) {
      observer.observe(
          new TerminalEvent.FrameSent(now(), frame.type(), FrameCodec.writeMasked(frame)));
    }

    @Override
    public void lost(String reason, Duration retryIn) {
      observer.observe(new TerminalEvent.Disconnected(now(), reason, retryIn));
      program.disconnected();
    }

    @Override
    public void ended(Ending ending) {
      stop(ending);
    }
  }

  /** What a program runs on; a program of before a power cut has none of it. */
  private final class Machine implements Program.Machine {
    private boolean on = true;

    @Override
    public void send(ClientFrame frame) {
      link.send(frame);
    }

    @Override
    public void show(Screen next) {
      Terminal.this.show(next);
    }

    @Override
    public void happened(Function<Instant, TerminalEvent> event) {
      observer.observe(event.apply(now()));
    }

    @Override
    public Instant now() {
      return Terminal.this.now();
    }

    @Override
    public Timers.Timer after(Duration delay, Runnable step) {
      Runnable whileRunning =
          () -> {
            if (on) {
              step.run();
            }
          };
      return emulator.timers().after(delay, mailbox, whileOn(whileRunning));
    }

    @Override
    public void cutPower(String reason) {
      link.cut(reason);
    }

    @Override
    public void reached(Step step) {
      if (cuts.remove(step)) {
        throw new PowerCutException(step);
      }
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
