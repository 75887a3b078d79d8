package dev.connectpos.order.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Orders, commands and decisions in words, for the table and the diagram. */
final class OrderWords {
  static final ChargeId CHARGE = OrderFixture.ids(OrderFixture.PAYMENT).charge();
  static final ChargeRequestId REQUEST = new ChargeRequestId("req_0000000000000001");
  static final ChargeRequestId ANOTHER = new ChargeRequestId("req_0000000000000002");
  static final ChargeRequestId RETRY = new ChargeRequestId("req_0000000000000003");
  private static final PaymentId OTHER = new PaymentId("pay_0000000000000002");
  static final Instant LATER = OrderFixture.PAID_AT.plusSeconds(60);
  static final Instant EXPIRES_AT = OrderFixture.PLACED_AT.plusSeconds(600);

  private static final long FULL = 3000;
  private static final long PART = 1000;
  private static final long MORE = 5000;

  private OrderWords() {}

  /** Every command there is a word for. */
  static final Map<String, OrderCommand> COMMANDS = commands();

  /** What leads to a payment's standing, from an open order nobody tried to pay. */
  static final Map<String, List<String>> STANDINGS =
      Map.ofEntries(
          Map.entry("authorized", List.of("authorized")),
          Map.entry("in doubt", List.of("in doubt")),
          Map.entry("reversing", List.of("reversing")),
          Map.entry("reversed", List.of("reversed")),
          Map.entry("declined", List.of("declined")),
          Map.entry("held", List.of("confirmed")),
          Map.entry("held, capture 3000 asked", List.of("confirmed", "capture")),
          Map.entry("held, cancel 3000 asked", List.of("confirmed", "cancel")),
          Map.entry(
              "held, refused by network",
              List.of("confirmed", "cancel", "cancel refused by network")),
          Map.entry("captured", List.of("captured")),
          Map.entry("captured in part", List.of("captured in part")),
          Map.entry("captured too much", List.of("captured too much")),
          Map.entry(
              "captured 1000 of 3000",
              List.of("confirmed", "capture 1000", "captured 1000 as asked")),
          Map.entry(
              "captured 1000, 2000 held",
              List.of("confirmed", "capture 1000 of more", "captured 1000 of more")),
          Map.entry(
              "captured 1000, 2000 held, capture 2000 asked",
              List.of(
                  "confirmed",
                  "capture 1000 of more",
                  "captured 1000 of more",
                  "capture once more")),
          Map.entry("captured, cancel 3000 asked", List.of("captured", "cancel")),
          Map.entry(
              "captured, cancel at terminal 3000 asked",
              List.of("captured", "cancel 3000 at terminal")),
          Map.entry("captured, cancel 1000 asked", List.of("captured", "cancel 1000")),
          Map.entry(
              "captured, refused by rule", List.of("captured", "cancel", "cancel refused by rule")),
          Map.entry(
              "captured, refused by network",
              List.of("captured", "cancel", "cancel refused by network")),
          Map.entry("refunded 1000", List.of("captured", "refunded 1000")),
          Map.entry("refunded", List.of("captured", "refunded at once")),
          Map.entry("voided", List.of("captured", "voided")),
          Map.entry("released", List.of("confirmed", "voided")),
          Map.entry("expired", List.of("confirmed", "expired")));

