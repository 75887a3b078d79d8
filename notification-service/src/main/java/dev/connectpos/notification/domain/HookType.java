package dev.connectpos.notification.domain;

import java.util.Optional;

/**
 * What may be notified about orders and charges (N1), by the incumbent's names, and what it has no
 * name for: orders and charges that expire, prints, the presence of terminals, and the fate of
 * endpoints. A PDV may subscribe to any of them; those that nothing here states yet are simply
 * never sent.
 */
public enum HookType {
  ORDER_CREATED("order.created"),
  ORDER_UPDATED("order.updated"),
  ORDER_PAID("order.paid"),
  ORDER_PAYMENT_FAILED("order.payment_failed"),
  ORDER_CANCELED("order.canceled"),
  ORDER_CLOSED("order.closed"),
  ORDER_EXPIRED("order.expired"),
  CHARGE_CREATED("charge.created"),
  CHARGE_UPDATED("charge.updated"),
  CHARGE_PAID("charge.paid"),
  CHARGE_PAYMENT_FAILED("charge.payment_failed"),
  CHARGE_REFUNDED("charge.refunded"),
  CHARGE_PENDING("charge.pending"),
  CHARGE_PROCESSING("charge.processing"),
  CHARGE_UNDERPAID("charge.underpaid"),
  CHARGE_OVERPAID("charge.overpaid"),
  CHARGE_PARTIAL_CANCELED("charge.partial_canceled"),
  CHARGE_CHARGEDBACK("charge.chargedback"),
  CHARGE_EXPIRED("charge.expired"),
  PRINT_QUEUED("print.queued"),
  PRINT_PRINTING("print.printing"),
  PRINT_PRINTED("print.printed"),
  PRINT_FAILED("print.failed"),
  TERMINAL_ONLINE("terminal.online"),
  TERMINAL_OFFLINE("terminal.offline"),
  /** A notification got no 2xx in all its attempts; its endpoint hears nothing of that. */
  ENDPOINT_EXHAUSTED("endpoint.exhausted"),
  /** It answered 410. */
  ENDPOINT_DISABLED("endpoint.disabled"),
  /** Of no fact: its owner wants to know whether an endpoint answers. */
  ENDPOINT_PING("endpoint.ping");

  private final String wireName;

  HookType(String wireName) {
    this.wireName = wireName;
  }

  /** Whether it is about endpoints themselves. */
  public boolean aboutEndpoints() {
    return this == ENDPOINT_EXHAUSTED || this == ENDPOINT_DISABLED || this == ENDPOINT_PING;
  }

  /** The dotted name, as it stands in the webhook and in an endpoint's filter. */
  public String wireName() {
    return wireName;
  }

  /** The type of a dotted name, or nothing if there is no such type. */
  public static Optional<HookType> of(String wireName) {
    for (HookType type : values()) {
      if (type.wireName.equals(wireName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
