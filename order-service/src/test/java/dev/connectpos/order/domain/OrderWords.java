package dev.connectpos.order.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Orders, commands and decisions in words, for the table and the diagram. */
final class OrderWords {
  private static final long FULL = 3000;
  private static final long PART = 1000;
  private static final long MORE = 5000;

  private OrderWords() {}

  /** A state, for example {@code closed paid, captured}: the payment comes after the comma. */
  static OrderState state(String words) {
    if (words.equals("unplaced")) {
      return new OrderState.Unplaced();
    }
    var parts = words.split(", ", 2);
    var payments = new TreeMap<PaymentId, PaymentStanding>();
    if (parts.length == 2) {
      payments.put(OrderFixture.PAYMENT, standing(parts[1]));
    }
    var open = new OrderState.Open(OrderFixture.order(), new Payments(payments));
    if (parts[0].equals("open")) {
      return open;
    }
    var as = ClosedAs.valueOf(parts[0].substring("closed ".length()).toUpperCase(Locale.ROOT));
    return new OrderState.Closed(open.order(), open.payments(), as, OrderFixture.CLOSED_AT);
  }

  private static PaymentStanding standing(String words) {
    return switch (words) {
      case "authorized" -> new PaymentStanding.Live(LivePhase.AUTHORIZED);
      case "in doubt" -> new PaymentStanding.Live(LivePhase.IN_DOUBT);
      case "reversing" -> new PaymentStanding.Live(LivePhase.REVERSING);
      case "reversed" -> new PaymentStanding.Reversed();
      case "declined" -> new PaymentStanding.Declined("1016", "Saldo insuficiente");
      case "captured" -> captured(FULL);
      case "captured in part" -> captured(PART);
      case "captured too much" -> captured(MORE);
      default -> throw new IllegalArgumentException(words);
    };
  }

  private static PaymentStanding captured(long minor) {
    return new PaymentStanding.Captured(OrderFixture.charge(OrderFixture.PAYMENT, minor));
  }

  /** Every command there is a word for. */
  static final Map<String, OrderCommand> COMMANDS = commands();

  private static Map<String, OrderCommand> commands() {
    var commands = new LinkedHashMap<String, OrderCommand>();
    var order = OrderFixture.order();
    commands.put("place", place(order, TerminalStanding.DIRECT, true));
    commands.put(
        "place otherwise", place(OrderFixture.order("PED-2"), TerminalStanding.DIRECT, true));
    commands.put("place on unknown terminal", place(order, TerminalStanding.UNKNOWN, false));
    commands.put("place on listed terminal", place(order, TerminalStanding.LISTED, false));
    commands.put("place without room", place(order, TerminalStanding.DIRECT, false));
    for (LivePhase phase : LivePhase.values()) {
      commands.put(
          phase.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          new OrderCommand.RecordPaymentProgress(OrderFixture.PAYMENT, phase));
    }
    commands.put("reversed", new OrderCommand.RecordPaymentReversed(OrderFixture.PAYMENT));
    commands.put("declined", declined("1016", "Saldo insuficiente"));
    commands.put("declined otherwise", declined("1000", "Recusada"));
    commands.put("captured", capture(Money.brl(FULL)));
    commands.put("captured in part", capture(Money.brl(PART)));
    commands.put("captured too much", capture(Money.brl(MORE)));
    commands.put("captured in dollars", capture(new Money(FULL, Currency.USD)));
    for (ClosedAs as : ClosedAs.values()) {
      commands.put(
          "close as " + as.name().toLowerCase(Locale.ROOT),
          new OrderCommand.CloseOrder(as, OrderFixture.CLOSED_AT));
    }
    return commands;
  }

  private static OrderCommand place(PlacedOrder order, TerminalStanding terminal, boolean room) {
    return new OrderCommand.PlaceOrder(order, terminal, room);
  }

  private static OrderCommand declined(String code, String message) {
    return new OrderCommand.RecordPaymentDeclined(OrderFixture.PAYMENT, code, message);
  }

  private static OrderCommand capture(Money amount) {
    var charge = OrderFixture.charge(OrderFixture.PAYMENT, amount.minor());
    return new OrderCommand.RecordPaymentCaptured(
        charge.id(),
        charge.transaction(),
        OrderFixture.capture(OrderFixture.PAYMENT, amount),
        OrderFixture.PAID_AT);
  }

  /** A state in words; the inverse of {@link #state}. */
  static String words(OrderState state) {
    return switch (state) {
      case OrderState.Unplaced _ -> "unplaced";
      case OrderState.Placed placed ->
          placed.payments().standings().values().stream()
              .map(standing -> ", " + words(standing))
              .collect(Collectors.joining("", status(state), ""));
    };
  }

  /** The state without its payments. */
  static String status(OrderState state) {
    return switch (state) {
      case OrderState.Unplaced _ -> "unplaced";
      case OrderState.Open _ -> "open";
      case OrderState.Closed closed -> "closed " + closed.as().name().toLowerCase(Locale.ROOT);
    };
  }

  static String words(PaymentStanding standing) {
    return switch (standing) {
      case PaymentStanding.Live(var phase) ->
          phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case PaymentStanding.Reversed _ -> "reversed";
      case PaymentStanding.Declined _ -> "declined";
      case PaymentStanding.Captured(var charge) -> {
        long minor = charge.capture().amount().minor();
        yield minor == FULL ? "captured" : minor < FULL ? "captured in part" : "captured too much";
      }
    };
  }

  /** A decision in words. */
  static String words(Decision decision) {
    return switch (decision) {
      case Decision.Accepted(var next, var events) ->
          events.stream()
              .map(event -> " + " + words(event))
              .collect(Collectors.joining("", words(next), ""));
      case Decision.AlreadyDone _ -> "already done";
      case Decision.Rejected(var reason) -> reason.name();
    };
  }

  private static String words(OrderEvent event) {
    return switch (event) {
      case OrderEvent.ChargePaid(_, var excess) when excess.isPositive() ->
          "ChargePaid, excess " + excess.minor();
      default -> event.getClass().getSimpleName();
    };
  }
}