  /** What leads to the standing of a charge over the API, from an open order that takes charges. */
  static final Map<String, List<String>> ONLINE_STANDINGS =
      Map.ofEntries(
          Map.entry("processing", List.of("ask")),
          Map.entry("processing in doubt", List.of("ask", "in doubt")),
          Map.entry("failed", List.of("ask", "declined")),
          Map.entry("saved failed", List.of("ask saved", "declined")),
          Map.entry("saved undone", List.of("ask saved", "reversing", "reversed")),
          Map.entry("undone", List.of("ask", "reversing", "reversed")),
          Map.entry("held", List.of("ask", "confirmed")),
          Map.entry("captured", List.of("ask", "captured")),
          Map.entry(
              "captured 1000, 2000 held", List.of("ask", "confirmed", "captured 1000 of more")),
          Map.entry("released", List.of("ask", "confirmed", "voided")),
          Map.entry("expired", List.of("ask", "confirmed", "expired")),
          Map.entry("voided", List.of("ask", "captured", "voided")),
          Map.entry("refunded 1000", List.of("ask", "captured", "refunded 1000")),
          Map.entry("refunded", List.of("ask", "captured", "refunded at once")),
          Map.entry("held, cancel 3000 asked", List.of("ask", "confirmed", "cancel")),
          Map.entry("declined, processing", List.of("ask saved", "declined", "try again")),
          Map.entry(
              "declined, failed",
              List.of("ask saved", "declined", "try again", "decline the other")),
          Map.entry(
              "captured 1000, processing",
              List.of("ask 1000", "captured in part", "ask 2000 more")),
          Map.entry(
              "captured 1000, refused by rule, failed 2000",
              List.of(
                  "ask 1000",
                  "captured in part",
                  "ask 2000 more",
                  "decline the other",
                  "cancel",
                  "cancel refused by rule")),
          Map.entry(
              "captured 1000, refused by network, failed 2000",
              List.of(
                  "ask 1000",
                  "captured in part",
                  "ask 2000 more",
                  "decline the other",
                  "cancel",
                  "cancel refused by network")),
          Map.entry("failed 1000, processing", List.of("ask 1000", "declined", "ask 2000 more")),
          Map.entry("unconfirmed", List.of("ask cash")),
          Map.entry("cash captured", List.of("ask cash", "confirm cash")),
          Map.entry("cash refunded 1000", List.of("ask cash", "confirm cash", "cancel 1000")),
          Map.entry("cash refunded", List.of("ask cash", "confirm cash", "cancel")),
          Map.entry("cash released", List.of("ask cash", "cancel")));

  /**
   * A state, for example {@code closed paid, captured}: the payment comes after the comma, and
   * where a terminal has it in brackets.
   */
  static OrderState state(String words) {
    if (words.equals("unplaced")) {
      return new OrderState.Unplaced();
    }
    var parts = words.split(", ", 2);
    var onTerminal = TerminalStatus.QUEUED;
    var first = parts[0];
    if (first.endsWith("]")) {
      int bracket = first.indexOf(" [");
      onTerminal =
          TerminalStatus.valueOf(
              first.substring(bracket + 2, first.length() - 1).toUpperCase(Locale.ROOT));
      first = first.substring(0, bracket);
    }
    boolean online = first.endsWith("online") || first.endsWith("settled");
    boolean charges = online || first.endsWith("charges");
    OrderState.Placed open =
        OrderFixture.open(charges ? OrderFixture.order(OrderChannel.CHARGES) : order(first));
    if (parts.length == 2) {
      var steps = (charges ? ONLINE_STANDINGS : STANDINGS).get(parts[1]);
      if (steps == null) {
        throw new IllegalArgumentException(parts[1]);
      }
      for (String step : steps) {
        open = ((Decision.Accepted) OrderMachine.decide(open, command(step))).next();
      }
    }
    if (online) {
      open = open.with(OrderFixture.order(OrderChannel.SETTLING));
    }
    if (first.startsWith("open")) {
      return charges ? open : ((OrderState.Open) open).with(onTerminal);
    }
    var closed = first.substring("closed ".length()).split(" ", 2);
    var cause =
        switch (closed.length == 2 ? closed[1] : "") {
          case "expired" -> CloseCause.EXPIRED;
          case "settled" -> CloseCause.SETTLED;
          default -> CloseCause.REQUESTED;
        };
    return new OrderState.Closed(
        open.order(),
        open.payments(),
        ClosedAs.valueOf(closed[0].toUpperCase(Locale.ROOT)),
        cause,
        OrderFixture.CLOSED_AT);
  }

