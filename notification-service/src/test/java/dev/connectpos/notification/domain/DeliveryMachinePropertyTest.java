package dev.connectpos.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.notification.domain.DeliveryCommand.BeginAttempt;
import dev.connectpos.notification.domain.DeliveryCommand.ConcludeAttempt;
import dev.connectpos.notification.domain.DeliveryCommand.Discard;
import dev.connectpos.notification.domain.DeliveryCommand.Replay;
import dev.connectpos.notification.domain.DeliveryDecision.Accepted;
import dev.connectpos.notification.domain.DeliveryState.Attempting;
import dev.connectpos.notification.domain.DeliveryState.Delivered;
import dev.connectpos.notification.domain.DeliveryState.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every sequence of commands, sensible or not. */
class DeliveryMachinePropertyTest {
  private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");
  private static final DeliveryMachine MACHINE =
      new DeliveryMachine(
          new RetrySchedule(
              List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)), Duration.ofSeconds(60)));

  @Property
  void anyCommandTwiceIsTheSameAsOnce(@ForAll("commands") List<DeliveryCommand> commands) {
    DeliveryState state = start();
    for (DeliveryCommand command : commands) {
      DeliveryState once = after(state, command);
      assertThat(after(once, command)).isEqualTo(once);
      state = once;
    }
  }

  @Property
  void onlyAReplayLeavesAFinalStateAndEachIsStatedOnce(
      @ForAll("commands") List<DeliveryCommand> commands) {
    DeliveryState state = start();
    int stated = 0;
    int endings = 0;
    for (DeliveryCommand command : commands) {
      boolean ended = !(state instanceof Scheduled) && !(state instanceof Attempting);
      if (MACHINE.decide(state, command) instanceof Accepted(DeliveryState next, var events)) {
        assertThat(ended).isEqualTo(ended && command instanceof Replay);
        stated += events.size();
        endings += next instanceof Scheduled || next instanceof Attempting ? 0 : 1;
        state = next;
      }
    }
    assertThat(stated).isEqualTo(endings);
  }

  @Property
  void attemptsNeverFallAndNeverPassTheSchedule(
      @ForAll("commands") List<DeliveryCommand> commands) {
    DeliveryState state = start();
    for (DeliveryCommand command : commands) {
      DeliveryState next = after(state, command);
      assertThat(next.attempts().begun()).isGreaterThanOrEqualTo(state.attempts().begun());
      assertThat(next.attempts().spent()).isBetween(0, MACHINE.maxAttempts());
      state = next;
    }
  }

  @Property
  void aYesToALiveDeliveryIsNeverLost(@ForAll("commands") List<DeliveryCommand> commands) {
    DeliveryState state = start();
    for (DeliveryCommand command : commands) {
      boolean live = state instanceof Scheduled || state instanceof Attempting;
      DeliveryState next = after(state, command);
      if (live
          && command instanceof ConcludeAttempt(int attempt, Answer.Accepted _, _, _)
          && attempt <= state.attempts().begun()) {
        assertThat(next).isInstanceOf(Delivered.class);
      }
      state = next;
    }
  }

  @Provide
  Arbitrary<List<DeliveryCommand>> commands() {
    Arbitrary<Instant> times = Arbitraries.longs().between(0, 300).map(ZERO::plusSeconds);
    Arbitrary<DeliveryCommand> begin =
        Combinators.combine(times, Arbitraries.integers().between(-200, 200))
            .as((at, jitter) -> new BeginAttempt(at, at.plusSeconds(30), jitter));
    Arbitrary<Answer> answers =
        Arbitraries.of(
            new Answer.Accepted(204),
            new Answer.Refused(500, Optional.empty()),
            new Answer.Refused(503, Optional.of(Duration.ofHours(9))),
            new Answer.Gone(),
            new Answer.Unanswered("connection broken"),
            new Answer.NotSent("internal error"));
    Arbitrary<DeliveryCommand> conclude =
        Combinators.combine(
                Arbitraries.integers().between(1, 4),
                answers,
                times,
                Arbitraries.integers().between(-200, 200))
            .as(ConcludeAttempt::new);
    Arbitrary<DeliveryCommand> discard = times.map(at -> new Discard(at, "endpoint disabled"));
    Arbitrary<DeliveryCommand> replay =
        Combinators.combine(times, Arbitraries.of(true, false)).as(Replay::new);
    return Arbitraries.frequencyOf(
            Tuple.of(8, begin), Tuple.of(8, conclude), Tuple.of(2, discard), Tuple.of(1, replay))
        .list()
        .ofMaxSize(30);
  }

  private static DeliveryState start() {
    return new Scheduled(Attempts.NONE, ZERO);
  }

  private static DeliveryState after(DeliveryState state, DeliveryCommand command) {
    return MACHINE.decide(state, command) instanceof Accepted accepted ? accepted.next() : state;
  }
}
