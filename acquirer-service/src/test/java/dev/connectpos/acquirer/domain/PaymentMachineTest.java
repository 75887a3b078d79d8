package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.testkit.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole machine as a text table: payment-machine.txt, state by state, command by command. */
class PaymentMachineTest {
  private record Row(String state, String command, String decision) {}

  @TestFactory
  Stream<DynamicTest> decidesAsTheTableSays() {
    return table().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.state + ", " + row.command,
                    () -> assertThat(decided(row.state, row.command)).isEqualTo(row.decision)));
  }

  @Test
  void theTableHasEveryStateAndCommandInOrder() {
    var expected = new ArrayList<String>();
    for (String state : PaymentFixture.states().keySet()) {
      for (String command : PaymentFixture.commands().keySet()) {
        expected.add(state + " | " + command);
      }
    }
    assertThat(table().stream().map(row -> row.state + " | " + row.command).toList())
        .isEqualTo(expected);
  }

  @Test
  void theTableHasEveryReasonOfRejection() {
    Set<String> told = new LinkedHashSet<>();
    for (Row row : table()) {
      if (row.decision.startsWith("rejected ")) {
        told.add(row.decision.substring("rejected ".length()));
      }
    }
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(PaymentRejection.values()).map(PaymentRejection::name).toList());
  }

  @Test
  void fixturesCoverEveryPermittedStateAndCommand() {
    assertThat(names(PaymentFixture.states().values())).containsAll(leaves(PaymentState.class));
    assertThat(names(PaymentFixture.commands().values())).containsAll(leaves(PaymentCommand.class));
  }

  @Test
  void theDiagramIsDrawnFromTheMachine() {
    Golden.check(Path.of("../docs/states/payment.md"), diagram());
  }

  private static String decided(String state, String command) {
    PaymentState from = PaymentFixture.states().get(state);
    PaymentCommand with = PaymentFixture.commands().get(command);
    assertThat(from).as("state %s", state).isNotNull();
    assertThat(with).as("command %s", command).isNotNull();
    return PaymentFixture.text(PaymentFixture.payment(state, from).decide(with));
  }

  private static List<Row> table() {
    try (var in = PaymentMachineTest.class.getResourceAsStream("/payment-machine.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .map(cells -> new Row(cells[0].strip(), cells[1].strip(), cells[2].strip()))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Collection<?> values) {
    return values.stream().map(value -> value.getClass().getSimpleName()).toList();
  }

  private static List<String> leaves(Class<?> type) {
    var leaves = new ArrayList<String>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        leaves.addAll(leaves(permitted));
      } else {
        leaves.add(permitted.getSimpleName());
      }
    }
    return leaves;
  }

  private static String diagram() {
    var arrows = new LinkedHashSet<String>();
    PaymentFixture.states()
        .forEach(
            (from, state) ->
                PaymentFixture.commands()
                    .forEach(
                        (name, command) -> {
                          var decision = PaymentFixture.payment(from, state).decide(command);
                          if (decision instanceof PaymentDecision.Accepted(var next, _)) {
                            arrows.add(
                                "  %s --> %s: %s"
                                    .formatted(
                                        simple(state),
                                        simple(next),
                                        label(name) + where(from, name)));
                          }
                        }));
    return """
        # The payment, state by state

        Drawn from `PaymentMachine` by `PaymentMachineTest`; do not edit. What every state answers to
        every command is in `acquirer-service/src/test/resources/payment-machine.txt`.

        ```mermaid
        stateDiagram-v2
          [*] --> NotStarted
        %s
          Captured --> [*]
          Voided --> [*]
          Expired --> [*]
          Declined --> [*]
          Reversed --> [*]
        ```
        """
        .formatted(String.join("\n", arrows));
  }

  /** Only where it makes a difference. */
  private static String where(String state, String command) {
    boolean differs = state.startsWith("Authoriz") && command.startsWith("Approved");
    return differs && state.contains("online") ? ", online" : "";
  }

  private static String simple(PaymentState state) {
    return state.getClass().getSimpleName();
  }

  /** The command's name; variants differ by a parenthesis the diagram writes without. */
  private static String label(String name) {
    if (name.matches("(Cancel|Capture|Retry|CancelDone|CancelRefused)\\(.*")) {
      return name.substring(0, name.indexOf('('));
    }
    return name.replace("(other code)", "")
        .replaceAll("\\((\\d|in time)\\)", "")
        .replace("(", ", ")
        .replace(")", "");
  }
}
