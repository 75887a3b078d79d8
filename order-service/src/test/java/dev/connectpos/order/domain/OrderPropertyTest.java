package dev.connectpos.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds for every history of an order. */
final class OrderPropertyTest {
  private static final List<PaymentId> PAYMENTS =
      List.of(
          new PaymentId("pay_0000000000000001"),
          new PaymentId("pay_0000000000000002"),
          new PaymentId("pay_0000000000000003"));

  private record Run(OrderState state, List<OrderEvent> events) {}

  @Property
  void anyCommandTwiceIsOnce(@ForAll("histories") List<OrderCommand> history) {
    var doubled = new ArrayList<OrderCommand>();
    for (OrderCommand command : history) {
      doubled.add(command);
      doubled.add(command);
    }
    assertThat(run(doubled)).isEqualTo(run(history));
  }

  @Property
  void paidIsWhatWasCapturedAndNotGivenBack(@ForAll("histories") List<OrderCommand> history) {
    long captured = 0;
    long back = 0;
    for (OrderEvent event : run(history).events) {
      switch (event) {
        case OrderEvent.ChargePaid(var charge, _) -> captured += charge.captured().minor();
        case OrderEvent.ChargePartiallyCanceled(_, var amount) -> back += amount.minor();
        case OrderEvent.ChargeRefunded(var charge, var amount) ->
            back += charge.captured().isPositive() ? amount.minor() : 0;
        default -> {
          // No money moves.
        }
      }
    }
    var state = (OrderState.Placed) run(history).state;
    assertThat(state.paid()).isEqualTo(Money.brl(captured - back));
  }

  @Property
  void eachPaymentIsCapturedOnce(@ForAll("histories") List<OrderCommand> history) {
    assertThat(
            run(history).events.stream()
                .filter(OrderEvent.ChargePaid.class::isInstance)
                .map(event -> ((OrderEvent.ChargePaid) event).charge().payment()))
        .doesNotHaveDuplicates();
  }

  /**
   * What is asked and what is given back never exceed what there is, while nobody else gives back.
   */
  @Property
  void requestsNeverReserveMoreThanThereIs(@ForAll("wishes") List<OrderCommand> history) {
    OrderState.Placed state = OrderFixture.open();
    for (OrderCommand command : history) {
      state = after(state, OrderMachine.decide(state, command));
      for (Charge charge : state.payments().charges()) {
        if (!(charge.state() instanceof ChargeState.Over)) {
          assertThat(charge.givenBack().plus(charge.asked()))
              .isLessThanOrEqualTo(charge.captured().plus(charge.held()));
        }
      }
    }
  }

  @Property
  void chargesThatAreOverStaySo(@ForAll("histories") List<OrderCommand> history) {
    OrderState.Placed state = OrderFixture.open();
    for (OrderCommand command : history) {
      var next = after(state, OrderMachine.decide(state, command));
      for (Charge charge : state.payments().charges()) {
        if (charge.state() instanceof ChargeState.Over) {
          assertThat(next.payments().charge(charge.id()).map(Charge::state))
              .contains(charge.state());
        }
      }
      state = next;
    }
  }

  /**
   * Canceled before or after the payment is heard of: no money is kept, or the order is not
   * canceled.
   */
  @Property
  void canceledOrderKeepsNoMoney(@ForAll("histories") List<OrderCommand> history) {
    if (run(history).state instanceof OrderState.Closed closed && closed.keepsNoMoney()) {
      for (Charge charge : closed.payments().charges()) {
        boolean undone =
            charge.state() instanceof ChargeState.Over
                || charge.requests().stream()
                    .anyMatch(r -> r.wish() instanceof ChargeRequest.Cancel);
        assertThat(undone).as("%s", charge).isTrue();
      }
    }
  }

  @Property
  void closedStaysClosedTheSameWay(@ForAll("histories") List<OrderCommand> history) {
    OrderState state = OrderFixture.open();
    for (OrderCommand command : history) {
      var next = after(state, OrderMachine.decide(state, command));
      if (state instanceof OrderState.Closed before) {
        assertThat(next)
            .isInstanceOfSatisfying(
                OrderState.Closed.class,
                closed -> {
                  assertThat(closed.as()).isEqualTo(before.as());
                  assertThat(closed.closedAt()).isEqualTo(before.closedAt());
                });
      }
      state = next;
    }
  }

