package dev.connectpos.emulator;

import dev.connectpos.emulator.Outcomes.Outcome;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.state.TerminalState;
import dev.connectpos.emulator.state.TerminalStore;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.Order;
import dev.connectpos.emulator.wire.ServerFrame.PaymentResult;
import dev.connectpos.emulator.wire.ServerFrame.Refusal;
import dev.connectpos.emulator.wire.ServerFrame.Welcome;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the terminal does about orders and payments. It decides nothing about money: it shows what
 * it is told, and an attempt stays open until the server has said how it ended.
 *
 * <p>Runs in the terminal's mailbox. The open attempt is the store's, everything else is forgotten
 * with the process and told again by the next welcome.
 */
final class Sale {

  /** The rest of the terminal, as the sale needs it. */
  interface Device {
    void send(ClientFrame frame);

    void show(Screen screen);

    void print(OpenAttempt attempt, PaymentResult paid);

    Timers.Timer after(Duration delay, Runnable step);

    /** No order is on the screen any more. */
    void screenFree();

    /** The order could not be paid from here; others may be tried. */
    void passOver(String orderId);

    void cutPower(String reason);

    boolean armed(Fault fault);

    ShopperScript shopper();
  }

  private sealed interface Stage {
    /** No order. */
    record Idle() implements Stage {}

    /** The order waits for a card. */
    record Offered(Order order) implements Stage {}

    /** The card was presented; the PIN is being typed. Nothing was stored or sent yet. */
    record Typing(Order order) implements Stage {}

    /** The operator typed an amount; it waits for a card. Nothing was stored or sent yet. */
    record Keyed(OpenAttempt.Sale sale) implements Stage {}

    /** An attempt is open; the order is absent if it was withdrawn meanwhile. */
    record Paying(OpenAttempt attempt, @Nullable Order order) implements Stage {}

    /** The last attempt for the order has ended. */
    record Settled(Order order, Outcome outcome) implements Stage {}
  }

  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final TerminalStore store;
  private final TerminalSettings settings;
  private final CardReader reader;
  private final Device device;

  private Stage stage = new Stage.Idle();
  private boolean live;
  private boolean active = true;
  private @Nullable Order next;
  private ClientFrame.@Nullable PaymentStart lastStart;
  private @Nullable ClientFrame lastRequest;
  private String droppedAttempt = "";
  private String confirmed = "";
  private Timers.Timer timer = () -> {};
  private final Outcomes outcomes = new Outcomes();
  private final Parts parts = new Parts();

  Sale(TerminalStore store, TerminalSettings settings, CardReader reader, Device device) {
    this.store = store;
    this.settings = settings;
    this.reader = reader;
    this.device = device;
  }

