package dev.connectpos.terminal.domain;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.terminal.domain.PaymentAttemptDecision.Accepted;
import dev.connectpos.terminal.domain.PaymentAttemptDecision.AlreadyDone;
import dev.connectpos.terminal.domain.PaymentAttemptDecision.Rejected;
import dev.connectpos.testkit.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaymentAttemptMachineTest {

  /** state | command | decision: next state + events, "same", or the rejection. */
  private static final String TABLE =
      """
      Authorizing | Confirm          | NOT_CONFIRMABLE
      Authorizing | Undo             | Undoing + UndoRequested
      Authorizing | RecordAuthorized | Approved
      Authorizing | RecordDeclined   | Declined
      Authorizing | RecordInDoubt    | Verifying
      Authorizing | RecordReversing  | Reversing
      Authorizing | RecordReversed   | Reversed
      Authorizing | RecordCaptured   | Captured
      Verifying   | Confirm          | NOT_CONFIRMABLE
      Verifying   | Undo             | Undoing + UndoRequested
      Verifying   | RecordAuthorized | Approved
      Verifying   | RecordDeclined   | Declined
      Verifying   | RecordInDoubt    | same
      Verifying   | RecordReversing  | Reversing
      Verifying   | RecordReversed   | Reversed
      Verifying   | RecordCaptured   | Captured
      Approved    | Confirm          | Confirmed + ConfirmationRequested
      Approved    | Undo             | Undoing + UndoRequested
      Approved    | RecordAuthorized | same
      Approved    | RecordDeclined   | Declined
      Approved    | RecordInDoubt    | Verifying
      Approved    | RecordReversing  | Reversing
      Approved    | RecordReversed   | Reversed
      Approved    | RecordCaptured   | Captured
      Confirmed   | Confirm          | same
      Confirmed   | Undo             | ALREADY_CONFIRMED
      Confirmed   | RecordAuthorized | same
      Confirmed   | RecordDeclined   | Declined
      Confirmed   | RecordInDoubt    | same
      Confirmed   | RecordReversing  | Reversing
      Confirmed   | RecordReversed   | Reversed
      Confirmed   | RecordCaptured   | Captured
      Undoing     | Confirm          | UNDONE
      Undoing     | Undo             | same
      Undoing     | RecordAuthorized | same
      Undoing     | RecordDeclined   | Declined
      Undoing     | RecordInDoubt    | same
      Undoing     | RecordReversing  | Reversing
      Undoing     | RecordReversed   | Reversed
      Undoing     | RecordCaptured   | Captured
      Reversing   | Confirm          | UNDONE
      Reversing   | Undo             | same
      Reversing   | RecordAuthorized | same
      Reversing   | RecordDeclined   | Declined
      Reversing   | RecordInDoubt    | same
      Reversing   | RecordReversing  | same
      Reversing   | RecordReversed   | Reversed
      Reversing   | RecordCaptured   | Captured
      Captured    | Confirm          | same
      Captured    | Undo             | ALREADY_CAPTURED
      Captured    | RecordAuthorized | same
      Captured    | RecordDeclined   | CONTRADICTS_OUTCOME
      Captured    | RecordInDoubt    | same
      Captured    | RecordReversing  | CONTRADICTS_OUTCOME
      Captured    | RecordReversed   | CONTRADICTS_OUTCOME
      Captured    | RecordCaptured   | same
      Declined    | Confirm          | NOT_CONFIRMABLE
      Declined    | Undo             | same
      Declined    | RecordAuthorized | CONTRADICTS_OUTCOME
      Declined    | RecordDeclined   | same
      Declined    | RecordInDoubt    | CONTRADICTS_OUTCOME
      Declined    | RecordReversing  | CONTRADICTS_OUTCOME
      Declined    | RecordReversed   | CONTRADICTS_OUTCOME
      Declined    | RecordCaptured   | Captured
      Reversed    | Confirm          | UNDONE
      Reversed    | Undo             | same
      Reversed    | RecordAuthorized | CONTRADICTS_OUTCOME
      Reversed    | RecordDeclined   | CONTRADICTS_OUTCOME
      Reversed    | RecordInDoubt    | CONTRADICTS_OUTCOME
      Reversed    | RecordReversing  | CONTRADICTS_OUTCOME
      Reversed    | RecordReversed   | same
      Reversed    | RecordCaptured   | Captured
      """;

  @Test
  void decidesAsTheTableSays() {
    List<String> actual = new ArrayList<>();
    for (PaymentAttemptState state : PaymentAttemptFixture.states()) {
      for (PaymentAttemptCommand command : PaymentAttemptFixture.commands()) {
        actual.add(
            String.format(
                "%-11s | %-16s | %s",
                name(state), name(command), text(PaymentAttemptMachine.decide(state, command))));
      }
    }
    assertThat(actual).containsExactlyElementsOf(TABLE.lines().toList());
  }

  @Test
  void tableHasEveryStateCommandAndRejection() {
    assertThat(PaymentAttemptFixture.states())
        .hasSameSizeAs(PaymentAttemptState.class.getPermittedSubclasses());
    assertThat(PaymentAttemptFixture.commands())
        .hasSameSizeAs(PaymentAttemptCommand.class.getPermittedSubclasses());
    assertThat(PaymentAttemptRejection.values())
        .allSatisfy(reason -> assertThat(TABLE).contains("| " + reason.name()));
  }

  @Test
  void confirmationKeepsTheApproval() {
    var approved = PaymentAttemptFixture.states().get(2);
    var decision = PaymentAttemptMachine.decide(approved, new PaymentAttemptCommand.Confirm());
    assertThat(decision)
        .isEqualTo(
            new Accepted(
                PaymentAttemptFixture.states().get(3),
                List.of(new PaymentAttemptEvent.ConfirmationRequested())));
  }

  @Test
  void captureSaysWhatTheApprovalSaid() {
    var silent = new Approval("12345678901234", "A1B2C3", "0", null, "Visa", "1111");
    var captured = new PaymentAttemptCommand.RecordCaptured(silent);
    for (PaymentAttemptState state : PaymentAttemptFixture.states().subList(2, 4)) {
      assertThat(PaymentAttemptMachine.decide(state, captured))
          .isEqualTo(
              new Accepted(
                  new PaymentAttemptState.Captured(PaymentAttemptFixture.APPROVAL), List.of()));
    }
    assertThat(PaymentAttemptMachine.decide(PaymentAttemptFixture.states().getFirst(), captured))
        .isEqualTo(new Accepted(new PaymentAttemptState.Captured(silent), List.of()));
  }

  @Test
  void diagramIsDrawnFromTheMachine() {
    Map<String, List<String>> edges = new LinkedHashMap<>();
    for (PaymentAttemptState state : PaymentAttemptFixture.states()) {
      for (PaymentAttemptCommand command : PaymentAttemptFixture.commands()) {
        if (PaymentAttemptMachine.decide(state, command) instanceof Accepted(var next, var asked)) {
          String label =
              name(command) + asked.stream().map(e -> " / " + name(e)).collect(joining());
          edges
              .computeIfAbsent("  " + name(state) + " --> " + name(next), _ -> new ArrayList<>())
              .add(label);
        }
      }
    }
    String lines =
        edges.entrySet().stream()
            .map(edge -> edge.getKey() + " : " + String.join(", ", edge.getValue()))
            .collect(joining("\n"));
    String finals =
        PaymentAttemptFixture.states().stream()
            .filter(state -> !state.isLive())
            .map(state -> "  " + name(state) + " --> [*]")
            .collect(joining("\n"));
    Golden.check(
        Path.of("../docs/states/payment-attempt.md"),
        """
        # Payment attempt

        One try to pay one order with one card, as terminal-service has it. Drawn by
        `PaymentAttemptMachineTest` from `PaymentAttemptMachine`; commands that change nothing are left out.
        `Record…` commands are what the acquirer reports, the single authority on money. After the slash stands
        what is asked of the acquirer.

        ```mermaid
        stateDiagram-v2
          [*] --> Authorizing : start / AuthorizationRequested
        """
            + lines
            + "\n"
            + finals
            + "\n```\n");
  }

  private static String text(PaymentAttemptDecision decision) {
    return switch (decision) {
      case Accepted(var next, var events) ->
          name(next) + events.stream().map(e -> " + " + name(e)).collect(joining());
      case AlreadyDone _ -> "same";
      case Rejected(var reason) -> reason.name();
    };
  }

  private static String name(Object part) {
    return Arrays.asList(part.getClass().getName().split("\\$", -1)).getLast();
  }
}