  @Property
  void chargedStaysCharged(@ForAll("histories") List<OrderCommand> history) {
    OrderState.Placed state = OrderFixture.open();
    for (OrderCommand command : history) {
      var next = after(state, OrderMachine.decide(state, command));
      assertThat(next.payments().charges().stream().map(Charge::id))
          .containsAll(state.payments().charges().stream().map(Charge::id).toList());
      state = next;
    }
  }

  @Property
  void closedAsPaidOnlyWhenCovered(@ForAll("histories") List<OrderCommand> history) {
    if (run(history).state instanceof OrderState.Closed closed && closed.as() == ClosedAs.PAID) {
      var settled = closed.payments().settled(closed.order().currency());
      assertThat(settled).isGreaterThanOrEqualTo(closed.order().amount());
    }
  }

  /** Kafka keeps the order of one payment's messages; those of several mix as they like. */
  @Property
  void interleavingsOfPaymentsEndInTheSameState(
      @ForAll("threePayments") List<List<OrderCommand>> streams, @ForAll Random random) {
    var oneAfterTheOther = streams.stream().flatMap(List::stream).toList();
    assertThat(payments(run(mixed(streams, random)))).isEqualTo(payments(run(oneAfterTheOther)));
  }

  @Property
  void anyCommandTwiceIsOnceOverTheApi(@ForAll("online") List<OrderCommand> history) {
    var doubled = history.stream().flatMap(c -> Stream.of(c, c)).toList();
    assertThat(run(new OrderState.Unplaced(), doubled))
        .isEqualTo(run(new OrderState.Unplaced(), history));
  }

  @Property
  void paidOverTheApiIsWhatWasCapturedAndNotGivenBack(
      @ForAll("online") List<OrderCommand> history) {
    var run = run(new OrderState.Unplaced(), history);
    long paid = 0;
    for (OrderEvent event : run.events) {
      paid +=
          switch (event) {
            case OrderEvent.ChargePaid(var charge, _) -> charge.captured().minor();
            case OrderEvent.ChargePartiallyCanceled(_, var amount) -> -amount.minor();
            case OrderEvent.ChargeRefunded(var charge, var amount) ->
                charge.captured().isPositive() ? -amount.minor() : 0;
            default -> 0;
          };
    }
    assertThat(((OrderState.Placed) run.state).paid()).isEqualTo(Money.brl(paid));
  }

  /** It is open exactly while something may yet come of a payment, and closed once. */
  @Property
  void orderOverTheApiIsClosedByItsLastOutcome(@ForAll("online") List<OrderCommand> history) {
    OrderState state = new OrderState.Unplaced();
    for (OrderCommand command : history) {
      if (OrderMachine.decide(state, command) instanceof Accepted(var next, _, _)) {
        if (next instanceof OrderState.Open open) {
          assertThat(open.payments().haveEnded()).isFalse();
        }
        if (state instanceof OrderState.Closed before) {
          assertThat(next)
              .isInstanceOfSatisfying(
                  OrderState.Closed.class, after -> assertThat(after.as()).isEqualTo(before.as()));
        }
        state = next;
      }
    }
  }

  /** Of one charge at most one payment is alive, and none that failed comes back but by money. */
  @Property
  void failedChargesLeaveThatOnlyByMoney(@ForAll("online") List<OrderCommand> history) {
    OrderState state = new OrderState.Unplaced();
    for (OrderCommand command : history) {
      var decision = OrderMachine.decide(state, command);
      if (decision instanceof Accepted(var next, _, _)) {
        if (state instanceof OrderState.Placed before) {
          for (Charge charge : before.payments().charges()) {
            var after = next.payments().charge(charge.id()).orElseThrow();
            if (charge.state() instanceof ChargeState.Failed) {
              assertThat(
                      after.state().equals(charge.state())
                          || command instanceof OrderCommand.RecordPaymentCaptured
                          || command instanceof OrderCommand.RecordPaymentConfirmed)
                  .isTrue();
            }
            if (charge.state() instanceof ChargeState.Over) {
              assertThat(after.state()).isEqualTo(charge.state());
            }
          }
        }
        state = next;
      }
    }
  }

