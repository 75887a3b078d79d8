package dev.connectpos.acquirer.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.NotStarted;
import dev.connectpos.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every order of whatever happens. */
class PaymentMachinePropertyTest {
  private static final Set<Class<?>> OUTCOMES =
      Set.of(
          PaymentEvent.Captured.class,
          PaymentEvent.Declined.class,
          PaymentEvent.Reversed.class,
          PaymentEvent.Expired.class);

  /** What may be told of a payment after its outcome. */
  private static final Set<Class<?>> GIVING_BACK =
      Set.of(
          PaymentEvent.Voided.class, PaymentEvent.Refunded.class, PaymentEvent.CancelRefused.class);

  /** What may be told besides, as long as the last capture was not final. */
  private static final Set<Class<?>> FURTHER =
      Set.of(PaymentEvent.Captured.class, PaymentEvent.RemainderExpired.class);

  private record Run(Payment payment, List<PaymentEvent> events) {}

  @Property
  void tellsAtMostOneOutcomeAndAfterItOnlyWhatWentBack(
      @ForAll OperationType operation,
      @ForAll boolean online,
      @ForAll("commands") List<PaymentCommand> commands) {
    boolean over = false;
    boolean open = false;
    var channel = online ? PaymentFixture.ONLINE : PaymentFixture.TERMINAL;
    for (PaymentEvent event : run(begun(operation, channel), commands).events) {
      if (over) {
        boolean more = open && FURTHER.contains(event.getClass());
        assertThat(more || GIVING_BACK.contains(event.getClass())).as("%s", event).isTrue();
      }
      over |= OUTCOMES.contains(event.getClass());
      if (event instanceof PaymentEvent.Captured captured) {
        open = !captured.money().isFinal();
      }
    }
  }

  @Property
  void capturesOnlyWhatWasAuthorizedAndThenConfirmed(
      @ForAll OperationType operation, @ForAll("commands") List<PaymentCommand> commands) {
    var run = run(operation, commands);
    if (run.payment.state() instanceof Captured) {
      assertThat(run.events.stream().map(e -> e.getClass().getSimpleName()).toList())
          .containsSubsequence("Authorized", "Captured")
          .doesNotContain("Reversing");
    }
  }

  /** What is approved online is complete; no terminal has a say in it. */
  @Property
  void onlineWhatIsApprovedIsConfirmedOrCapturedAtOnce(
      @ForAll OperationType operation, @ForAll("commands") List<PaymentCommand> commands) {
    var run = run(begun(operation, PaymentFixture.ONLINE), commands);
    assertThat(run.events.stream().map(e -> e.getClass().getSimpleName()).toList())
        .doesNotContain("Authorized");
    assertThat(run.payment.state()).isNotInstanceOf(PaymentState.Authorized.class);
    if (run.payment.state() instanceof Captured) {
      assertThat(run.events)
          .noneMatch(PaymentEvent.Reversing.class::isInstance)
          .anyMatch(PaymentEvent.Captured.class::isInstance);
    }
  }

  @Property
  void anyCommandTwiceIsOnce(
      @ForAll OperationType operation,
      @ForAll boolean online,
      @ForAll("commands") List<PaymentCommand> commands) {
    Payment payment = begun(operation, online ? PaymentFixture.ONLINE : PaymentFixture.TERMINAL);
    for (PaymentCommand command : commands) {
      Payment once = next(payment, command);
      assertThat(next(once, command).state()).isEqualTo(once.state());
      payment = once;
    }
  }

  @Property
  void commandsOfAnotherAttemptChangeNothing(@ForAll("commands") List<PaymentCommand> commands) {
    Payment payment = run(OperationType.AUTH_AND_CAPTURE, commands).payment;
    for (String name : List.of("Confirm(other attempt)", "Undo(other attempt)")) {
      PaymentCommand other = requireNonNull(PaymentFixture.commands().get(name));
      assertThat(payment.decide(other))
          .isEqualTo(PaymentDecision.rejected(PaymentRejection.OTHER_ATTEMPT));
    }
  }

  @Provide
  Arbitrary<List<PaymentCommand>> commands() {
    var all = List.copyOf(PaymentFixture.commands().values());
    // Any order at all, and any order after a sale that went well.
    var sale =
        List.<PaymentCommand>of(
            requireNonNull(PaymentFixture.commands().get("Authorize")),
            requireNonNull(PaymentFixture.commands().get("Approved")),
            requireNonNull(PaymentFixture.commands().get("Confirm(in time)")));
    return Combinators.combine(
            Arbitraries.of(List.<PaymentCommand>of(), sale),
            Arbitraries.of(all).list().ofMaxSize(40))
        .as((first, then) -> Stream.concat(first.stream(), then.stream()).toList());
  }

  private static Payment begun(OperationType operation, Channel channel) {
    return Payment.of(
        PaymentFixture.terms(Money.brl(100_00), PaymentType.CREDIT, operation, channel));
  }

  private static Run run(OperationType operation, List<PaymentCommand> commands) {
    return run(begun(operation, PaymentFixture.TERMINAL), commands);
  }

  private static Run run(Payment begun, List<PaymentCommand> commands) {
    Payment payment = begun;
    assertThat(payment.state()).isEqualTo(new NotStarted());
    var events = new ArrayList<PaymentEvent>();
    for (PaymentCommand command : commands) {
      if (payment.decide(command) instanceof Accepted(var next, var told)) {
        payment = payment.in(next);
        events.addAll(told);
      }
    }
    return new Run(payment, events);
  }

  private static Payment next(Payment payment, PaymentCommand command) {
    return payment.decide(command) instanceof Accepted(var next, _) ? payment.in(next) : payment;
  }
}
