package dev.connectpos.emulator;

import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.Order;
import dev.connectpos.emulator.wire.ServerFrame.OrderListed;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a terminal in listed mode does while no order is on its screen: it shows the list and has
 * one picked. Runs in the terminal's mailbox.
 */
final class Listing {

  /** The rest of the terminal, as the list needs it. */
  interface Device {
    void send(ClientFrame frame);

    void show(Screen screen);

    boolean isFree();

    boolean automatic();
  }

  private final Device device;
  private final Set<String> passedOver = new HashSet<>();
  private boolean listed;
  private String wanted = "";

  Listing(Device device) {
    this.device = device;
  }

  /** A session is about to begin, or what the terminal is for has changed. */
  void welcomed(boolean listedMode) {
    listed = listedMode;
    wanted = "";
    passedOver.clear();
  }

  /** No order is on the screen any more. */
  void screenFree() {
    if (listed) {
      device.send(new ClientFrame.OrderList(null, null));
    }
  }

  /** The list last given is out of date; what could not be paid may be worth another try. */
  void changed() {
    passedOver.clear();
    if (device.isFree()) {
      screenFree();
    }
  }

  /** The operator asks for the list. */
  void ask(String filter) {
    device.send(new ClientFrame.OrderList(filter, null));
  }

  /** The operator picks the order with this code. */
  void pick(String code) {
    wanted = code;
    ask(code);
  }

  /** Not to be picked by itself until the list changes. */
  void passOver(String orderId) {
    passedOver.add(orderId);
  }

  void listed(OrderListed list) {
    if (!device.isFree()) {
      return;
    }
    Optional<Order> choice =
        list.orders().stream()
            .filter(
                order ->
                    wanted.isEmpty()
                        ? device.automatic() && !passedOver.contains(order.orderId())
                        : wanted.equals(order.code()))
            .findFirst();
    wanted = "";
    device.show(Screen.list(list.orders()));
    choice.ifPresent(order -> device.send(new ClientFrame.OrderPick(order.orderId())));
  }
}
