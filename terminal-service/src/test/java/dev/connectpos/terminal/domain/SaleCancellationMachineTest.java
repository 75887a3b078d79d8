package dev.connectpos.terminal.domain;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.SaleCancellationDecision.Accepted;
import dev.connectpos.terminal.domain.SaleCancellationDecision.AlreadyDone;
import dev.connectpos.terminal.domain.SaleCancellationDecision.Rejected;
import dev.connectpos.terminal.domain.SaleCancellationState.Asked;
import dev.connectpos.testkit.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaleCancellationMachineTest {

  /** state | command | decision: next state, "same", or the rejection. */
  private static final String TABLE =
      """
      Asked    | RecordCanceled | Canceled
      Asked    | RecordRefused  | Refused
      Canceled | RecordCanceled | same
      Canceled | RecordRefused  | CONTRADICTS_OUTCOME
      Refused  | RecordCanceled | Canceled
      Refused  | RecordRefused  | same
      """;

  @Test
  void decidesAsTheTableSays() {
    List<String> actual = new ArrayList<>();
    for (SaleCancellationState state : SaleCancellationFixture.states()) {
      for (SaleCancellationCommand command : SaleCancellationFixture.commands()) {
        actual.add(
            String.format(
                "%-8s | %-14s | %s",
                name(state), name(command), text(SaleCancellationMachine.decide(state, command))));
      }
    }
    assertThat(actual).containsExactlyElementsOf(TABLE.lines().toList());
  }

  @Test
  void tableHasEveryStateCommandAndRejection() {
    assertThat(SaleCancellationFixture.states())
        .hasSameSizeAs(SaleCancellationState.class.getPermittedSubclasses());
    assertThat(SaleCancellationFixture.commands())
        .hasSameSizeAs(SaleCancellationCommand.class.getPermittedSubclasses());
    assertThat(SaleCancellationRejection.values())
        .allSatisfy(reason -> assertThat(TABLE).contains("| " + reason.name()));
  }

  @Test
  void anyCommandTwiceIsThatCommandOnceAndMoneyThatWentBackIsNeverForgotten() {
    for (SaleCancellationState state : SaleCancellationFixture.states()) {
      for (SaleCancellationCommand command : SaleCancellationFixture.commands()) {
        if (SaleCancellationMachine.decide(state, command) instanceof Accepted(var next)) {
          assertThat(state).isNotInstanceOf(SaleCancellationState.Canceled.class);
          assertThat(SaleCancellationMachine.decide(next, command))
              .isEqualTo(new AlreadyDone(next));
        }
      }
    }
  }

  @Test
  void repeatMeansTheSameSaleAndAmount() {
    SaleCancellation cancellation = SaleCancellationFixture.in(new Asked());
    assertThat(cancellation.hasContents(new PaymentId("pay_1"), Money.brl(1990))).isTrue();
    assertThat(cancellation.hasContents(new PaymentId("pay_2"), Money.brl(1990))).isFalse();
    assertThat(cancellation.hasContents(new PaymentId("pay_1"), Money.brl(1))).isFalse();
  }

  @Test
  void diagramIsDrawnFromTheMachine() {
    var edges = new ArrayList<String>();
    for (SaleCancellationState state : SaleCancellationFixture.states()) {
      for (SaleCancellationCommand command : SaleCancellationFixture.commands()) {
        if (SaleCancellationMachine.decide(state, command) instanceof Accepted(var next)) {
          edges.add("  " + name(state) + " --> " + name(next) + " : " + name(command));
        }
      }
    }
    String finals =
        SaleCancellationFixture.states().stream()
            .filter(state -> !state.isOpen())
            .map(state -> "  " + name(state) + " --> [*]")
            .collect(joining("\n"));
    Golden.check(
        Path.of("../docs/states/sale-cancellation.md"),
        """
        # Cancellation on a terminal

        A cancellation that a terminal asked for, as terminal-service has it. Drawn by `SaleCancellationMachineTest`
        from `SaleCancellationMachine`; commands that change nothing are left out. What is recorded is what
        order-service or the acquirer says; a refused one is carried out after all when the merchant has it tried again.

        ```mermaid
        stateDiagram-v2
          [*] --> Asked : sale.cancel
        """
            + String.join("\n", edges)
            + "\n"
            + finals
            + "\n```\n");
  }

  private static String text(SaleCancellationDecision decision) {
    return switch (decision) {
      case Accepted(var next) -> name(next);
      case AlreadyDone _ -> "same";
      case Rejected(var reason) -> reason.name();
    };
  }

  private static String name(Object value) {
    return value.getClass().getSimpleName();
  }
}