  private static PlacedOrder order(String words) {
    var order = OrderFixture.order();
    return switch (words) {
      case "open with one item" -> order.with(List.of(OrderFixture.MEAL), OrderFixture.PLACED_AT);
      case "open empty" -> order.with(List.<OrderItem>of(), OrderFixture.PLACED_AT);
      case "open expiring" -> OrderFixture.order("PED-1", OrderFixture.SETUP, EXPIRES_AT);
      default -> order;
    };
  }

  static OrderCommand command(String words) {
    var found = COMMANDS.get(words);
    if (found == null) {
      throw new IllegalArgumentException("no such command: " + words);
    }
    return found;
  }

  private static Map<String, OrderCommand> commands() {
    var commands = new LinkedHashMap<String, OrderCommand>();
    placing(commands);
    adding(commands);
    ofPayment(commands);
    ofCharge(commands);
    wishes(commands);
    revisions(commands);
    commands.put("shown", new OrderCommand.RecordShown());
    commands.put("started", new OrderCommand.RecordPaymentStarted(OrderFixture.PAYMENT));
    commands.put("rejected", new OrderCommand.RecordRejected());
    for (ClosedAs as : ClosedAs.values()) {
      commands.put(
          "close as " + as.name().toLowerCase(Locale.ROOT),
          new OrderCommand.CloseOrder(as, OrderFixture.CLOSED_AT));
    }
    commands.put("expire", new OrderCommand.ExpireOrder(EXPIRES_AT));
    commands.put("expire early", new OrderCommand.ExpireOrder(EXPIRES_AT.minusNanos(1000)));
    return commands;
  }

  private static void placing(Map<String, OrderCommand> commands) {
    var order = OrderFixture.order();
    var named =
        new PaymentSetup(
            PaymentType.CREDIT, 1, InstallmentType.MERCHANT, OperationType.PRE_AUTH, "AURORA");
    var early = OrderFixture.PLACED_AT.plusSeconds(29);
    var late = OrderFixture.PLACED_AT.plusSeconds(7 * 86_400L + 1);
    commands.put("place", place(order, TerminalStanding.DIRECT, true));
    commands.put(
        "place otherwise", place(OrderFixture.order("PED-2"), TerminalStanding.DIRECT, true));
    commands.put(
        "place listed",
        place(OrderFixture.order("PED-1", null, null), TerminalStanding.LISTED, true));
    commands.put("place on unknown terminal", place(order, TerminalStanding.UNKNOWN, false));
    commands.put("place on listed terminal", place(order, TerminalStanding.LISTED, false));
    commands.put(
        "place with descriptor",
        place(OrderFixture.order("PED-1", named, null), TerminalStanding.DIRECT, false));
    var held =
        new PaymentSetup(
            PaymentType.CREDIT, 1, InstallmentType.MERCHANT, OperationType.PRE_AUTH, null);
    commands.put(
        "place to be held as estimate",
        new OrderCommand.PlaceOrder(
            OrderFixture.order("PED-1", held, null),
            List.of(TerminalStanding.DIRECT),
            new AcquirerServices(true, 22, true, false, true),
            false));
    commands.put(
        "place expiring at once",
        place(
            OrderFixture.order("PED-1", OrderFixture.SETUP, early),
            TerminalStanding.DIRECT,
            false));
    commands.put(
        "place expiring late",
        place(
            OrderFixture.order("PED-1", OrderFixture.SETUP, late), TerminalStanding.DIRECT, false));
    var payment = OrderFixture.PAYMENT;
    commands.put("sold standalone", sold(OrderFixture.captured(payment, Money.brl(FULL))));
    commands.put(
        "sold standalone in dollars",
        sold(OrderFixture.captured(payment, new Money(FULL, Currency.USD))));
    commands.put("held standalone", sold((OrderCommand.OnPayment) confirmed(Money.brl(FULL))));
    commands.put(
        "declined standalone", sold((OrderCommand.OnPayment) declined("1016", "Recusada")));
    commands.put("place without room", place(order, TerminalStanding.DIRECT, false));
  }

