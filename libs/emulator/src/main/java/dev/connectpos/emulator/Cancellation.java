package dev.connectpos.emulator;

import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.state.OpenCancellation;
import dev.connectpos.emulator.state.TerminalState;
import dev.connectpos.emulator.state.TerminalStore;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.ListedSale;
import dev.connectpos.emulator.wire.ServerFrame.CancelResult;
import dev.connectpos.emulator.wire.ServerFrame.Refusal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cancellation of a sale (T6):
 *
 * <ol>
 *   <li>the shop's people type the admin password;
 *   <li>they pick a sale from the list;
 *   <li>the card is presented again; the cancellation is stored with its id, then sent;
 *   <li>it stays open until the server has said how it ended, through reconnects and power cuts.
 * </ol>
 *
 * A PDV's order comes before one that was not sent yet, and is not kept waiting by one that was. At
 * most one is open. Runs in the terminal's mailbox.
 */
final class Cancellation {

  /** The rest of the terminal, as the cancellation needs it. */
  interface Device {
    void send(ClientFrame frame);

    void show(Screen screen);

    /** Whether no order and no typed amount is on the screen. */
    boolean isFree();

    Timers.Timer after(Duration delay, Runnable step);

    /** Prints the slips. */
    void print(ListedSale sale, CancelResult canceled);

    Screen refusal(Refusal refusal);

    void reached(Step step);

    ShopperScript shopper();
  }

  private final TerminalStore store;
  private final TerminalSettings settings;
  private final CardReader reader;
  private final Device device;
  private final Wait wait;
  private @Nullable ListedSale picked;
  private ClientFrame.@Nullable SaleCancel lastRequest;

  Cancellation(TerminalStore store, TerminalSettings settings, CardReader reader, Device device) {
    this.store = store;
    this.settings = settings;
    this.reader = reader;
    this.device = device;
    wait = new Wait(device::after, device::send, settings.askAgainAfter(), this::ask);
  }

  /** A session has begun; an open cancellation is asked about. */
  void welcomed() {
    if (store.state().openCancellation() != null) {
      showIfFree(Screen.verifying());
      ask();
    }
  }

  void disconnected() {
    picked = null;
    wait.cancel();
  }

  /** The admin password is typed. It is kept nowhere. */
  void unlock(String password) {
    if (device.isFree()) {
      device.send(new ClientFrame.AdminUnlock(password));
    }
  }

  /** A sale of the list is picked, or one that is not on it. */
  void pick(Optional<ListedSale> sale) {
    if (!device.isFree() || store.state().openCancellation() != null) {
      return; // One at a time: its card may not be asked for while another's outcome is open.
    }
    picked = null;
    if (sale.isEmpty()) {
      device.show(Screen.refused("Venda fora da lista"));
    } else if (!sale.get().cancelable()) {
      device.show(Screen.refused("Esta venda não pode ser cancelada"));
    } else {
      picked = sale.get();
      device.show(Screen.cancel(sale.get()));
      device.show(Screen.presentCard());
    }
  }

  /** Whether the card of a picked sale is waited for. */
  boolean wantsCard() {
    return picked != null;
  }

  /** Something else takes the screen, or the red key was pressed. */
  void giveWay() {
    picked = null;
  }

  /** The card of the picked sale; stored before anything is sent. */
  void cardPresented() {
    ListedSale sale = picked;
    if (sale == null) {
      return;
    }
    picked = null;
    TerminalState state = store.update(s -> s.cancelling(settings.appVersion(), sale));
    device.reached(Step.CANCELLATION_STORED);
    var open = Objects.requireNonNull(state.openCancellation());
    var request = reader.read(state, open, device.shopper());
    lastRequest = request;
    device.show(Screen.verifying());
    wait.request(request);
    device.reached(Step.CANCEL_SENT);
  }

  /** How a cancellation stands; of one that is not open it is history. */
  void heard(CancelResult result) {
    OpenCancellation open = store.state().openCancellation();
    if (open == null || !open.cancelId().equals(result.cancelId())) {
      return;
    }
    switch (result.status()) {
      case "canceled" -> {
        device.reached(Step.CANCELED_HEARD);
        // Printed before it is closed: a slip twice is better than none.
        device.print(open.sale(), result);
        device.reached(Step.CANCELED_PRINTED);
        end(Screen.canceled(open.sale()));
      }
      case "refused" -> end(Screen.refused(result.message()));
      // "processing", and whatever a newer server may say.
      default -> doubt();
    }
  }

  /** A frame of a cancellation was refused. */
  void refused(Refusal refusal) {
    OpenCancellation open = store.state().openCancellation();
    if (open == null || "admin.unlock".equals(refusal.inReplyTo())) {
      showIfFree(device.refusal(refusal));
      return;
    }
    switch (refusal.code()) {
      case "temporarily_unavailable" -> wait.repeat();
      case "unknown_cancel" -> neverArrived(open);
      case "cancel_with_different_contents" -> doubt();
      default -> {
        if ("sale.cancel".equals(refusal.inReplyTo())) {
          end(device.refusal(refusal));
        } else {
          doubt();
        }
      }
    }
  }

  /**
   * The server knows nothing of it. While the request is in memory it is sent again as it was, and
   * counts once; after a power cut the card is needed again, with a new cancellation.
   */
  private void neverArrived(OpenCancellation open) {
    var request = lastRequest;
    if (request != null && request.cancelId().equals(open.cancelId())) {
      wait.request(request);
    } else {
      end(Screen.refused("O cancelamento não chegou ao servidor"));
    }
  }

  private void end(Screen screen) {
    wait.done();
    store.update(TerminalState::closingCancellation);
    lastRequest = null;
    showIfFree(screen);
  }

  private void doubt() {
    showIfFree(Screen.verifying());
    wait.news();
  }

  private void ask() {
    OpenCancellation open = store.state().openCancellation();
    if (open != null) {
      wait.request(new ClientFrame.CancelQuery(open.cancelId()));
    }
  }

  private void showIfFree(Screen screen) {
    if (device.isFree()) {
      device.show(screen);
    }
  }
}
