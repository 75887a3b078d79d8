package dev.connectpos.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.notification.domain.DeliveryCommand.BeginAttempt;
import dev.connectpos.notification.domain.DeliveryCommand.ConcludeAttempt;
import dev.connectpos.notification.domain.DeliveryCommand.Discard;
import dev.connectpos.notification.domain.DeliveryCommand.Replay;
import dev.connectpos.notification.domain.DeliveryDecision.Accepted;
import dev.connectpos.notification.domain.DeliveryDecision.AlreadyDone;
import dev.connectpos.notification.domain.DeliveryDecision.Rejected;
import dev.connectpos.notification.domain.DeliveryState.Attempting;
import dev.connectpos.notification.domain.DeliveryState.Delivered;
import dev.connectpos.notification.domain.DeliveryState.Discarded;
import dev.connectpos.notification.domain.DeliveryState.Exhausted;
import dev.connectpos.notification.domain.DeliveryState.Scheduled;
import dev.connectpos.testkit.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The whole machine as a table. Times are seconds; the schedule is 10 s, then 20 s, so the third
 * attempt is the last; what was not sent waits 40 s. States are written {@code name attempts
 * detail}, and {@code 3-1} is three attempts of which one does not count.
 */
class DeliveryMachineTest {
  private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");
  private static final DeliveryMachine MACHINE =
      new DeliveryMachine(
          new RetrySchedule(
              List.of(Duration.ofSeconds(10), Duration.ofSeconds(20)), Duration.ofSeconds(40)));

  private static final String TABLE =
      """
      scheduled 0 5   | begin 4            | rejected NOT_DUE
      scheduled 0 5   | begin 5            | attempting 1 65
      scheduled 2 5   | begin 9            | attempting 3 69
      scheduled 3-1 5 | begin 5            | attempting 4-1 65
      scheduled 1 5   | conclude 2 yes 6   | rejected NEVER_BEGUN
      scheduled 1 5   | conclude 1 yes 6   | delivered 1 200 + WebhookDelivered
      scheduled 2 5   | conclude 1 yes 6   | delivered 2 200 + WebhookDelivered
      scheduled 1 5   | conclude 1 no 6    | already done
      scheduled 2 5   | conclude 1 no 6    | rejected STALE_ATTEMPT
      scheduled 2-1 5 | conclude 2 not-sent 6 | already done
      scheduled 0 5   | replay 6           | already done
      scheduled 2-2 5 | replay 6           | already done
      scheduled 2 50  | replay 6           | scheduled 2-2 6
      scheduled 2 50  | replay-off 6       | rejected ENDPOINT_DISABLED
      scheduled 1 5   | discard 6          | discarded 1 endpoint disabled + WebhookExhausted
      attempting 1 60 | begin 59           | rejected IN_FLIGHT
      attempting 1 60 | begin 60           | scheduled 1 70
      attempting 2 60 | begin 61           | scheduled 2 81
      attempting 3-1 60 | begin 60         | scheduled 3-1 80
      attempting 3 60 | begin 60           | exhausted 3 no outcome: the sender stopped during the last attempt + WebhookExhausted
      attempting 1 60 | conclude 2 no 6    | rejected NEVER_BEGUN
      attempting 2 60 | conclude 1 no 6    | rejected STALE_ATTEMPT
      attempting 2 60 | conclude 1 gone 6  | rejected STALE_ATTEMPT
      attempting 2 60 | conclude 1 lost 6  | rejected STALE_ATTEMPT
      attempting 2 60 | conclude 1 not-sent 6 | rejected STALE_ATTEMPT
      attempting 2 60 | conclude 1 yes 6   | delivered 2 200 + WebhookDelivered
      attempting 1 60 | conclude 1 yes 6   | delivered 1 200 + WebhookDelivered
      attempting 1 60 | conclude 1 no 6    | scheduled 1 16
      attempting 1 60 | conclude 1 wait 6  | scheduled 1 21
      attempting 1 60 | conclude 1 lost 6  | scheduled 1 16
      attempting 2 60 | conclude 2 no 6    | scheduled 2 26
      attempting 1 60 | conclude 1 not-sent 6 | scheduled 1-1 46
      attempting 3 60 | conclude 3 not-sent 6 | scheduled 3-1 46
      attempting 3-1 60 | conclude 3 no 6  | scheduled 3-1 26
      attempting 3 60 | conclude 3 no 6    | exhausted 3 HTTP 500 + WebhookExhausted
      attempting 3 60 | conclude 3 lost 6  | exhausted 3 connection broken + WebhookExhausted
      attempting 1 60 | conclude 1 gone 6  | discarded 1 HTTP 410, endpoint disabled + WebhookExhausted
      attempting 1 60 | replay 6           | already done
      attempting 3 60 | replay 6           | attempting 3-2 60
      attempting 3 60 | replay 99          | attempting 3-2 60
      attempting 3 60 | replay-off 6       | rejected ENDPOINT_DISABLED
      attempting 1 60 | discard 59         | rejected IN_FLIGHT
      attempting 1 60 | discard 60         | discarded 1 endpoint disabled + WebhookExhausted
      delivered 1 200 | begin 9            | rejected FINAL
      delivered 1 200 | conclude 1 yes 9   | already done
      delivered 1 200 | conclude 1 no 9    | rejected FINAL
      delivered 1 200 | replay 9           | scheduled 1-1 9
      delivered 1 200 | replay-off 9       | rejected ENDPOINT_DISABLED
      delivered 1 200 | discard 9          | rejected FINAL
      exhausted 3 e   | begin 9            | rejected FINAL
      exhausted 3 e   | conclude 3 no 9    | already done
      exhausted 3 e   | conclude 2 no 9    | rejected FINAL
      exhausted 3 e   | conclude 3 yes 9   | rejected FINAL
      exhausted 3 e   | replay 9           | scheduled 3-3 9
      exhausted 3 e   | discard 9          | rejected FINAL
      discarded 1 e   | begin 9            | rejected FINAL
      discarded 1 e   | conclude 1 gone 9  | already done
      discarded 1 e   | conclude 1 yes 9   | rejected FINAL
      discarded 1 e   | replay-off 9       | rejected ENDPOINT_DISABLED
      discarded 1 e   | replay 9           | scheduled 1-1 9
      discarded 1 e   | discard 9          | already done
      """;