  private static void adding(Map<String, OrderCommand> commands) {
    var payment = OrderFixture.PAYMENT;
    commands.put("place online", placeOnline(byCard(payment, Money.brl(FULL), null, null)));
    commands.put(
        "place online with descriptor",
        placeOnline(byCard(payment, Money.brl(FULL), null, "AURORA")));
    commands.put(
        "place online, named too long",
        new OrderCommand.PlaceOrder(
            OrderFixture.order(OrderChannel.SETTLING),
            List.of(),
            new AcquirerServices(true, 13, true, true, true),
            true,
            List.of(byCard(payment, Money.brl(FULL), null, "FOURTEEN CHARS"))));
    commands.put("place online in cash", placeOnline(cash(true)));
    commands.put("place online in cash to come", placeOnline(cash(false)));
    commands.put("ask", add(byCard(payment, Money.brl(FULL), null, null)));
    commands.put("ask saved", add(byCard(payment, Money.brl(FULL), "card_1", null)));
    commands.put("ask 1000", add(byCard(payment, Money.brl(PART), null, null)));
    commands.put("ask 5000", add(byCard(payment, Money.brl(MORE), null, null)));
    commands.put("ask in dollars", add(byCard(payment, new Money(PART, Currency.USD), null, null)));
    commands.put("ask with descriptor", add(byCard(payment, Money.brl(FULL), null, "AURORA")));
    commands.put("ask 2000 more", add(byCard(OTHER, Money.brl(FULL - PART), null, null)));
    commands.put(
        "ask otherwise",
        add(
            new NewCharge(
                CHARGE,
                OrderFixture.ids(OTHER).transaction(),
                "PED-1",
                byCard(OTHER, Money.brl(FULL), null, null).asked(),
                new TreeMap<>())));
    commands.put("ask cash", add(cash(false)));
    commands.put("ask cash confirmed", add(cash(true)));
    commands.put("confirm cash", confirm(null, null));
    commands.put("confirm cash otherwise", confirm("Caixa 2", null));
    commands.put("confirm 1000 in cash", confirm(null, Money.brl(PART)));
    commands.put("try again", again(byCard(OTHER, Money.brl(FULL), "card_1", null)));
    commands.put(
        "decline the other",
        new OrderCommand.RecordPaymentDeclined(OTHER, "1016", "Saldo insuficiente", LATER));
    commands.put("capture the other", OrderFixture.captured(OTHER, Money.brl(FULL - PART)));
  }

  private static OrderCommand placeOnline(NewCharge charge) {
    var order = OrderFixture.order(OrderChannel.SETTLING);
    return new OrderCommand.PlaceOrder(
        order, List.of(), AcquirerServices.USUAL, true, List.of(charge));
  }

  private static OrderCommand add(NewCharge charge) {
    return new OrderCommand.AddCharge(charge, AcquirerServices.USUAL, OrderFixture.PLACED_AT);
  }

  private static OrderCommand confirm(@Nullable String description, @Nullable Money amount) {
    return new OrderCommand.ConfirmCash(CHARGE, description, amount, null, LATER);
  }

  private static OrderCommand again(NewCharge charge) {
    return new OrderCommand.TryChargeAgain(
        CHARGE, charge.transaction(), (NewCharge.ByCard) charge.asked(), LATER);
  }

  private static NewCharge byCard(
      PaymentId payment, Money amount, @Nullable String card, @Nullable String descriptor) {
    var ask = OrderFixture.ask(payment, amount, card);
    var terms = new OnlineTerms(ask.terms().card(), descriptor, ask.terms().affiliation());
    return OrderFixture.added(
        payment,
        new NewCharge.ByCard(
            new CardAsk(payment, amount, 1, OperationType.AUTH_AND_CAPTURE, terms), "ref_1"));
  }

  private static NewCharge cash(boolean confirmed) {
    var cash = new Cash(OrderFixture.PAYMENT, Money.brl(FULL), "Caixa 1");
    return OrderFixture.added(OrderFixture.PAYMENT, new NewCharge.ByCash(cash, confirmed));
  }

