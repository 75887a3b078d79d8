package dev.connectpos.emulator;

import dev.connectpos.emulator.Outcomes.Outcome;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.state.LastSale;
import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.state.TerminalState;
import dev.connectpos.emulator.state.TerminalStore;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.ServerFrame.PaymentResult;
import dev.connectpos.emulator.wire.ServerFrame.Refusal;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The open attempt to pay, and what the server says of it. It stays open until the server has said
 * how it ended; until then the terminal asks. Runs in the terminal's mailbox.
 */
final class Attempt {

  /** The rest of the terminal, as the attempt needs it. */
  interface Device {
    void send(ClientFrame frame);

    void show(Screen screen);

    /** Prints the slips of a payment, and answers when, in milliseconds since 1970. */
    long print(OpenAttempt attempt, PaymentResult paid);

    void printReceipt(OpenAttempt.Sale paid, OpenAttempt.Receipt receipt);

    void cutPower(String reason);

    /** The power goes here, if that was asked for. */
    void reached(Step step);

    boolean armed(Fault fault);

    ShopperScript shopper();
  }

  /** Whoever the attempt is for. */
  interface Owner {
    /** Whether it is still to be paid if the server has never heard of it. */
    boolean stillWanted();

    /** It has ended, and is closed. */
    void ended(Outcome outcome, Screen screen);

    /** The server has never heard of it, and it is closed. */
    void lost(Screen screen);
  }

  private final TerminalStore store;
  private final TerminalSettings settings;
  private final CardReader reader;
  private final Device device;
  private final Owner owner;
  private final Wait wait;
  private ClientFrame.@Nullable PaymentStart lastStart;
  private String droppedAttempt = "";
  private String confirmed = "";

  Attempt(Tools tools, Owner owner, Wait wait) {
    store = tools.store();
    settings = tools.settings();
    reader = tools.reader();
    device = tools.device();
    this.owner = owner;
    this.wait = wait;
  }

  /** What an attempt works with. */
  record Tools(TerminalStore store, TerminalSettings settings, CardReader reader, Device device) {}

  /**
   * Stores the attempt with its id and its key counter; only then is the card encrypted and sent.
   *
   * @param opened is told of the attempt before it is sent
   */
  void start(OpenAttempt.Sale sale, Consumer<OpenAttempt> opened) {
    TerminalState state = store.update(s -> s.opening(settings.appVersion(), sale));
    device.reached(Step.ATTEMPT_STORED);
    OpenAttempt attempt = Objects.requireNonNull(state.openAttempt());
    var start = reader.read(state, attempt, device.shopper());
    opened.accept(attempt);
    lastStart = start;
    device.show(Screen.authorizing());
    wait.request(start);
    if (device.armed(Fault.START_TWICE)) {
      device.send(start);
    }
    device.reached(Step.START_SENT);
    if (device.armed(Fault.DROP_AFTER_START)) {
      device.cutPower("power cut after " + start.type());
    }
  }

  /** Asks how the open attempt stands, if there is one. */
  void ask() {
    OpenAttempt open = store.state().openAttempt();
    if (open != null) {
      confirmed = "";
      wait.request(new ClientFrame.PaymentQuery(open.attemptId()));
    }
  }

  /** What the server says of the open attempt. */
  void heard(OpenAttempt attempt, PaymentResult result) {
    switch (result.status()) {
      case "authorizing" -> {
        device.show(Screen.authorizing());
        wait.news();
      }
      case "approved" -> approved(attempt, result);
      case "captured", "held" -> paid(attempt, result);
      // Captured and given back before we heard of either: the order is owed again.
      case "refunded", "voided", "expired" ->
          end(TerminalState::closing, Outcome.REVERSED, Screen.givenBack(result.status()));
      case "declined" -> end(TerminalState::closing, Outcome.DECLINED, Screen.declined(result));
      case "reversed" -> end(TerminalState::closing, Outcome.REVERSED, Screen.reversed());
      // "verifying", and whatever a newer server may say: not known yet, never "declined".
      default -> doubt();
    }
  }

  /** A frame of ours was refused. Whether it matters depends on which one it was. */
  void refused(OpenAttempt attempt, Refusal refusal) {
    switch (refusal.code()) {
      case "temporarily_unavailable" -> wait.repeat();
      case "unknown_attempt" -> neverArrived(attempt);
      case "attempt_with_different_contents", "not_confirmable" -> doubt();
      default -> {
        String refused = refusal.inReplyTo();
        if ("payment.start".equals(refused) || "sale.start".equals(refused)) {
          end(TerminalState::closing, Outcome.BLOCKED, Screen.refused(refusal.message()));
        } else {
          doubt();
        }
      }
    }
  }

  private void approved(OpenAttempt attempt, PaymentResult result) {
    device.show(approvedScreen(attempt, result));
    device.reached(Step.APPROVAL_SHOWN);
    String order = orderOf(attempt, result);
    if (device.armed(Fault.DROP_AFTER_APPROVED) && !droppedAttempt.equals(attempt.attemptId())) {
      droppedAttempt = attempt.attemptId();
      device.cutPower("power cut after approval");
    } else if (device.armed(Fault.SKIP_CONFIRM)) {
      wait.cancel();
    } else if (!confirmed.equals(attempt.attemptId()) && order != null) {
      // Once, until we ask again: a server that answers the second with "approved" as it stands
      // would be confirmed to for ever.
      confirmed = attempt.attemptId();
      wait.request(new ClientFrame.PaymentConfirm(order, attempt.attemptId()));
      device.reached(Step.CONFIRM_SENT);
    }
  }

  /** Printed before the attempt is closed: a slip twice is better than none. */
  private void paid(OpenAttempt attempt, PaymentResult result) {
    device.reached(Step.OUTCOME_HEARD);
    long printedAt = device.print(attempt, result);
    var receipt = attempt.sale().receipt();
    if (receipt != null) {
      device.printReceipt(attempt.sale(), receipt);
    }
    device.reached(Step.SLIP_PRINTED);
    var sold = new LastSale(attempt, result, printedAt);
    end(state -> state.closing(sold), Outcome.PAID, approvedScreen(attempt, result));
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

  /**
   * The server knows nothing of the attempt: the start was lost. While it is in memory it is sent
   * again as it was, under the same id, so that it counts once even if it is only late. After a
   * power cut the card is needed again, with a new attempt.
   */
  private void neverArrived(OpenAttempt attempt) {
    var start = lastStart;
    if (owner.stillWanted() && start != null && start.attemptId().equals(attempt.attemptId())) {
      device.show(Screen.authorizing());
      wait.request(start);
      return;
    }
    close(TerminalState::closing);
    owner.lost(Screen.refused("A cobrança não chegou ao servidor"));
  }

  private void doubt() {
    device.show(Screen.verifying());
    wait.news();
  }

  private void end(UnaryOperator<TerminalState> closing, Outcome outcome, Screen screen) {
    close(closing);
    device.reached(Step.ATTEMPT_CLOSED);
    owner.ended(outcome, screen);
  }

  private void close(UnaryOperator<TerminalState> closing) {
    wait.done();
    store.update(closing);
    lastStart = null;
  }
}
