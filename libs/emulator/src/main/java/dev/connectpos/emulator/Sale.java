package dev.connectpos.emulator;

import dev.connectpos.emulator.Outcomes.Outcome;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.state.TerminalStore;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.Order;
import dev.connectpos.emulator.wire.ServerFrame.PaymentResult;
import dev.connectpos.emulator.wire.ServerFrame.Refusal;
import dev.connectpos.emulator.wire.ServerFrame.Welcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is on the screen to be paid. It decides nothing about money: it shows what it is told, and
 * leaves the payment itself to the {@link Attempt}.
 *
 * <p>Runs in the terminal's mailbox. The open attempt is the store's, everything else is forgotten
 * with the process and told again by the next welcome.
 */
final class Sale {

  /** The rest of the terminal, as the sale needs it. */
  interface Device extends Attempt.Device {
    Timers.Timer after(Duration delay, Runnable step);

    /** No order is on the screen any more. */
    void screenFree();

    /** The order could not be paid from here; others may be tried. */
    void passOver(String orderId);
  }

  private final TerminalStore store;
  private final TerminalSettings settings;
  private final Device device;
  private final Wait wait;
  private final Attempt attempt;

  private Stage stage = new Stage.Idle();
  private boolean live;
  private boolean active = true;
  private @Nullable Order next;
  private final Outcomes outcomes = new Outcomes();
  private final Parts parts = new Parts();

  Sale(TerminalStore store, TerminalSettings settings, CardReader reader, Device device) {
    this.store = store;
    this.settings = settings;
    this.device = device;
    wait = new Wait(device::after, device::send, settings.askAgainAfter(), this::ask);
    attempt = new Attempt(new Attempt.Tools(store, settings, reader, device), new Owner(), wait);
  }

  /** A session has begun. An open attempt comes first, whatever the welcome says of it. */
  void welcomed(Welcome welcome) {
    live = true;
    wait.cancel();
    next = null;
    Order order = welcome.order();
    OpenAttempt open = store.state().openAttempt();
    if (open != null) {
      // What the order owes after a sale that is done waits until the attempt is closed.
      PaymentResult payment = welcome.payment();
      boolean isDone =
          order != null
              && payment != null
              && payment.attemptId().equals(open.attemptId())
              && isLeft(order, payment);
      boolean paysIt = order != null && order.orderId().equals(open.sale().orderId()) && !isDone;
      stage = new Stage.Paying(open, paysIt ? order : null);
      next = paysIt ? null : order;
      device.show(Screen.verifying());
      ask();
    } else if (order == null) {
      idle();
    } else if (welcome.payment() == null || isLeft(order, welcome.payment())) {
      bring(order);
    } else {
      resume(order, welcome.payment());
    }
  }

  /** Whether what a welcome says is owed is so after a sale that it tells of. */
  private static boolean isLeft(Order order, PaymentResult payment) {
    return payment.isGivenBack() || (payment.isDone() && (order.isListed() || order.owesPart()));
  }

  /** Whether the terminal takes orders; if not, it sells standalone still. */
  void activated(boolean takesOrders) {
    active = takesOrders;
    if (live && stage instanceof Stage.Idle) {
      idle();
    }
  }

  void disconnected() {
    live = false;
    wait.cancel();
    next = null;
    if (stage instanceof Stage.Paying) {
      device.show(Screen.verifying());
    } else {
      stage = new Stage.Idle();
      device.show(Screen.offline());
    }
  }

  void shown(Order order) {
    switch (stage) {
      case Stage.Paying(var open, _) -> {
        boolean same = order.orderId().equals(open.sale().orderId());
        if (same && !isNext(order.orderId())) {
          stage = new Stage.Paying(open, order);
          device.send(new ClientFrame.OrderShown(order.orderId()));
        } else {
          next = order;
        }
      }
      case Stage.Offered(var current) when current.equals(order) ->
          device.send(new ClientFrame.OrderShown(order.orderId()));
      case Stage.Typing(var current) when current.equals(order) ->
          device.send(new ClientFrame.OrderShown(order.orderId()));
      // A PDV's order comes before an amount that was typed and not paid yet.
      case Stage.Idle _, Stage.Offered _, Stage.Typing _, Stage.Keyed _, Stage.Settled _ ->
          bring(order);
    }
  }