  private static OrderCommand sold(OrderCommand.OnPayment payment) {
    return new OrderCommand.RecordStandaloneSale(OrderFixture.order(), payment);
  }

  private static OrderCommand place(PlacedOrder order, TerminalStanding terminal, boolean room) {
    return new OrderCommand.PlaceOrder(order, List.of(terminal), AcquirerServices.USUAL, room);
  }

  private static void ofPayment(Map<String, OrderCommand> commands) {
    var payment = OrderFixture.PAYMENT;
    for (LivePhase phase : LivePhase.values()) {
      commands.put(
          phase.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          new OrderCommand.RecordPaymentProgress(payment, phase, LATER));
    }
    commands.put("reversed", new OrderCommand.RecordPaymentReversed(payment, LATER));
    commands.put("declined", declined("1016", "Saldo insuficiente"));
    commands.put("declined otherwise", declined("1000", "Recusada"));
    commands.put("confirmed", confirmed(Money.brl(FULL)));
    commands.put("confirmed otherwise", confirmed(Money.brl(PART)));
    commands.put("confirmed in dollars", confirmed(new Money(FULL, Currency.USD)));
    commands.put("captured", OrderFixture.captured(payment, Money.brl(FULL)));
    commands.put("captured in part", OrderFixture.captured(payment, Money.brl(PART)));
    commands.put("captured too much", OrderFixture.captured(payment, Money.brl(MORE)));
    commands.put(
        "captured in dollars", OrderFixture.captured(payment, new Money(FULL, Currency.USD)));
    commands.put("captured as asked", captured(FULL, FULL, REQUEST));
    commands.put("captured 1000 as asked", captured(FULL, PART, REQUEST));
    commands.put("captured 1000 of more", capturedSoFar(PART, PART, false, REQUEST));
    commands.put("captured 500 more", capturedSoFar(500, PART + 500, false, ANOTHER));
    commands.put("captured 500 more, final", capturedSoFar(500, PART + 500, true, ANOTHER));
    commands.put("captured 2000 more", capturedSoFar(FULL - PART, FULL, true, ANOTHER));
    commands.put("captured above authorized", captured(PART, FULL, REQUEST));
  }

  private static OrderCommand declined(String code, String message) {
    return new OrderCommand.RecordPaymentDeclined(OrderFixture.PAYMENT, code, message, LATER);
  }

  private static OrderCommand confirmed(Money amount) {
    return new OrderCommand.RecordPaymentConfirmed(
        OrderFixture.ids(OrderFixture.PAYMENT),
        OrderFixture.sale(OrderFixture.PAYMENT, amount),
        OrderFixture.PAID_AT.plusSeconds(7 * 86_400L),
        OrderFixture.PAID_AT);
  }

  private static OrderCommand captured(long authorized, long captured, ChargeRequestId request) {
    return new OrderCommand.RecordPaymentCaptured(
        OrderFixture.ids(OrderFixture.PAYMENT),
        OrderFixture.sale(OrderFixture.PAYMENT, Money.brl(authorized)),
        new OrderCommand.Capture(Money.brl(captured), Money.brl(captured), true, LATER),
        request,
        LATER);
  }

  private static OrderCommand capturedSoFar(
      long captured, long inAll, boolean isFinal, ChargeRequestId request) {
    return new OrderCommand.RecordPaymentCaptured(
        OrderFixture.ids(OrderFixture.PAYMENT),
        OrderFixture.sale(OrderFixture.PAYMENT, Money.brl(FULL)),
        new OrderCommand.Capture(Money.brl(captured), Money.brl(inAll), isFinal, LATER),
        request,
        LATER);
  }