  /** Unasked, of an order over the API goes back what nobody expected any more, and no more. */
  @Property
  void onlyLateMoneyIsSentBackOverTheApi(@ForAll("online") List<OrderCommand> history) {
    OrderState state = new OrderState.Unplaced();
    for (OrderCommand command : history) {
      if (OrderMachine.decide(state, command) instanceof Accepted accepted) {
        for (ChargeAsk ask : accepted.asks()) {
          if (ask instanceof ChargeAsk.CancelPayment cancel
              && !(command instanceof OrderCommand.CancelCharge)) {
            assertThat(isLate((OrderState.Placed) state, cancel.payment())).isTrue();
          }
        }
        state = accepted.next();
      }
    }
  }

  private static boolean isLate(OrderState.Placed before, PaymentId payment) {
    return before instanceof OrderState.Closed closed
        && (closed.as() == ClosedAs.CANCELED
            || closed.payments().charges().stream()
                .anyMatch(
                    charge ->
                        charge.payment().equals(payment)
                            && charge.state() instanceof ChargeState.Failed));
  }

  /** Of what is paid of an order that failed, an operator gives back what the PDV wished only. */
  @Property
  void retriesGiveBackWhatWasWishedOfAnOrderThatFailed(
      @ForAll("paidInPart") List<OrderCommand> history) {
    OrderState state = new OrderState.Unplaced();
    for (OrderCommand command : history) {
      if (OrderMachine.decide(state, command) instanceof Accepted accepted) {
        if (command instanceof OrderCommand.RetryCancellation) {
          assertThat(accepted.asks())
              .allMatch(ask -> ask instanceof ChargeAsk.RetryCancellation, "retries");
        }
        state = accepted.next();
      }
    }
    assertThat(LateMoney.isLeft((OrderState.Placed) state, PAYMENTS.getFirst())).isFalse();
  }

  @Provide
  Arbitrary<List<OrderCommand>> paidInPart() {
    var captured = OrderFixture.captured(PAYMENTS.getFirst(), Money.brl(1000));
    return wishes(captured)
        .map(
            list -> {
              var all = new ArrayList<OrderCommand>();
              all.add(placeOnline());
              all.add(captured);
              for (PaymentId failing : PAYMENTS.subList(1, 3)) {
                all.add(
                    new OrderCommand.RecordPaymentDeclined(
                        failing, "1016", "Saldo insuficiente", OrderFixture.PAID_AT));
              }
              all.addAll(list);
              return all;
            });
  }

  /** As the acquirer states them: doubts first, then one outcome, each perhaps twice. */
  @Property
  void interleavingsOfOutcomesOverTheApiEndInTheSameState(
      @ForAll("outcomes") List<List<OrderCommand>> streams, @ForAll Random random) {
    var placed = run(new OrderState.Unplaced(), List.of(placeOnline())).state;
    var oneAfterTheOther = streams.stream().flatMap(List::stream).toList();
    assertThat(run(placed, mixed(streams, random)).state)
        .isEqualTo(run(placed, oneAfterTheOther).state);
  }

  /** R$ 10.00, R$ 15.00 and R$ 5.00 by card. */
  private static OrderCommand placeOnline() {
    var order = OrderFixture.order(OrderChannel.SETTLING);
    return new OrderCommand.PlaceOrder(
        order,
        List.of(),
        AcquirerServices.USUAL,
        true,
        List.of(card(0, 1000), card(1, 1500), card(2, 500)));
  }

  private static NewCharge card(int payment, long minor) {
    var id = PAYMENTS.get(payment);
    var ask = OrderFixture.ask(id, Money.brl(minor), null);
    return OrderFixture.added(id, new NewCharge.ByCard(ask, "ref"));
  }

  @Provide
  Arbitrary<List<OrderCommand>> online() {
    return Arbitraries.of(PAYMENTS)
        .flatMap(OrderPropertyTest::aboutPayment)
        .list()
        .ofMaxSize(20)
        .map(
            list -> {
              var all = new ArrayList<OrderCommand>();
              all.add(placeOnline());
              all.addAll(list);
              return all;
            });
  }

  @Provide
  Arbitrary<List<List<OrderCommand>>> outcomes() {
    return Combinators.combine(outcome(0, 1000), outcome(1, 1500), outcome(2, 500))
        .as((a, b, c) -> List.of(a, b, c));
  }

