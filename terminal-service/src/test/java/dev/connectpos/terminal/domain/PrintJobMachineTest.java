package dev.connectpos.terminal.domain;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.terminal.domain.PrintJobDecision.Accepted;
import dev.connectpos.terminal.domain.PrintJobDecision.AlreadyDone;
import dev.connectpos.terminal.domain.PrintJobDecision.Rejected;
import dev.connectpos.terminal.domain.PrintJobState.Failed;
import dev.connectpos.testkit.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintJobMachineTest {

  /** state | command | decision: next state, "same", or the rejection. */
  private static final String TABLE =
      """
      Queued   | HandOver      | Printing
      Queued   | RecordPrinted | Printed
      Queued   | RecordFailed  | Failed PAPER_OUT
      Queued   | Expire        | Failed TERMINAL_OFFLINE
      Printing | HandOver      | same
      Printing | RecordPrinted | Printed
      Printing | RecordFailed  | Failed PAPER_OUT
      Printing | Expire        | Failed UNANSWERED
      Printed  | HandOver      | ENDED
      Printed  | RecordPrinted | same
      Printed  | RecordFailed  | ENDED
      Printed  | Expire        | same
      Failed   | HandOver      | ENDED
      Failed   | RecordPrinted | ENDED
      Failed   | RecordFailed  | same
      Failed   | Expire        | same
      """;

  @Test
  void decidesAsTheTableSays() {
    List<String> actual = new ArrayList<>();
    for (PrintJobState state : PrintJobFixture.states()) {
      for (PrintJobCommand command : PrintJobFixture.commands()) {
        actual.add(
            String.format(
                "%-8s | %-13s | %s",
                name(state), name(command), text(PrintJobMachine.decide(state, command))));
      }
    }
    assertThat(actual).containsExactlyElementsOf(TABLE.lines().toList());
  }

  @Test
  void tableHasEveryStateCommandAndRejection() {
    assertThat(PrintJobFixture.states())
        .hasSameSizeAs(PrintJobState.class.getPermittedSubclasses());
    assertThat(PrintJobFixture.commands())
        .hasSameSizeAs(PrintJobCommand.class.getPermittedSubclasses());
    assertThat(PrintJobRejection.values())
        .allSatisfy(reason -> assertThat(TABLE).contains("| " + reason.name()));
  }

  @Test
  void failureOfAnotherReasonComesTooLate() {
    var unanswered = new Failed(PrintFailure.UNANSWERED, PaymentAttemptFixture.NOW);
    var paperOut =
        new PrintJobCommand.RecordFailed(PrintFailure.PAPER_OUT, PaymentAttemptFixture.NOW);
    assertThat(PrintJobMachine.decide(unanswered, paperOut))
        .isEqualTo(new Rejected(PrintJobRejection.ENDED));
  }

  @Test
  void anyCommandTwiceIsThatCommandOnceAndNoEndIsLeft() {
    for (PrintJobState state : PrintJobFixture.states()) {
      for (PrintJobCommand command : PrintJobFixture.commands()) {
        if (PrintJobMachine.decide(state, command) instanceof Accepted(var next)) {
          assertThat(state.isOpen()).isTrue();
          assertThat(PrintJobMachine.decide(next, command)).isEqualTo(new AlreadyDone(next));
        }
      }
    }
  }

  @Test
  void diagramIsDrawnFromTheMachine() {
    Map<String, List<String>> edges = new LinkedHashMap<>();
    for (PrintJobState state : PrintJobFixture.states()) {
      for (PrintJobCommand command : PrintJobFixture.commands()) {
        if (PrintJobMachine.decide(state, command) instanceof Accepted(var next)) {
          edges
              .computeIfAbsent("  " + name(state) + " --> " + name(next), _ -> new ArrayList<>())
              .add(name(command));
        }
      }
    }
    String lines =
        edges.entrySet().stream()
            .map(edge -> edge.getKey() + " : " + String.join(", ", edge.getValue()))
            .collect(joining("\n"));
    String finals =
        PrintJobFixture.states().stream()
            .filter(state -> !state.isOpen())
            .map(state -> "  " + name(state) + " --> [*]")
            .collect(joining("\n"));
    Golden.check(
        Path.of("../docs/states/print-job.md"),
        """
        # Print job

        A document of a PDV on its way to paper, as terminal-service has it. Drawn by `PrintJobMachineTest`
        from `PrintJobMachine`; commands that change nothing are left out. `Record…` commands are what the
        terminal says; every step is stated as PrintJobChanged.

        ```mermaid
        stateDiagram-v2
          [*] --> Queued : request
        """
            + lines
            + "\n"
            + finals
            + "\n```\n");
  }

  private static String text(PrintJobDecision decision) {
    return switch (decision) {
      case Accepted(Failed(var reason, _)) -> "Failed " + reason;
      case Accepted(var next) -> name(next);
      case AlreadyDone _ -> "same";
      case Rejected(var reason) -> reason.name();
    };
  }

  private static String name(Object value) {
    return value.getClass().getSimpleName();
  }
}