  private static void ofCharge(Map<String, OrderCommand> commands) {
    var payment = OrderFixture.PAYMENT;
    commands.put(
        "capture refused",
        new OrderCommand.RecordCaptureRefused(
            payment, REQUEST, "capture_window_over", "Fora do prazo", LATER));
    commands.put(
        "voided", new OrderCommand.RecordPaymentVoided(payment, back(4, null, FULL), LATER, LATER));
    commands.put(
        "voided as asked",
        new OrderCommand.RecordPaymentVoided(payment, back(4, REQUEST, FULL), LATER, LATER));
    commands.put(
        "voided in part",
        new OrderCommand.RecordPaymentVoided(payment, back(4, null, PART), LATER, LATER));
    commands.put("refunded 1000", refunded(back(5, null, PART), PART));
    commands.put("refunded 1000 as asked", refunded(back(5, REQUEST, PART), PART));
    commands.put("refunded the rest", refunded(back(6, null, FULL - PART), FULL));
    commands.put("refunded at once", refunded(back(6, null, FULL), FULL));
    commands.put("refunded too much", refunded(back(6, null, MORE), MORE));
    commands.put("cancel refused by rule", refused(RefusedBy.RULE, "partial_void_not_allowed"));
    commands.put("cancel refused by network", refused(RefusedBy.NETWORK, "9112"));
    commands.put("refunded 500", refunded(back(5, null, 500), 500));
    commands.put("expired", new OrderCommand.RecordPaymentExpired(payment, LATER, LATER));
    commands.put(
        "rest expired beside 1000",
        new OrderCommand.RecordRemainderExpired(payment, Money.brl(PART), LATER));
    commands.put(
        "rest expired beside 3000",
        new OrderCommand.RecordRemainderExpired(payment, Money.brl(FULL), LATER));
  }

  private static OrderCommand.Return back(
      int transaction, @Nullable ChargeRequestId request, long minor) {
    return new OrderCommand.Return(
        new TransactionId("tran_000000000000000" + transaction), request, null, Money.brl(minor));
  }

  private static OrderCommand refunded(OrderCommand.Return back, long inAll) {
    return new OrderCommand.RecordPaymentRefunded(
        OrderFixture.PAYMENT, back, Money.brl(inAll), LATER, LATER);
  }

  private static OrderCommand refused(RefusedBy by, String code) {
    return new OrderCommand.RecordCancelRefused(
        OrderFixture.PAYMENT,
        back(7, REQUEST, FULL),
        CancelKind.REFUND,
        new ChargeRequest.Refused(by, code, "Recusado"),
        LATER);
  }

  private static void wishes(Map<String, OrderCommand> commands) {
    commands.put("capture", capture(REQUEST, null, null));
    commands.put("capture 1000", capture(REQUEST, Money.brl(PART), null));
    commands.put(
        "capture 1000 of more",
        new OrderCommand.CaptureCharge(CHARGE, REQUEST, Money.brl(PART), false, null, LATER));
    commands.put("capture 5000", capture(REQUEST, Money.brl(MORE), null));
    commands.put("capture once more", capture(ANOTHER, null, null));
    commands.put("cancel", cancel(CHARGE, REQUEST, null));
    commands.put("cancel 1000", cancel(CHARGE, REQUEST, Money.brl(PART)));
    commands.put("cancel 5000", cancel(CHARGE, REQUEST, Money.brl(MORE)));
    commands.put("cancel once more", cancel(CHARGE, ANOTHER, null));
    commands.put(
        "cancel unknown charge", cancel(new ChargeId("ch_000000000000000x"), REQUEST, null));
    commands.put("cancel 3000 at terminal", atTerminal(OrderFixture.PAYMENT, REQUEST, FULL));
    commands.put("cancel 2000 at terminal", atTerminal(OrderFixture.PAYMENT, REQUEST, FULL - PART));
    commands.put("cancel another sale at terminal", atTerminal(OTHER, REQUEST, FULL));
    commands.put("retry", new OrderCommand.RetryCancellation(CHARGE, RETRY, LATER));
    commands.put(
        "note charge",
        new OrderCommand.ReviseCharge(CHARGE, new TreeMap<>(Map.of("table", "3")), LATER));
  }