  private static Arbitrary<List<OrderCommand>> outcome(int number, long minor) {
    var payment = PAYMENTS.get(number);
    var at = OrderFixture.PAID_AT;
    var doubt = new OrderCommand.RecordPaymentProgress(payment, LivePhase.IN_DOUBT, at);
    var captured = OrderFixture.captured(payment, Money.brl(minor));
    var ends =
        Arbitraries.of(
            List.<OrderCommand>of(captured),
            List.<OrderCommand>of(
                new OrderCommand.RecordPaymentConfirmed(
                    captured.ids(), captured.sale(), at.plusSeconds(604_800), at)),
            List.<OrderCommand>of(
                new OrderCommand.RecordPaymentDeclined(payment, "1016", "Saldo insuficiente", at)),
            List.<OrderCommand>of(
                new OrderCommand.RecordPaymentProgress(payment, LivePhase.REVERSING, at),
                new OrderCommand.RecordPaymentReversed(payment, at)));
    return Combinators.combine(
            Arbitraries.integers().between(0, 2), Arbitraries.integers().between(0, 2), ends)
        .as(
            (doubts, times, end) -> {
              var all = new ArrayList<OrderCommand>();
              for (int i = 0; i < doubts; i++) {
                all.add(doubt);
              }
              for (int i = 0; i < times; i++) {
                all.addAll(end);
              }
              return all;
            });
  }

  /** Where the order is on the terminal is told by whoever spoke last; money is not. */
  private static Payments payments(Run run) {
    return ((OrderState.Placed) run.state).payments();
  }

  @Provide
  Arbitrary<List<OrderCommand>> wishes() {
    var captured = OrderFixture.captured(PAYMENTS.getFirst(), Money.brl(5000));
    return wishes(captured)
        .map(
            list -> {
              var all = new ArrayList<OrderCommand>();
              all.add(captured);
              all.addAll(list);
              return all;
            });
  }

