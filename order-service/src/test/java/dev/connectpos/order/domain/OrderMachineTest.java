package dev.connectpos.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.testkit.Golden;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The machine as one table: state, command, and what comes of it, in the order of the types and of
 * the rejections. The words are those of {@link OrderWords}.
 */
final class OrderMachineTest {
  private static final String TABLE =
      """
      unplaced                       | place                     | open + OrderPlaced
      unplaced                       | place on unknown terminal | TERMINAL_UNKNOWN
      unplaced                       | place on listed terminal  | TERMINAL_NOT_DIRECT
      unplaced                       | place without room        | TOO_MANY_OPEN_ORDERS
      unplaced                       | authorized                | ORDER_NOT_FOUND
      unplaced                       | reversed                  | ORDER_NOT_FOUND
      unplaced                       | declined                  | ORDER_NOT_FOUND
      unplaced                       | captured                  | ORDER_NOT_FOUND
      unplaced                       | close as paid             | ORDER_NOT_FOUND

      open                           | place                     | already done
      open                           | place without room        | already done
      open                           | place otherwise           | ORDER_PLACED_WITH_DIFFERENT_CONTENTS
      open                           | authorized                | open, authorized
      open                           | in doubt                  | open, in doubt
      open                           | reversing                 | open, reversing
      open, authorized               | authorized                | already done
      open, in doubt                 | authorized                | open, authorized
      open, authorized               | reversing                 | open, reversing
      open, captured                 | authorized                | PAYMENT_ALREADY_CAPTURED
      open, declined                 | authorized                | PAYMENT_ALREADY_OVER
      open, reversed                 | in doubt                  | PAYMENT_ALREADY_OVER
      open                           | reversed                  | open, reversed
      open, reversing                | reversed                  | open, reversed
      open, reversed                 | reversed                  | already done
      open, captured                 | reversed                  | PAYMENT_ALREADY_CAPTURED
      open, declined                 | reversed                  | PAYMENT_ALREADY_OVER
      open                           | declined                  | open, declined + OrderPaymentFailed
      open, in doubt                 | declined                  | open, declined + OrderPaymentFailed
      open, declined                 | declined                  | already done
      open, captured                 | declined                  | PAYMENT_ALREADY_CAPTURED
      open, declined                 | declined otherwise        | PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS
      open, reversed                 | declined                  | PAYMENT_ALREADY_OVER
      open                           | captured in dollars       | CURRENCY_DIFFERS
      open                           | captured                  | open, captured + ChargePaid
      open, authorized               | captured                  | open, captured + ChargePaid
      open, in doubt                 | captured                  | open, captured + ChargePaid
      open, reversing                | captured                  | open, captured + ChargePaid
      open, reversed                 | captured                  | open, captured + ChargePaid
      open, declined                 | captured                  | open, captured + ChargePaid
      open                           | captured in part          | open, captured in part + ChargePaid
      open                           | captured too much         | open, captured too much + ChargePaid, excess 2000
      open, captured                 | captured                  | already done
      open, captured                 | captured in part          | PAYMENT_CAPTURED_WITH_DIFFERENT_CONTENTS
      open, captured                 | close as paid             | closed paid, captured + OrderClosed
      open, captured too much        | close as paid             | closed paid, captured too much + OrderClosed
      open                           | close as canceled         | closed canceled + OrderClosed
      open                           | close as failed           | closed failed + OrderClosed
      open, declined                 | close as failed           | closed failed, declined + OrderClosed
      open, reversed                 | close as canceled         | closed canceled, reversed + OrderClosed
      open, authorized               | close as paid             | PAYMENT_IN_PROGRESS
      open, in doubt                 | close as canceled         | PAYMENT_IN_PROGRESS
      open, reversing                | close as failed           | PAYMENT_IN_PROGRESS
      open                           | close as paid             | ORDER_NOT_FULLY_PAID
      open, declined                 | close as paid             | ORDER_NOT_FULLY_PAID
      open, captured in part         | close as paid             | ORDER_NOT_FULLY_PAID
      open, captured                 | close as canceled         | ORDER_HAS_PAYMENTS
      open, captured in part         | close as failed           | ORDER_HAS_PAYMENTS

      closed paid, captured          | place                     | already done
      closed canceled                | place otherwise           | ORDER_PLACED_WITH_DIFFERENT_CONTENTS
      closed canceled                | authorized                | closed canceled, authorized
      closed canceled, authorized    | authorized                | already done
      closed paid, captured          | authorized                | PAYMENT_ALREADY_CAPTURED
      closed failed, declined        | in doubt                  | PAYMENT_ALREADY_OVER
      closed canceled, authorized    | reversed                  | closed canceled, reversed
      closed canceled, reversed      | reversed                  | already done
      closed paid, captured          | reversed                  | PAYMENT_ALREADY_CAPTURED
      closed failed, declined        | reversed                  | PAYMENT_ALREADY_OVER
      closed canceled, authorized    | declined                  | closed canceled, declined + OrderPaymentFailed
      closed failed, declined        | declined                  | already done
      closed paid, captured          | declined                  | PAYMENT_ALREADY_CAPTURED
      closed failed, declined        | declined otherwise        | PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS
      closed canceled                | captured in dollars       | CURRENCY_DIFFERS
      closed canceled                | captured                  | closed canceled, captured + ChargePaid
      closed canceled                | captured too much         | closed canceled, captured too much + ChargePaid, excess 2000
      closed canceled, authorized    | captured                  | closed canceled, captured + ChargePaid
      closed failed, reversed        | captured                  | closed failed, captured + ChargePaid
      closed paid, captured          | captured                  | already done
      closed paid, captured          | captured too much         | PAYMENT_CAPTURED_WITH_DIFFERENT_CONTENTS
      closed paid, captured          | close as paid             | already done
      closed canceled                | close as canceled         | already done
      closed failed, declined        | close as failed           | already done
      closed paid, captured          | close as canceled         | ORDER_CLOSED_WITH_DIFFERENT_STATUS
      closed canceled, authorized    | close as paid             | ORDER_CLOSED_WITH_DIFFERENT_STATUS
      """;