  private static OrderCommand capture(
      ChargeRequestId request, @Nullable Money amount, @Nullable String code) {
    return new OrderCommand.CaptureCharge(CHARGE, request, amount, true, code, LATER);
  }

  private static OrderCommand cancel(
      ChargeId charge, ChargeRequestId request, @Nullable Money amount) {
    return new OrderCommand.CancelCharge(charge, request, amount, LATER);
  }

  private static OrderCommand atTerminal(PaymentId payment, ChargeRequestId request, long minor) {
    return new OrderCommand.CancelAtTerminal(payment, request, Money.brl(minor), "6C582505", LATER);
  }

  private static void revisions(Map<String, OrderCommand> commands) {
    commands.put("add item", new OrderCommand.AddItem(item("3", PART), LATER));
    commands.put(
        "add dear item", new OrderCommand.AddItem(item("3", PlacedOrder.MAX_AMOUNT), LATER));
    commands.put("replace item", new OrderCommand.ReplaceItem(item("1", FULL), LATER));
    commands.put("replace item cheaply", new OrderCommand.ReplaceItem(item("1", 1), LATER));
    commands.put("replace unknown item", new OrderCommand.ReplaceItem(item("9", PART), LATER));
    commands.put("remove item", new OrderCommand.RemoveItem(OrderFixture.MEAL.id(), LATER));
    commands.put("remove unknown item", new OrderCommand.RemoveItem(item("9", 1).id(), LATER));
    commands.put("remove all", new OrderCommand.RemoveAllItems(LATER));
    commands.put(
        "note", new OrderCommand.ReviseMetadata(new TreeMap<>(Map.of("table", "3")), LATER));
    commands.put(
        "note the same",
        new OrderCommand.ReviseMetadata(new TreeMap<>(Map.of("waiter", "Ana")), LATER));
  }

  private static OrderItem item(String number, long minor) {
    return new OrderItem(
        new ItemId("oi_000000000000000" + number),
        "Item " + number,
        Money.brl(minor),
        1,
        null,
        null,
        LATER,
        LATER);
  }

  /** A state in words. */
  static String words(OrderState state) {
    return switch (state) {
      case OrderState.Unplaced _ -> "unplaced";
      case OrderState.Placed placed ->
          placed.payments().standings().values().stream()
              .map(standing -> ", " + words(standing))
              .collect(Collectors.joining("", status(state) + revised(placed), ""));
    };
  }

  /** The state without its payments. */
  static String status(OrderState state) {
    return switch (state) {
      case OrderState.Unplaced _ -> "unplaced";
      case OrderState.Open open when open.order().channel() == OrderChannel.CHARGES ->
          "open charges";
      case OrderState.Open open when open.order().channel() == OrderChannel.SETTLING ->
          "open online";
      case OrderState.Open open ->
          switch (open.onTerminal()) {
            case SHOWN, AUTHORIZING, REJECTED ->
                "open [" + open.onTerminal().name().toLowerCase(Locale.ROOT) + "]";
            case QUEUED, VERIFYING, APPROVED, DECLINED, REVERSING, REVERSED -> "open";
          };
      case OrderState.Closed closed ->
          "closed "
              + closed.as().name().toLowerCase(Locale.ROOT)
              + switch (closed.cause()) {
                case REQUESTED -> "";
                case EXPIRED -> " expired";
                case SETTLED -> " settled";
              };
    };
  }

  private static String revised(OrderState.Placed state) {
    var order = state.order();
    return (order.amount().minor() == FULL ? "" : " of " + order.amount().minor())
        + (order.metadata().containsKey("table") ? " noted" : "");
  }

  static String words(PaymentStanding standing) {
    return switch (standing) {
      case PaymentStanding.Live(var phase) ->
          phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case PaymentStanding.Reversed _ -> "reversed";
      case PaymentStanding.Declined _ -> "declined";
      case PaymentStanding.Charged(var charge) ->
          words(charge) + requested(charge) + (charge.metadata().isEmpty() ? "" : ", noted");
    };
  }