  /** A row of the table. */
  record Row(String state, String command, String decision) {

    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      return new Row(cells[0].strip(), cells[1].strip(), cells[2].strip());
    }
  }

  static final List<Row> ROWS = TABLE.lines().map(Row::of).toList();

  @ParameterizedTest
  @FieldSource("ROWS")
  void decidesAsTheTableSays(Row row) {
    var decision = MACHINE.decide(state(row.state), command(row.command));

    assertThat(text(decision)).isEqualTo(row.decision);
  }

  @Test
  void tableHasEveryPairOfStateAndCommandAndEveryReason() {
    var pairs =
        ROWS.stream()
            .map(
                row ->
                    state(row.state).getClass().getSimpleName()
                        + " "
                        + command(row.command).getClass().getSimpleName())
            .collect(Collectors.toSet());
    var all =
        Arrays.stream(DeliveryState.class.getPermittedSubclasses())
            .flatMap(
                state ->
                    Arrays.stream(DeliveryCommand.class.getPermittedSubclasses())
                        .map(command -> state.getSimpleName() + " " + command.getSimpleName()))
            .collect(Collectors.toSet());
    var reasons =
        ROWS.stream()
            .filter(row -> row.decision.startsWith("rejected"))
            .map(row -> DeliveryRejection.valueOf(row.decision.substring("rejected ".length())))
            .collect(Collectors.toSet());

    assertThat(pairs).isEqualTo(all);
    assertThat(reasons).containsExactlyInAnyOrder(DeliveryRejection.values());
  }

  @Test
  void workersThatDieInEveryAttemptGetTheWholeSchedule() {
    DeliveryState state = state("scheduled 0 0");
    Instant at = ZERO;
    while (!(state instanceof Exhausted)) {
      at = state instanceof Scheduled waiting ? waiting.due() : at.plusSeconds(60);
      var decision = MACHINE.decide(state, new BeginAttempt(at, at.plusSeconds(60), 0));
      state = ((Accepted) decision).next();
    }

    assertThat(Duration.between(ZERO, at)).isEqualTo(Duration.ofSeconds(60 + 10 + 60 + 20 + 60));
  }

  @Test
  void diagramShowsTheMachine() {
    var edges = new LinkedHashSet<String>();
    for (Row row : ROWS) {
      DeliveryState from = state(row.state);
      DeliveryCommand command = command(row.command);
      if (MACHINE.decide(from, command) instanceof Accepted(DeliveryState next, var events)) {
        String effect =
            events.isEmpty() ? "" : " / " + events.getFirst().getClass().getSimpleName();
        edges.add(
            "  %s --> %s: %s%s"
                .formatted(name(from), name(next), command.getClass().getSimpleName(), effect));
      }
    }
    var ends =
        Stream.of("Delivered", "Exhausted", "Discarded").map(state -> "  " + state + " --> [*]");
    String diagram =
        Stream.of(Stream.of("  [*] --> Scheduled"), edges.stream(), ends)
            .flatMap(lines -> lines)
            .collect(Collectors.joining("\n"));

    Golden.check(
        Path.of("../docs/states/delivery.md"),
        """
        # Delivery: one notification on its way to one endpoint

        Drawn by `DeliveryMachineTest` in notification-service from the machine itself.

        ```mermaid
        stateDiagram-v2
        %s
        ```
        """
            .formatted(diagram));
  }

  private static String name(DeliveryState state) {
    return state.getClass().getSimpleName();
  }

  private static Instant at(String seconds) {
    return ZERO.plusSeconds(Long.parseLong(seconds));
  }

  private static DeliveryState state(String text) {
    String[] words = text.split(" ", 3);
    Attempts attempts = attempts(words[1]);
    return switch (words[0]) {
      case "scheduled" -> new Scheduled(attempts, at(words[2]));
      case "attempting" -> new Attempting(attempts, at(words[2]));
      case "delivered" -> new Delivered(attempts, Integer.parseInt(words[2]));
      case "exhausted" -> new Exhausted(attempts, words[2]);
      case "discarded" -> new Discarded(attempts, words[2]);
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Attempts attempts(String text) {
    String[] numbers = text.split("-", 2);
    int forgiven = numbers.length == 2 ? Integer.parseInt(numbers[1]) : 0;
    return new Attempts(Integer.parseInt(numbers[0]), forgiven);
  }

  private static DeliveryCommand command(String text) {
    String[] words = text.split(" ", -1);
    return switch (words[0]) {
      case "begin" -> new BeginAttempt(at(words[1]), at(words[1]).plusSeconds(60), 0);
      case "conclude" ->
          new ConcludeAttempt(Integer.parseInt(words[1]), answer(words[2]), at(words[3]), 0);
      case "replay" -> new Replay(at(words[1]), true);
      case "replay-off" -> new Replay(at(words[1]), false);
      case "discard" -> new Discard(at(words[1]), "endpoint disabled");
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Answer answer(String word) {
    return switch (word) {
      case "yes" -> new Answer.Accepted(200);
      case "no" -> new Answer.Refused(500, Optional.empty());
      case "wait" -> new Answer.Refused(429, Optional.of(Duration.ofSeconds(15)));
      case "gone" -> new Answer.Gone();
      case "lost" -> new Answer.Unanswered("connection broken");
      case "not-sent" -> new Answer.NotSent("internal error");
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static String text(DeliveryDecision decision) {
    return switch (decision) {
      case Accepted(DeliveryState next, var events) ->
          text(next)
              + events.stream()
                  .map(event -> " + " + event.getClass().getSimpleName())
                  .collect(Collectors.joining());
      case AlreadyDone _ -> "already done";
      case Rejected(DeliveryRejection reason) -> "rejected " + reason;
    };
  }

  private static String text(DeliveryState state) {
    return switch (state) {
      case Scheduled s -> "scheduled " + text(s.attempts()) + " " + seconds(s.due());
      case Attempting s -> "attempting " + text(s.attempts()) + " " + seconds(s.leasedUntil());
      case Delivered s -> "delivered " + text(s.attempts()) + " " + s.responseStatus();
      case Exhausted s -> "exhausted " + text(s.attempts()) + " " + s.lastError();
      case Discarded s -> "discarded " + text(s.attempts()) + " " + s.reason();
    };
  }

  private static String text(Attempts attempts) {
    return attempts.forgiven() == 0
        ? Integer.toString(attempts.begun())
        : attempts.begun() + "-" + attempts.forgiven();
  }

  private static long seconds(Instant instant) {
    return Duration.between(ZERO, instant).toSeconds();
  }
}
