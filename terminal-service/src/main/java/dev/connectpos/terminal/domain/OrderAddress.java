package dev.connectpos.terminal.domain;

import java.util.List;

/** Which terminals an order is for, and how it reaches them (features O2, O3). */
public sealed interface OrderAddress {

  /** Shown by itself on one terminal. */
  record Direct(String serial) implements OrderAddress {}

  /**
   * Listed, to be picked by an operator.
   *
   * @param serials the terminals that list it; none means every terminal of the account
   */
  record Listed(List<String> serials) implements OrderAddress {
    public Listed {
      serials = List.copyOf(serials);
    }
  }

  /** Typed on one terminal, by its operator, with no order of a PDV (feature T5). */
  record Standalone(String serial) implements OrderAddress {}

  /** Whether a terminal of the order's account may have it. */
  default boolean reaches(String serialNumber) {
    return switch (this) {
      case Direct(var serial) -> serial.equals(serialNumber);
      case Standalone(var serial) -> serial.equals(serialNumber);
      case Listed(var serials) -> serials.isEmpty() || serials.contains(serialNumber);
    };
  }
}