  record Row(String state, String command, String decision) {

    OrderCommand toCommand() {
      var found = OrderWords.COMMANDS.get(command);
      if (found == null) {
        throw new IllegalArgumentException("no such command: " + command);
      }
      return found;
    }

    Decision decide() {
      return OrderMachine.decide(OrderWords.state(state), toCommand());
    }
  }

  static List<Row> rows() {
    return TABLE
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split("\\|", 3))
        .map(cells -> new Row(cells[0].strip(), cells[1].strip(), cells[2].strip()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decidesAsTheTableSays(Row row) {
    assertThat(OrderWords.words(row.decide())).isEqualTo(row.decision);
  }

  @Test
  void tableHasEveryPairOfStateAndCommand() {
    var pairs =
        rows().stream()
            .map(row -> pair(OrderWords.state(row.state).getClass(), row.toCommand().getClass()))
            .collect(Collectors.toSet());
    var states = List.of(OrderState.Unplaced.class, OrderState.Open.class, OrderState.Closed.class);
    for (Class<?> state : states) {
      for (Class<?> command : leaves(OrderCommand.class)) {
        assertThat(pairs).contains(pair(state, command));
      }
    }
    assertThat(leaves(OrderState.class)).containsExactlyInAnyOrderElementsOf(states);
  }

  @Test
  void tableHasEveryRejection() {
    assertThat(rows().stream().map(Row::decision))
        .contains(Arrays.stream(OrderRejection.values()).map(Enum::name).toArray(String[]::new));
  }

  @Test
  void unknownTerminalWinsOverMissingRoom() {
    var place = new OrderCommand.PlaceOrder(OrderFixture.order(), TerminalStanding.UNKNOWN, false);
    assertThat(OrderMachine.decide(new OrderState.Unplaced(), place))
        .isEqualTo(new Decision.Rejected(OrderRejection.TERMINAL_UNKNOWN));
  }

  @Test
  void drawingInDocsIsOfThisMachine() {
    Golden.check(Path.of("../docs/states/order.md"), drawing());
  }

  private static String pair(Class<?> state, Class<?> command) {
    return state.getSimpleName() + " × " + command.getSimpleName();
  }

  private static Set<Class<?>> leaves(Class<?> sealed) {
    if (!sealed.isSealed()) {
      return Set.of(sealed);
    }
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(permitted -> leaves(permitted).stream())
        .collect(Collectors.toSet());
  }

  /** Walks every state that one payment can lead to, and notes what leads where. */
  private static String drawing() {
    var orders = new TreeSet<String>();
    var payments = new TreeSet<String>();
    var seen = new HashSet<OrderState>();
    var next = new ArrayDeque<OrderState>(List.of(new OrderState.Unplaced()));
    while (!next.isEmpty()) {
      var state = next.remove();
      if (!seen.add(state)) {
        continue;
      }
      OrderWords.COMMANDS.forEach(
          (words, command) -> {
            if (OrderMachine.decide(state, command) instanceof Decision.Accepted accepted) {
              next.add(accepted.next());
              if (command instanceof OrderCommand.OnPayment) {
                payments.add(arrow(payment(state), payment(accepted.next()), command, accepted));
              } else {
                orders.add(
                    arrow(
                        OrderWords.status(state),
                        OrderWords.status(accepted.next()),
                        command,
                        accepted));
              }
            }
          });
    }
    return """
        # Order

        Drawn from `OrderMachine` by `OrderMachineTest`, which fails when this file differs.

        An order stays open until the PDV closes it; the API shows open as `pending`.

        ```mermaid
        stateDiagram-v2
        %s
        ```

        One payment of an order, as the acquirer tells of it; open or closed, all the same. A capture
        is recorded whatever was said before: the acquirer is the truth about money.

        ```mermaid
        stateDiagram-v2
        %s
        ```
        """
        .formatted(String.join("\n", orders), String.join("\n", payments));
  }

  private static String arrow(
      String from, String to, OrderCommand command, Decision.Accepted accepted) {
    var events =
        accepted.events().stream()
            .map(event -> event.getClass().getSimpleName())
            .collect(Collectors.joining(", "));
    var label = command.getClass().getSimpleName() + (events.isEmpty() ? "" : " / " + events);
    return "    " + node(from) + " --> " + node(to) + ": " + label;
  }

  private static String node(String words) {
    return words.equals("unplaced") || words.equals("none") ? "[*]" : words.replace(' ', '_');
  }

  private static String payment(OrderState state) {
    return state instanceof OrderState.Placed placed && !placed.payments().standings().isEmpty()
        ? OrderWords.words(placed.payments().standings().firstEntry().getValue())
            .replaceAll("captured.*", "captured")
        : "none";
  }
}
