package dev.connectpos.terminal.domain;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
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
      Authorizing | Confirm              | NOT_CONFIRMABLE
      Authorizing | Undo                 | Undoing + UndoRequested
      Authorizing | RecordAuthorized     | Approved
      Authorizing | RecordDeclined       | Declined
      Authorizing | RecordInDoubt        | Verifying
      Authorizing | RecordReversing      | Reversing
      Authorizing | RecordReversed       | Reversed
      Authorizing | RecordHeld           | Held
      Authorizing | RecordCaptured       | Captured
      Authorizing | RecordRefunded       | CONTRADICTS_OUTCOME
      Authorizing | RecordVoided         | CONTRADICTS_OUTCOME
      Authorizing | RecordExpired        | CONTRADICTS_OUTCOME
      Authorizing | RecordRequestRefused | same
      Verifying   | Confirm              | NOT_CONFIRMABLE
      Verifying   | Undo                 | Undoing + UndoRequested
      Verifying   | RecordAuthorized     | Approved
      Verifying   | RecordDeclined       | Declined
      Verifying   | RecordInDoubt        | same
      Verifying   | RecordReversing      | Reversing
      Verifying   | RecordReversed       | Reversed
      Verifying   | RecordHeld           | Held
      Verifying   | RecordCaptured       | Captured
      Verifying   | RecordRefunded       | CONTRADICTS_OUTCOME
      Verifying   | RecordVoided         | CONTRADICTS_OUTCOME
      Verifying   | RecordExpired        | CONTRADICTS_OUTCOME
      Verifying   | RecordRequestRefused | same
      Approved    | Confirm              | Confirmed + ConfirmationRequested
      Approved    | Undo                 | Undoing + UndoRequested
      Approved    | RecordAuthorized     | same
      Approved    | RecordDeclined       | Declined
      Approved    | RecordInDoubt        | Verifying
      Approved    | RecordReversing      | Reversing
      Approved    | RecordReversed       | Reversed
      Approved    | RecordHeld           | Held
      Approved    | RecordCaptured       | Captured
      Approved    | RecordRefunded       | CONTRADICTS_OUTCOME
      Approved    | RecordVoided         | CONTRADICTS_OUTCOME
      Approved    | RecordExpired        | CONTRADICTS_OUTCOME
      Approved    | RecordRequestRefused | same
      Confirmed   | Confirm              | same
      Confirmed   | Undo                 | ALREADY_CONFIRMED
      Confirmed   | RecordAuthorized     | same
      Confirmed   | RecordDeclined       | Declined
      Confirmed   | RecordInDoubt        | same
      Confirmed   | RecordReversing      | Reversing
      Confirmed   | RecordReversed       | Reversed
      Confirmed   | RecordHeld           | Held
      Confirmed   | RecordCaptured       | Captured
      Confirmed   | RecordRefunded       | CONTRADICTS_OUTCOME
      Confirmed   | RecordVoided         | CONTRADICTS_OUTCOME
      Confirmed   | RecordExpired        | CONTRADICTS_OUTCOME
      Confirmed   | RecordRequestRefused | same
      Undoing     | Confirm              | UNDONE
      Undoing     | Undo                 | same
      Undoing     | RecordAuthorized     | same
      Undoing     | RecordDeclined       | Declined
      Undoing     | RecordInDoubt        | same
      Undoing     | RecordReversing      | Reversing
      Undoing     | RecordReversed       | Reversed
      Undoing     | RecordHeld           | Held
      Undoing     | RecordCaptured       | Captured
      Undoing     | RecordRefunded       | CONTRADICTS_OUTCOME
      Undoing     | RecordVoided         | CONTRADICTS_OUTCOME
      Undoing     | RecordExpired        | CONTRADICTS_OUTCOME
      Undoing     | RecordRequestRefused | same
      Reversing   | Confirm              | UNDONE
      Reversing   | Undo                 | same
      Reversing   | RecordAuthorized     | same
      Reversing   | RecordDeclined       | Declined
      Reversing   | RecordInDoubt        | same
      Reversing   | RecordReversing      | same
      Reversing   | RecordReversed       | Reversed
      Reversing   | RecordHeld           | Held
      Reversing   | RecordCaptured       | Captured
      Reversing   | RecordRefunded       | CONTRADICTS_OUTCOME
      Reversing   | RecordVoided         | CONTRADICTS_OUTCOME
      Reversing   | RecordExpired        | CONTRADICTS_OUTCOME
      Reversing   | RecordRequestRefused | same
      Held        | Confirm              | same
      Held        | Undo                 | ALREADY_CONFIRMED
      Held        | RecordAuthorized     | same
      Held        | RecordDeclined       | CONTRADICTS_OUTCOME
      Held        | RecordInDoubt        | same
      Held        | RecordReversing      | CONTRADICTS_OUTCOME
      Held        | RecordReversed       | CONTRADICTS_OUTCOME
      Held        | RecordHeld           | same
      Held        | RecordCaptured       | Captured
      Held        | RecordRefunded       | CONTRADICTS_OUTCOME
      Held        | RecordVoided         | Voided
      Held        | RecordExpired        | Expired
      Held        | RecordRequestRefused | same
      Captured    | Confirm              | same
      Captured    | Undo                 | ALREADY_CAPTURED
      Captured    | RecordAuthorized     | same
      Captured    | RecordDeclined       | CONTRADICTS_OUTCOME
      Captured    | RecordInDoubt        | same
      Captured    | RecordReversing      | CONTRADICTS_OUTCOME
      Captured    | RecordReversed       | CONTRADICTS_OUTCOME
      Captured    | RecordHeld           | same
      Captured    | RecordCaptured       | same
      Captured    | RecordRefunded       | Refunded
      Captured    | RecordVoided         | Voided
      Captured    | RecordExpired        | CONTRADICTS_OUTCOME
      Captured    | RecordRequestRefused | same
      Refunded    | Confirm              | same
      Refunded    | Undo                 | ALREADY_CAPTURED
      Refunded    | RecordAuthorized     | same
      Refunded    | RecordDeclined       | CONTRADICTS_OUTCOME
      Refunded    | RecordInDoubt        | same
      Refunded    | RecordReversing      | CONTRADICTS_OUTCOME
      Refunded    | RecordReversed       | CONTRADICTS_OUTCOME
      Refunded    | RecordHeld           | same
      Refunded    | RecordCaptured       | same
      Refunded    | RecordRefunded       | Refunded
      Refunded    | RecordVoided         | CONTRADICTS_OUTCOME
      Refunded    | RecordExpired        | CONTRADICTS_OUTCOME
      Refunded    | RecordRequestRefused | same
      Voided      | Confirm              | same
      Voided      | Undo                 | same
      Voided      | RecordAuthorized     | same
      Voided      | RecordDeclined       | CONTRADICTS_OUTCOME
      Voided      | RecordInDoubt        | same
      Voided      | RecordReversing      | CONTRADICTS_OUTCOME
      Voided      | RecordReversed       | CONTRADICTS_OUTCOME
      Voided      | RecordHeld           | same
      Voided      | RecordCaptured       | Captured
      Voided      | RecordRefunded       | CONTRADICTS_OUTCOME
      Voided      | RecordVoided         | same
      Voided      | RecordExpired        | CONTRADICTS_OUTCOME
      Voided      | RecordRequestRefused | same
      Expired     | Confirm              | same
      Expired     | Undo                 | same
      Expired     | RecordAuthorized     | same
      Expired     | RecordDeclined       | CONTRADICTS_OUTCOME
      Expired     | RecordInDoubt        | same
      Expired     | RecordReversing      | CONTRADICTS_OUTCOME
      Expired     | RecordReversed       | CONTRADICTS_OUTCOME
      Expired     | RecordHeld           | same
      Expired     | RecordCaptured       | Captured
      Expired     | RecordRefunded       | CONTRADICTS_OUTCOME
      Expired     | RecordVoided         | CONTRADICTS_OUTCOME
      Expired     | RecordExpired        | same
      Expired     | RecordRequestRefused | same
      Declined    | Confirm              | NOT_CONFIRMABLE
      Declined    | Undo                 | same
      Declined    | RecordAuthorized     | CONTRADICTS_OUTCOME
      Declined    | RecordDeclined       | same
      Declined    | RecordInDoubt        | CONTRADICTS_OUTCOME
      Declined    | RecordReversing      | CONTRADICTS_OUTCOME
      Declined    | RecordReversed       | CONTRADICTS_OUTCOME
      Declined    | RecordHeld           | Held
      Declined    | RecordCaptured       | Captured
      Declined    | RecordRefunded       | CONTRADICTS_OUTCOME
      Declined    | RecordVoided         | CONTRADICTS_OUTCOME
      Declined    | RecordExpired        | CONTRADICTS_OUTCOME
      Declined    | RecordRequestRefused | same
      Reversed    | Confirm              | UNDONE
      Reversed    | Undo                 | same
      Reversed    | RecordAuthorized     | CONTRADICTS_OUTCOME
      Reversed    | RecordDeclined       | CONTRADICTS_OUTCOME
      Reversed    | RecordInDoubt        | CONTRADICTS_OUTCOME
      Reversed    | RecordReversing      | CONTRADICTS_OUTCOME
      Reversed    | RecordReversed       | same
      Reversed    | RecordHeld           | Held
      Reversed    | RecordCaptured       | Captured
      Reversed    | RecordRefunded       | CONTRADICTS_OUTCOME
      Reversed    | RecordVoided         | CONTRADICTS_OUTCOME
      Reversed    | RecordExpired        | CONTRADICTS_OUTCOME
      Reversed    | RecordRequestRefused | same
      """;

  @Test
  void decidesAsTheTableSays() {
    List<String> actual = new ArrayList<>();
    for (PaymentAttemptState state : PaymentAttemptFixture.states()) {
      for (PaymentAttemptCommand command : PaymentAttemptFixture.commands()) {
        actual.add(
            String.format(
                "%-11s | %-20s | %s",
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
    var captured = new PaymentAttemptCommand.RecordCaptured(silent, Money.brl(1500));
    for (PaymentAttemptState state : PaymentAttemptFixture.states()) {
      boolean approvalHeard =
          state instanceof PaymentAttemptState.Approved
              || state instanceof PaymentAttemptState.Confirmed
              || state instanceof PaymentAttemptState.Held;
      if (approvalHeard) {
        assertThat(PaymentAttemptMachine.decide(state, captured))
            .isEqualTo(accepted(PaymentAttemptFixture.APPROVAL));
      }
    }
    assertThat(PaymentAttemptMachine.decide(PaymentAttemptFixture.states().getFirst(), captured))
        .isEqualTo(accepted(silent));
  }

  private static Accepted accepted(Approval approval) {
    return new Accepted(new PaymentAttemptState.Captured(approval, Money.brl(1500)), List.of());
  }

  @Test
  void refundsAddUpAndNeverExceedTheCapture() {
    var captured =
        new PaymentAttemptState.Captured(PaymentAttemptFixture.APPROVAL, Money.brl(1000));
    var part =
        new PaymentAttemptState.Refunded(
            PaymentAttemptFixture.APPROVAL, Money.brl(1000), Money.brl(400));
    assertThat(refund(captured, 400)).isEqualTo(new Accepted(part, List.of()));
    assertThat(refund(part, 400)).isEqualTo(new AlreadyDone(part));
    assertThat(refund(part, 300)).isEqualTo(new AlreadyDone(part));
    assertThat(refund(part, 1001))
        .isEqualTo(new Rejected(PaymentAttemptRejection.CONTRADICTS_OUTCOME));
    assertThat(part.paid(Money.brl(1000))).isEqualTo(Money.brl(600));
  }

  /** Each tells what was captured so far; what is told again is less, or the same. */
  @Test
  void capturesInSeveralPartsAddUp() {
    assertThat(capture(captured(1000), 1500)).isEqualTo(new Accepted(captured(1500), List.of()));
    assertThat(capture(captured(1500), 1000)).isEqualTo(new AlreadyDone(captured(1500)));
    assertThat(capture(refunded(1000, 400), 1500))
        .isEqualTo(new Accepted(refunded(1500, 400), List.of()));
    assertThat(capture(refunded(1500, 400), 1000)).isEqualTo(new AlreadyDone(refunded(1500, 400)));
  }

  private static PaymentAttemptDecision capture(PaymentAttemptState state, long inAll) {
    return PaymentAttemptMachine.decide(
        state,
        new PaymentAttemptCommand.RecordCaptured(PaymentAttemptFixture.APPROVAL, Money.brl(inAll)));
  }

  @Test
  void aCaptureInPartSettlesTheWholeUntilAllOfItIsGivenBack() {
    var asked = Money.brl(1990);
    assertThat(captured(1000).paid(asked)).isEqualTo(asked);
    assertThat(refunded(1000, 400).paid(asked)).isEqualTo(Money.brl(1590));
    assertThat(refunded(1000, 1000).paid(asked)).isEqualTo(Money.brl(0));
  }

  private static PaymentAttemptState captured(long minor) {
    return new PaymentAttemptState.Captured(PaymentAttemptFixture.APPROVAL, Money.brl(minor));
  }

  private static PaymentAttemptState refunded(long captured, long back) {
    return new PaymentAttemptState.Refunded(
        PaymentAttemptFixture.APPROVAL, Money.brl(captured), Money.brl(back));
  }

  private static PaymentAttemptDecision refund(PaymentAttemptState state, long refunded) {
    return PaymentAttemptMachine.decide(
        state, new PaymentAttemptCommand.RecordRefunded(Money.brl(refunded)));
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