  /** A session has begun. An open attempt comes first, whatever the welcome says of it. */
  void welcomed(Welcome welcome) {
    live = true;
    timer.cancel();
    next = null;
    Order order = welcome.order();
    OpenAttempt open = store.state().openAttempt();
    if (open != null) {
      boolean same = order != null && order.orderId().equals(open.sale().orderId());
      stage = new Stage.Paying(open, same ? order : null);
      next = same ? null : order;
      device.show(Screen.verifying());
      ask();
    } else if (order == null) {
      idle();
    } else if (welcome.payment() == null) {
      bring(order);
    } else {
      resume(order, welcome.payment());
    }
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
    timer.cancel();
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
      case Stage.Paying(var attempt, _) -> {
        if (order.orderId().equals(attempt.sale().orderId())) {
          stage = new Stage.Paying(attempt, order);
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
    if (next != null && next.orderId().equals(orderId)) {
      next = null;
    }
    switch (stage) {
      case Stage.Paying(var attempt, _) when orderId.equals(attempt.sale().orderId()) ->
          stage = new Stage.Paying(attempt, null);
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
      afterwards(device.shopper().presentAfter(), this::cardPresented);
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
      case Stage.Paying(var attempt, _) when attempt.attemptId().equals(result.attemptId()) ->
          result(attempt, result);
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

  private void result(OpenAttempt attempt, PaymentResult result) {
    switch (result.status()) {
      case "authorizing" -> {
        device.show(Screen.authorizing());
        askLater();
      }
      case "approved" -> approved(attempt, result);
      case "captured", "held" -> {
        // Printed before the attempt is closed: a slip twice is better than none.
        device.print(attempt, result);
        settle(Outcome.PAID, approvedScreen(attempt, result));
      }
      case "refunded", "voided", "expired" ->
          settle(Outcome.PAID, Screen.givenBack(result.status()));
      case "declined" -> settle(Outcome.DECLINED, Screen.declined(result));
      case "reversed" -> settle(Outcome.REVERSED, Screen.reversed());
      default -> {
        // "verifying", and whatever a newer server may say: not known yet, never "declined".
        device.show(Screen.verifying());
        askLater();
      }
    }
  }

  /** A frame of ours was refused. Whether it matters depends on which one it was. */
  void refused(Refusal refusal) {
    if (!(stage instanceof Stage.Paying(var attempt, var order)) || isAboutAnOrder(refusal)) {
      return;
    }
    switch (refusal.code()) {
      case "temporarily_unavailable" -> repeatLater();
      case "unknown_attempt" -> neverArrived(attempt, order);
      case "attempt_with_different_contents", "not_confirmable" -> doubt();
      default -> {
        String refused = refusal.inReplyTo();
        if ("payment.start".equals(refused) || "sale.start".equals(refused)) {
          settle(Outcome.BLOCKED, Screen.refused(refusal.message()));
        } else {
          doubt();
        }
      }
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

  /** Puts an order on the screen, and asks for a card if it may be paid from here. */
  private void bring(Order order) {
    Outcome known = outcomes.of(order.orderId());
    if (known == Outcome.PAID && order.owedMinor() == null) {
      return; // A late duplicate. The server withdraws what it believes is on the screen.
    }
    timer.cancel();
    parts.of(order);
    device.show(Screen.order(order));
    device.send(new ClientFrame.OrderShown(order.orderId()));
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
      afterwards(device.shopper().presentAfter(), this::cardPresented);
    }
  }

  /** The welcome brought an order with the result of an attempt that is not open here. */
  private void resume(Order order, PaymentResult payment) {
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
      case "refunded", "voided", "expired" -> bring(order);
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
      afterwards(device.shopper().pinAfter(), step);
    }
  }

  /**
   * Stores the attempt with its id and its key counter; only then is the card encrypted and sent.
   */
  private void start(OpenAttempt.Sale sale, @Nullable Order order) {
    TerminalState state = store.update(s -> s.opening(settings.appVersion(), sale));
    OpenAttempt attempt = Objects.requireNonNull(state.openAttempt());
    var start = reader.read(state, attempt, device.shopper());
    stage = new Stage.Paying(attempt, order);
    lastStart = start;
    device.show(Screen.authorizing());
    request(start);
    if (device.armed(Fault.START_TWICE)) {
      device.send(start);
    }
    if (device.armed(Fault.DROP_AFTER_START)) {
      device.cutPower("power cut after " + start.type());
    }
  }

  private void approved(OpenAttempt attempt, PaymentResult result) {
    device.show(approvedScreen(attempt, result));
    if (device.armed(Fault.DROP_AFTER_APPROVED) && !droppedAttempt.equals(attempt.attemptId())) {
      droppedAttempt = attempt.attemptId();
      device.cutPower("power cut after approval");
    } else if (device.armed(Fault.SKIP_CONFIRM)) {
      timer.cancel();
    } else if (!confirmed.equals(attempt.attemptId()) && orderOf(attempt, result) != null) {
      // Once, until we ask again: a server that answers the second with "approved" as it stands
      // would be confirmed to for ever.
      confirmed = attempt.attemptId();
      request(
          new ClientFrame.PaymentConfirm(
              Objects.requireNonNull(orderOf(attempt, result)), attempt.attemptId()));
    }
  }

  /** The order of a standalone sale is the server's to name. */
  private static @Nullable String orderOf(OpenAttempt attempt, PaymentResult result) {
    String order = attempt.sale().orderId();
    return order == null ? result.orderId() : order;
  }

  private static Screen approvedScreen(OpenAttempt attempt, PaymentResult result) {
    Long amount = result.amountMinor();
    return Screen.approved(
        amount == null ? attempt.sale().amountMinor() : amount, attempt.sale().currency());
  }

  /** The attempt has ended. */
  private void settle(Outcome outcome, Screen screen) {
    if (!(stage instanceof Stage.Paying(var attempt, var order))) {
      throw new IllegalStateException("no attempt to settle");
    }
    timer.cancel();
    store.update(TerminalState::closing);
    lastStart = null;
    lastRequest = null;
    String orderId = attempt.sale().orderId();
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
        timer = device.after(settings.showAgainAfter(), () -> bring(order));
      } else {
        giveWay(order);
      }
    }
  }

  /** Unattended, a listed order that could not be paid is put back, so that others are. */
  private void giveWay(Order order) {
    if (order.isListed() && device.shopper().automatic()) {
      device.passOver(order.orderId());
      putAway();
    }
  }

  /**
   * The server knows nothing of the attempt: the start was lost. While it is in memory it is sent
   * again as it was, under the same id, so that it counts once even if it is only late. After a
   * power cut the card is needed again, with a new attempt.
   */
  private void neverArrived(OpenAttempt attempt, @Nullable Order order) {
    var start = lastStart;
    boolean stillWanted = order != null || (attempt.sale().orderId() == null && next == null);
    if (stillWanted && start != null && start.attemptId().equals(attempt.attemptId())) {
      device.show(Screen.authorizing());
      request(start);
      return;
    }
    settle(Outcome.BLOCKED, Screen.refused("A cobrança não chegou ao servidor"));
    if (order != null && stage instanceof Stage.Settled) {
      bring(order);
    }
  }

  private void doubt() {
    device.show(Screen.verifying());
    askLater();
  }

  private void ask() {
    if (stage instanceof Stage.Paying(var attempt, _)) {
      confirmed = "";
      request(new ClientFrame.PaymentQuery(attempt.attemptId()));
    }
  }

  private void askLater() {
    timer.cancel();
    timer = device.after(settings.askAgainAfter(), this::ask);
  }

  private void repeatLater() {
    timer.cancel();
    timer =
        device.after(
            TRY_AGAIN,
            () -> {
              ClientFrame again = lastRequest;
              if (again != null) {
                request(again);
              }
            });
  }

  /** Sends what wants an answer, and asks how things stand if none comes. */
  private void request(ClientFrame frame) {
    lastRequest = frame;
    askLater();
    device.send(frame);
  }

  private void afterwards(Duration delay, Runnable step) {
    timer.cancel();
    if (delay.isZero()) {
      step.run();
    } else {
      timer = device.after(delay, step);
    }
  }

  private void idle() {
    timer.cancel();
    stage = new Stage.Idle();
    device.show(active ? Screen.idle() : Screen.deactivated());
    device.screenFree();
  }
}
