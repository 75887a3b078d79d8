package dev.connectpos.order.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Orders and payments for tests. */
public final class OrderFixture {
  public static final Instant PLACED_AT = Instant.parse("2026-11-23T14:03:09.123456Z");
  public static final Instant PAID_AT = Instant.parse("2026-11-23T14:03:31.500000Z");
  public static final Instant CLOSED_AT = Instant.parse("2026-11-23T14:04:00Z");
  public static final PaymentId PAYMENT = new PaymentId("pay_0000000000000001");

  private OrderFixture() {}

  public static final OrderItem MEAL =
      new OrderItem(
          new ItemId("oi_0000000000000001"),
          "Prato do dia",
          Money.brl(1990),
          1,
          "1",
          null,
          PLACED_AT,
          PLACED_AT);
  public static final OrderItem JUICE =
      new OrderItem(
          new ItemId("oi_0000000000000002"),
          "Suco",
          Money.brl(505),
          2,
          null,
          null,
          PLACED_AT,
          PLACED_AT);

  /** How the direct order is paid. */
  public static final PaymentSetup SETUP =
      new PaymentSetup(
          PaymentType.CREDIT, 1, InstallmentType.MERCHANT, OperationType.AUTH_AND_CAPTURE, null);

  /** An order of R$ 19.90 and twice R$ 5.05: R$ 30.00. */
  public static PlacedOrder order() {
    return order("PED-1");
  }

  /** The same, whose receipt the terminal prints, or does not. */
  public static PlacedOrder printing(boolean receipt) {
    var terminal = new TerminalSettings(true, "Mesa 3", receipt, List.of("6C582505"), SETUP);
    return order("PED-1", OrderChannel.TERMINAL, terminal, null);
  }

  /** The same with another code. */
  public static PlacedOrder order(String code) {
    return order(code, SETUP, null);
  }

  /**
   * The same.
   *
   * @param setup null: a listed order, to every terminal
   */
  public static PlacedOrder order(
      String code, @Nullable PaymentSetup setup, @Nullable Instant expiresAt) {
    var terminal =
        new TerminalSettings(
            true, "Mesa 3", false, setup == null ? List.of() : List.of("6C582505"), setup);
    return order(code, OrderChannel.TERMINAL, terminal, expiresAt);
  }

  /** The same, paid over the API. */
  public static PlacedOrder order(OrderChannel channel) {
    return order("PED-1", channel, TerminalSettings.none(), null);
  }

  private static PlacedOrder order(
      String code, OrderChannel channel, TerminalSettings terminal, @Nullable Instant expiresAt) {
    return new PlacedOrder(
        new OrderId("or_0000000000000001"),
        new AccountId("acc_0000000000000001"),
        code,
        new Customer(new CustomerId("cus_0000000000000001"), "Mesa 3", "mesa3@example.com"),
        Currency.BRL,
        List.of(MEAL, JUICE),
        channel,
        terminal,
        new TreeMap<>(Map.of("waiter", "Ana")),
        false,
        PLACED_AT,
        expiresAt,
        PLACED_AT);
  }

  /** That order, open and unpaid. */
  public static OrderState.Open open() {
    return open(order());
  }

  /** An order, open and unpaid. */
  public static OrderState.Open open(PlacedOrder order) {
    return new OrderState.Open(order, Payments.none(), TerminalStatus.QUEUED);
  }

  /** What the acquirer says of the payment. */
  public static Sale sale(PaymentId payment, Money amount) {
    return new Sale(
        payment,
        "6C582505-1.0.0-ROPA0Z-0017",
        amount,
        "32712345678901",
        "051659",
        "0",
        new CardFacts("Visa", "400000", "0010", "tok_1", "ANA B", CardFunding.CREDIT),
        PaymentType.CREDIT,
        1,
        InstallmentType.MERCHANT,
        "6C582505",
        OperationType.AUTH_AND_CAPTURE,
        PAID_AT.minusSeconds(2));
  }

  /**
   * A card payment over the API.
   *
   * @param card the id it is saved under; null: it is not
   */
  public static CardAsk ask(PaymentId payment, Money amount, @Nullable String card) {
    var presented = new PresentedCard(card, "Visa", "400000", "0010", "ANA B", 12, 2030);
    return new CardAsk(
        payment,
        amount,
        1,
        OperationType.AUTH_AND_CAPTURE,
        new OnlineTerms(presented, null, "0123456789abcdef0123456789abcdef"));
  }

  /** A charge to be added, under the ids of the payment. */
  public static NewCharge added(PaymentId payment, NewCharge.Asked asked) {
    var ids = ids(payment);
    return new NewCharge(ids.charge(), ids.transaction(), "PED-1", asked, new TreeMap<>());
  }

  /** A charge by card, processing. */
  public static Charge processing(PaymentId payment, long minor) {
    var byCard = new NewCharge.ByCard(ask(payment, Money.brl(minor), null), "ref_1");
    return Charge.of(added(payment, byCard), new ChargeState.Processing(false), PAID_AT);
  }

  /** Ids for what comes of the payment. */
  public static OrderCommand.NewIds ids(PaymentId payment) {
    var number = payment.value().substring("pay_".length());
    return new OrderCommand.NewIds(
        new ChargeId("ch_" + number),
        new TransactionId("tran_" + number),
        new ChargeRequestId("req_9" + number.substring(1)));
  }

  /** A capture of the payment, by itself. */
  public static OrderCommand.RecordPaymentCaptured captured(PaymentId payment, Money amount) {
    return new OrderCommand.RecordPaymentCaptured(
        ids(payment),
        sale(payment, amount),
        new OrderCommand.Capture(amount, amount, true, PAID_AT),
        null,
        PAID_AT);
  }

  /** A charge of the payment, paid. */
  public static Charge charge(PaymentId payment, long minor) {
    var amount = new Money(minor, Currency.BRL);
    var paid = new ChargeState.Paid(amount, Money.brl(0), PAID_AT);
    var ids = ids(payment);
    return Charge.of(ids.charge(), ids.transaction(), sale(payment, amount), paid, PAID_AT);
  }

  /** A charge of the payment, held for seven days. */
  public static Charge pending(PaymentId payment, long minor) {
    var held = new ChargeState.Pending(PAID_AT.plusSeconds(7 * 86_400L));
    return charge(payment, minor).with(held, PAID_AT);
  }
}