  private static Arbitrary<List<OrderCommand>> wishes(OrderCommand.RecordPaymentCaptured captured) {
    Arbitrary<OrderCommand> cancel =
        Combinators.combine(
                Arbitraries.integers().between(1, 30), Arbitraries.longs().between(1, 3000))
            .as(
                (number, minor) ->
                    new OrderCommand.CancelCharge(
                        captured.ids().charge(),
                        request(number),
                        minor == 3000 ? null : Money.brl(minor),
                        OrderFixture.PAID_AT));
    Arbitrary<OrderCommand> refused =
        Arbitraries.integers()
            .between(1, 60)
            .map(number -> number > 30 ? number + 30 : number)
            .map(number -> refused(PAYMENTS.getFirst(), request(number), number));
    Arbitrary<OrderCommand> retry =
        Arbitraries.integers()
            .between(31, 60)
            .map(
                number ->
                    new OrderCommand.RetryCancellation(
                        captured.ids().charge(), request(number), OrderFixture.PAID_AT));
    Arbitrary<OrderCommand> atTerminal =
        Combinators.combine(
                Arbitraries.integers().between(61, 90), Arbitraries.of(3000L, 3000L, 2000L))
            .as(
                (number, minor) ->
                    new OrderCommand.CancelAtTerminal(
                        captured.payment(),
                        request(number),
                        Money.brl(minor),
                        "6C582505",
                        OrderFixture.PAID_AT));
    return Arbitraries.oneOf(cancel, cancel, refused, retry, atTerminal)
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  private static ChargeRequestId request(int number) {
    return new ChargeRequestId("req_%016d".formatted(number));
  }

  private static OrderCommand refused(PaymentId payment, ChargeRequestId request, int number) {
    var by = number % 2 == 0 ? RefusedBy.NETWORK : RefusedBy.RULE;
    return new OrderCommand.RecordCancelRefused(
        payment,
        back(payment, request, number, 100),
        CancelKind.REFUND,
        new ChargeRequest.Refused(by, "9112", "Recusado"),
        OrderFixture.PAID_AT);
  }

  private static OrderCommand.Return back(
      PaymentId payment, @Nullable ChargeRequestId request, int number, long minor) {
    var id = "tran_%s%06d".formatted(payment.value().substring(10), number);
    return new OrderCommand.Return(new TransactionId(id), request, null, Money.brl(minor));
  }

  @Provide
  Arbitrary<List<OrderCommand>> histories() {
    var payments = Arbitraries.of(PAYMENTS).flatMap(OrderPropertyTest::aboutPayment);
    Arbitrary<OrderCommand> closing =
        Arbitraries.of(ClosedAs.class)
            .map(as -> new OrderCommand.CloseOrder(as, OrderFixture.CLOSED_AT));
    return Arbitraries.oneOf(payments, payments, closing).list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<List<OrderCommand>>> threePayments() {
    return Combinators.combine(
            aboutPayment(PAYMENTS.get(0)).list().ofMaxSize(6),
            aboutPayment(PAYMENTS.get(1)).list().ofMaxSize(6),
            aboutPayment(PAYMENTS.get(2)).list().ofMaxSize(6))
        .as((a, b, c) -> List.of(a, b, c));
  }

  private static Arbitrary<OrderCommand> aboutPayment(PaymentId payment) {
    Arbitrary<OrderCommand> progress =
        Arbitraries.of(LivePhase.class)
            .map(
                phase ->
                    new OrderCommand.RecordPaymentProgress(payment, phase, OrderFixture.PAID_AT));
    Arbitrary<OrderCommand> over =
        Arbitraries.of(
            new OrderCommand.RecordPaymentReversed(payment, OrderFixture.PAID_AT),
            new OrderCommand.RecordPaymentDeclined(
                payment, "1016", "Saldo insuficiente", OrderFixture.PAID_AT),
            new OrderCommand.RecordPaymentDeclined(
                payment, "1000", "Recusada", OrderFixture.PAID_AT));
    Arbitrary<OrderCommand> approved =
        Arbitraries.longs()
            .between(1, 5000)
            .flatMap(
                minor -> {
                  var captured = OrderFixture.captured(payment, Money.brl(minor));
                  return Arbitraries.of(
                      captured,
                      new OrderCommand.RecordPaymentConfirmed(
                          captured.ids(),
                          captured.sale(),
                          OrderFixture.PAID_AT.plusSeconds(604_800),
                          OrderFixture.PAID_AT));
                });
    Arbitrary<OrderCommand> returned =
        Combinators.combine(
                Arbitraries.longs().between(1, 5000),
                Arbitraries.longs().between(1, 5000),
                Arbitraries.integers().between(0, 3))
            .as((amount, inAll, kind) -> returned(payment, amount, inAll, kind));
    Arbitrary<OrderCommand> wished =
        Combinators.combine(
                Arbitraries.integers().between(1, 5), Arbitraries.longs().between(1, 5000))
            .as(
                (number, minor) ->
                    new OrderCommand.CancelCharge(
                        OrderFixture.ids(payment).charge(),
                        request(number),
                        Money.brl(minor),
                        OrderFixture.PAID_AT));
    return Arbitraries.oneOf(progress, over, approved, returned, returned, wished);
  }

  /** The acquirer's word on money that goes back; whether it fits is up to chance. */
  private static OrderCommand returned(PaymentId payment, long amount, long inAll, int kind) {
    var at = OrderFixture.PAID_AT.plusSeconds(inAll);
    return switch (kind) {
      case 0 ->
          new OrderCommand.RecordPaymentVoided(payment, back(payment, null, 1, amount), at, at);
      case 1 ->
          new OrderCommand.RecordPaymentRefunded(
              payment, back(payment, null, (int) inAll, amount), Money.brl(inAll), at, at);
      case 2 ->
          new OrderCommand.RecordPaymentRefunded(
              payment, back(payment, null, (int) amount, amount), Money.brl(amount), at, at);
      default -> new OrderCommand.RecordPaymentExpired(payment, at, at);
    };
  }

  private static List<OrderCommand> mixed(List<List<OrderCommand>> streams, Random random) {
    var rest = new ArrayList<>(streams.stream().map(ArrayList::new).toList());
    var mixed = new ArrayList<OrderCommand>();
    rest.removeIf(List::isEmpty);
    while (!rest.isEmpty()) {
      mixed.add(rest.get(random.nextInt(rest.size())).removeFirst());
      rest.removeIf(List::isEmpty);
    }
    return mixed;
  }

  private static Run run(List<OrderCommand> history) {
    return run(OrderFixture.open(), history);
  }

  private static Run run(OrderState from, List<OrderCommand> history) {
    OrderState state = from;
    var events = new ArrayList<OrderEvent>();
    for (OrderCommand command : history) {
      var decision = OrderMachine.decide(state, command);
      if (decision instanceof Accepted accepted) {
        events.addAll(accepted.events());
      }
      state = after(state, decision);
    }
    return new Run(state, events);
  }

  private static OrderState.Placed after(OrderState state, Decision decision) {
    return switch (decision) {
      case Accepted(var next, _, _) -> next;
      case AlreadyDone(var same) -> same;
      case Rejected _ -> (OrderState.Placed) state;
    };
  }
}