  /** Where the money of a charge is. */
  static String words(Charge charge) {
    boolean saved = charge.means() instanceof CardAsk ask && ask.terms().card().id() != null;
    var failed = (saved && charge.tries().isEmpty() ? "saved " : "");
    if (charge.means() instanceof Cash && !(charge.state() instanceof ChargeState.Unconfirmed)) {
      return "cash " + where(charge);
    }
    return switch (charge.state()) {
      case ChargeState.Processing(var inDoubt) -> inDoubt ? "processing in doubt" : "processing";
      case ChargeState.Failed(var failure, _) ->
          failure instanceof Failure.Undone
              ? failed + "undone"
              : charge.amount().minor() == FULL
                  ? failed + "failed"
                  : "failed " + charge.amount().minor();
      case ChargeState.Unconfirmed _ -> "unconfirmed";
      case ChargeState.Pending _ -> where(charge);
      case ChargeState.Captured _ -> where(charge);
      case ChargeState.Over _ -> where(charge);
    };
  }

  private static String where(Charge charge) {
    return switch (charge.state()) {
      case ChargeState.Unapproved _ -> throw new IllegalStateException("no money anywhere");
      case ChargeState.Pending _ -> "held";
      case ChargeState.PartiallyCaptured(var captured, var back, _, _) ->
          (back.isPositive()
                  ? "refunded " + back.minor() + " of " + captured.minor()
                  : "captured " + captured.minor())
              + ", "
              + charge.held().minor()
              + " held";
      case ChargeState.Paid(var captured, var back, _) -> {
        long minor = captured.minor();
        if (back.isPositive()) {
          yield "refunded " + back.minor();
        }
        if (!captured.equals(charge.amount())) {
          yield "captured " + minor + " of " + charge.amount().minor();
        }
        if (charge.means() instanceof OnlineSale && minor < FULL) {
          yield "captured " + minor;
        }
        yield minor == FULL ? "captured" : minor < FULL ? "captured in part" : "captured too much";
      }
      case ChargeState.Voided _ -> "voided";
      case ChargeState.Refunded _ -> "refunded";
      case ChargeState.Released _ -> "released";
      case ChargeState.Expired _ -> "expired";
    };
  }

  private static String requested(Charge charge) {
    return charge.requests().stream()
        .map(
            request ->
                switch (request.standing()) {
                  case ChargeRequest.Asked _ -> ", " + wish(request.wish()) + " asked";
                  case ChargeRequest.Done _ -> "";
                  case ChargeRequest.Refused refused ->
                      ", refused by " + refused.by().name().toLowerCase(Locale.ROOT);
                })
        .collect(Collectors.joining());
  }

  private static String wish(ChargeRequest.Wish wish) {
    return switch (wish) {
      case ChargeRequest.Capture(var amount, _) -> "capture " + amount.minor();
      case ChargeRequest.Cancel(var amount, var serial) ->
          (serial == null ? "cancel " : "cancel at terminal ") + amount.minor();
    };
  }

  /** A decision in words. */
  static String words(Decision decision) {
    return switch (decision) {
      case Decision.Accepted(var next, var events, var asks) ->
          words(next)
              + events.stream().map(event -> " + " + words(event)).collect(Collectors.joining())
              + asks.stream()
                  .map(ask -> " > " + ask.getClass().getSimpleName())
                  .collect(Collectors.joining());
      case Decision.AlreadyDone _ -> "already done";
      case Decision.Rejected(var reason) -> reason.name();
    };
  }

  private static String words(OrderEvent event) {
    return switch (event) {
      case OrderEvent.ChargePaid(_, var excess) when excess.isPositive() ->
          "ChargePaid, excess " + excess.minor();
      case OrderEvent.CancellationRefused refused ->
          "CancellationRefused, " + refused.reason().name().toLowerCase(Locale.ROOT);
      default -> event.getClass().getSimpleName();
    };
  }
}