  void withdrawn(String orderId) {
    if (isNext(orderId)) {
      next = null;
    }
    switch (stage) {
      case Stage.Paying(var open, _) when orderId.equals(open.sale().orderId()) ->
          stage = new Stage.Paying(open, null);
      case Stage.Offered(var order) when order.orderId().equals(orderId) -> idle();
      case Stage.Typing(var order) when order.orderId().equals(orderId) -> idle();
      case Stage.Settled(var order, _) when order.orderId().equals(orderId) -> idle();
      case Stage.Idle _,
          Stage.Offered _,
          Stage.Typing _,
          Stage.Keyed _,
          Stage.Paying _,
          Stage.Settled _ -> {
        // Not on the screen: nothing to take off it.
      }
    }
  }

  private boolean isNext(String orderId) {
    return next != null && next.orderId().equals(orderId);
  }

  /** The operator types an amount; ignored unless the screen is free and the session live. */
  void typed(StandaloneSale typed) {
    if (!(stage instanceof Stage.Idle) || !live) {
      return;
    }
    OpenAttempt.Sale sale = typed.opening();
    stage = new Stage.Keyed(sale);
    device.show(Screen.typed(sale));
    device.show(Screen.presentCard());
    if (device.shopper().automatic()) {
      wait.pass(device.shopper().presentAfter(), this::cardPresented);
    }
  }

  /** The shopper presents the card; ignored unless the screen shows something to pay. */
  void cardPresented() {
    switch (stage) {
      case Stage.Offered(var order) -> read(order);
      case Stage.Keyed(var sale) -> afterPin(() -> start(sale, null));
      case Stage.Settled(var order, var outcome)
          when outcome != Outcome.PAID && order.owed() > 0 -> {
        outcomes.tryAgain();
        read(order);
      }
      case Stage.Idle _, Stage.Typing _, Stage.Paying _, Stage.Settled _ -> {
        // Nothing to pay.
      }
    }
  }

  /**
   * A result. One of an attempt that is not the open one is history, unless it says how the attempt
   * ended that keeps the order on the screen from being paid.
   */
  void result(PaymentResult result) {
    switch (stage) {
      case Stage.Paying(var open, _) when open.attemptId().equals(result.attemptId()) ->
          attempt.heard(open, result);
      case Stage.Settled(var order, var outcome)
          when outcome == Outcome.BLOCKED && order.orderId().equals(result.orderId()) ->
          resume(order, result);
      case Stage.Idle _,
          Stage.Offered _,
          Stage.Typing _,
          Stage.Keyed _,
          Stage.Paying _,
          Stage.Settled _ -> {
        // History.
      }
    }
  }

  /** A frame of ours was refused. */
  void refused(Refusal refusal) {
    if (stage instanceof Stage.Paying(var open, _) && !isAboutAnOrder(refusal)) {
      attempt.refused(open, refusal);
    }
  }

  private static boolean isAboutAnOrder(Refusal refusal) {
    String refused = refusal.inReplyTo();
    return refused != null && refused.startsWith("order.");
  }

  /** The operator puts a listed order back, or refuses a direct one. */
  void putAway() {
    switch (stage) {
      case Stage.Offered(var order) -> device.send(putAway(order));
      case Stage.Settled(var order, _) -> device.send(putAway(order));
      case Stage.Keyed _ -> idle();
      case Stage.Idle _, Stage.Typing _, Stage.Paying _ -> {
        // Nothing that could be put away.
      }
    }
  }

  private static ClientFrame putAway(Order order) {
    return order.isListed()
        ? new ClientFrame.OrderRelease(order.orderId())
        : new ClientFrame.OrderReject(order.orderId());
  }

  boolean isIdle() {
    return stage instanceof Stage.Idle;
  }

  /** What had the free screen is done with it. */
  void freeAgain() {
    if (live && stage instanceof Stage.Idle) {
      idle();
    }
  }

  /** Puts an order on the screen, and asks for a card if it may be paid from here. */
  private void bring(Order order) {
    Outcome known = outcomes.of(order.orderId());
    if (known == Outcome.PAID && order.owedMinor() == null) {
      return; // A late duplicate. The server withdraws what it believes is on the screen.
    }
    wait.cancel();
    parts.of(order);
    device.show(Screen.order(order));
    device.send(new ClientFrame.OrderShown(order.orderId()));
    device.reached(Step.ORDER_SHOWN);
    if (known == Outcome.DECLINED) {
      stage = new Stage.Settled(order, known);
      giveWay(order);
      return;
    }
    if (order.owed() == 0) {
      // Other terminals have the rest in flight; the server shows what becomes of it.
      stage = new Stage.Settled(order, Outcome.BLOCKED);
      return;
    }
    stage = new Stage.Offered(order);
    device.show(Screen.presentCard());
    if (device.shopper().automatic()) {
      wait.pass(device.shopper().presentAfter(), this::cardPresented);
    }
  }

