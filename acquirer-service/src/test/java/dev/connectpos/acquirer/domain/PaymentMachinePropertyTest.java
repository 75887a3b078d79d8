package dev.connectpos.acquirer.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.NotStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every order of whatever happens. */
class PaymentMachinePropertyTest {
  private static final Set<Class<?>> OUTCOMES =
      Set.of(PaymentEvent.Captured.class, PaymentEvent.Declined.class, PaymentEvent.Reversed.class);

  private record Run(Payment payment, List<PaymentEvent> events) {}

  @Property
  void tellsAtMostOneOutcomeAndNothingAfterIt(@ForAll("commands") List<PaymentCommand> commands) {
    var events = run(commands).events;
    for (int i = 0; i < events.size() - 1; i++) {
      assertThat(OUTCOMES).as("of %s", events).doesNotContain(events.get(i).getClass());
    }
  }

  @Property
  void capturesOnlyWhatWasAuthorizedAndThenConfirmed(
      @ForAll("commands") List<PaymentCommand> commands) {
    var run = run(commands);
    if (run.payment.state() instanceof Captured) {
      assertThat(run.events.stream().map(e -> e.getClass().getSimpleName()).toList())
          .containsSubsequence("Authorized", "Captured")
          .doesNotContain("Reversing");
    }
  }

  @Property
  void anyCommandTwiceIsOnce(@ForAll("commands") List<PaymentCommand> commands) {
    Payment payment = Payment.of(PaymentFixture.terms());
    for (PaymentCommand command : commands) {
      Payment once = next(payment, command);
      assertThat(next(once, command).state()).isEqualTo(once.state());
      payment = once;
    }
  }

  @Property
  void commandsOfAnotherAttemptChangeNothing(@ForAll("commands") List<PaymentCommand> commands) {
    Payment payment = run(commands).payment;
    for (String name : List.of("Confirm(other attempt)", "Undo(other attempt)")) {
      PaymentCommand other = requireNonNull(PaymentFixture.commands().get(name));
      assertThat(payment.decide(other))
          .isEqualTo(PaymentDecision.rejected(PaymentRejection.OTHER_ATTEMPT));
    }
  }

  @Provide
  Arbitrary<List<PaymentCommand>> commands() {
    return Arbitraries.of(List.copyOf(PaymentFixture.commands().values())).list().ofMaxSize(40);
  }

  private static Run run(List<PaymentCommand> commands) {
    Payment payment = Payment.of(PaymentFixture.terms());
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
