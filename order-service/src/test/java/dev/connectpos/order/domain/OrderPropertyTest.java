package dev.connectpos.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
  void paidIsWhatWasCapturedOncePerPayment(@ForAll("histories") List<OrderCommand> history) {
    Map<PaymentId, Long> first = new HashMap<>();
    for (OrderCommand command : history) {
      if (command instanceof OrderCommand.RecordPaymentCaptured captured) {
        first.putIfAbsent(captured.payment(), captured.capture().amount().minor());
      }
    }
    var run = run(history);
    long sum = first.values().stream().mapToLong(Long::longValue).sum();
    assertThat(((OrderState.Placed) run.state).paid()).isEqualTo(Money.brl(sum));
    assertThat(run.events.stream().filter(OrderEvent.ChargePaid.class::isInstance))
        .hasSize(first.size());
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
  void capturedStaysCaptured(@ForAll("histories") List<OrderCommand> history) {
    OrderState.Placed state = OrderFixture.open();
    for (OrderCommand command : history) {
      var next = after(state, OrderMachine.decide(state, command));
      assertThat(next.payments().charges()).containsAll(state.payments().charges());
      state = next;
    }
  }

  @Property
  void closedAsPaidOnlyWhenCovered(@ForAll("histories") List<OrderCommand> history) {
    if (run(history).state instanceof OrderState.Closed closed && closed.as() == ClosedAs.PAID) {
      assertThat(closed.paid()).isGreaterThanOrEqualTo(closed.order().amount());
    }
  }

  /** Kafka keeps the order of one payment's messages; those of several mix as they like. */
  @Property
  void interleavingsOfPaymentsEndInTheSameState(
      @ForAll("threePayments") List<List<OrderCommand>> streams, @ForAll Random random) {
    var oneAfterTheOther = streams.stream().flatMap(List::stream).toList();
    assertThat(run(mixed(streams, random)).state).isEqualTo(run(oneAfterTheOther).state);
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
            .map(phase -> new OrderCommand.RecordPaymentProgress(payment, phase));
    Arbitrary<OrderCommand> over =
        Arbitraries.of(
            new OrderCommand.RecordPaymentReversed(payment),
            new OrderCommand.RecordPaymentDeclined(payment, "1016", "Saldo insuficiente"),
            new OrderCommand.RecordPaymentDeclined(payment, "1000", "Recusada"));
    Arbitrary<OrderCommand> captured =
        Arbitraries.longs()
            .between(1, 5000)
            .map(minor -> captured(OrderFixture.charge(payment, minor)));
    return Arbitraries.oneOf(progress, over, captured);
  }

  private static OrderCommand captured(Charge charge) {
    return new OrderCommand.RecordPaymentCaptured(
        charge.id(), charge.transaction(), charge.capture(), charge.createdAt());
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
    OrderState state = OrderFixture.open();
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
      case Accepted(var next, _) -> next;
      case AlreadyDone(var same) -> same;
      case Rejected _ -> (OrderState.Placed) state;
    };
  }
}