  /** The welcome brought an order with the result of an attempt that is not open here. */
  private void resume(Order order, PaymentResult payment) {
    if (payment.isGivenBack()) {
      bring(order);
      return;
    }
    switch (payment.status()) {
      case "reversed" -> bring(order);
      case "declined" -> {
        outcomes.remember(order.orderId(), Outcome.DECLINED);
        bring(order);
        device.show(Screen.declined(payment));
      }
      case "captured", "held" -> {
        if (order.isListed()) {
          bring(order); // A part of it; what is owed is still to be paid.
        } else {
          outcomes.remember(order.orderId(), Outcome.PAID);
          idle();
        }
      }
      default -> {
        stage = new Stage.Settled(order, Outcome.BLOCKED);
        device.show(Screen.verifying());
      }
    }
  }

  private void read(Order order) {
    stage = new Stage.Typing(order);
    afterPin(() -> start(parts.next(order, device.shopper()), order));
  }

  private void afterPin(Runnable step) {
    if (device.shopper().card().pin() == null) {
      step.run();
    } else {
      device.show(Screen.pin());
      wait.pass(device.shopper().pinAfter(), step);
    }
  }

  private void start(OpenAttempt.Sale sale, @Nullable Order order) {
    attempt.start(sale, open -> stage = new Stage.Paying(open, order));
  }

  /** What the attempt hears of and tells. */
  private final class Owner implements Attempt.Owner {

    @Override
    public boolean stillWanted() {
      return stage instanceof Stage.Paying(var open, var order)
          && (order != null || (open.sale().orderId() == null && next == null));
    }

    @Override
    public void ended(Outcome outcome, Screen screen) {
      settle(outcome, screen);
    }

    @Override
    public void lost(Screen screen) {
      Order order = stage instanceof Stage.Paying(_, var shown) ? shown : null;
      settle(Outcome.BLOCKED, screen);
      if (order != null && stage instanceof Stage.Settled) {
        bring(order);
      }
    }
  }

  /** The attempt has ended. */
  private void settle(Outcome outcome, Screen screen) {
    if (!(stage instanceof Stage.Paying(var open, var order))) {
      throw new IllegalStateException("no attempt to settle");
    }
    String orderId = open.sale().orderId();
    if (orderId != null) {
      if (outcome == Outcome.PAID) {
        parts.paid(orderId);
      }
      outcomes.remember(orderId, outcome);
    }
    device.show(screen);
    Order waiting = next;
    next = null;
    if (waiting != null) {
      bring(waiting);
    } else if (orderId == null && outcome != Outcome.PAID) {
      stage = new Stage.Idle(); // It is over, and its screen stays until something else comes.
    } else if (order == null || (outcome == Outcome.PAID && !order.isListed())) {
      idle();
    } else if (outcome == Outcome.PAID) {
      // The server shows what is left of a listed order, or withdraws it.
      stage = new Stage.Settled(order, outcome);
    } else {
      stage = new Stage.Settled(order, outcome);
      if (outcome == Outcome.REVERSED && !outcomes.undoneTooOften()) {
        wait.pass(settings.showAgainAfter(), this::offerAgain);
      } else {
        giveWay(order);
      }
    }
  }

  /** Unless the card is back already. */
  private void offerAgain() {
    if (stage instanceof Stage.Settled(var order, var outcome) && outcome == Outcome.REVERSED) {
      bring(order);
    }
  }

  /** Unattended, a listed order that could not be paid is put back, so that others are. */
  private void giveWay(Order order) {
    if (order.isListed() && device.shopper().automatic()) {
      device.passOver(order.orderId());
      putAway();
    }
  }

  private void ask() {
    if (stage instanceof Stage.Paying) {
      attempt.ask();
    }
  }

  private void idle() {
    wait.cancel();
    stage = new Stage.Idle();
    device.show(active ? Screen.idle() : Screen.deactivated());
    device.screenFree();
  }
}
