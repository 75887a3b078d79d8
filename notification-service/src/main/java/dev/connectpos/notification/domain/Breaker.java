package dev.connectpos.notification.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps an endpoint that fails at every attempt from being asked by every delivery: after so many
 * failures without a success between them it rests, then a few are tried, and one success closes
 * the breaker again. What is due while it rests waits, and spends no attempt. Pure.
 *
 * @param failures that open it
 * @param firstRest the first rest; each that follows without a success is twice as long
 * @param longestRest no rest is longer
 */
public record Breaker(int failures, Duration firstRest, Duration longestRest) {

  public Breaker {
    if (failures < 1 || !firstRest.isPositive() || longestRest.compareTo(firstRest) < 0) {
      throw new IllegalArgumentException(
          "needs failures >= 1 and 0 < first rest <= longest rest, got %d, %s, %s"
              .formatted(failures, firstRest, longestRest));
    }
  }

  /** Where it is. */
  public sealed interface State {

    /**
     * Requests are made.
     *
     * @param failed how many failed since the last success
     */
    record Closed(int failed) implements State {}

    /**
     * None is.
     *
     * @param rests how many rests there were without a success between them, this one included
     */
    record Open(Instant until, int rests) implements State {}

    /** As many as the endpoint gets at a time are tried. */
    record HalfOpen(int rests) implements State {}
  }

  /** Where it is as time passes. */
  public State at(State state, Instant now) {
    return state instanceof State.Open open && !now.isBefore(open.until())
        ? new State.HalfOpen(open.rests())
        : state;
  }

  /** What an attempt that ended makes of it. */
  public State after(State state, boolean success, Instant now) {
    if (success) {
      return new State.Closed(0);
    }
    return switch (state) {
      case State.Closed closed when closed.failed() + 1 < failures ->
          new State.Closed(closed.failed() + 1);
      case State.Closed _ -> new State.Open(now.plus(rest(1)), 1);
      case State.HalfOpen half ->
          new State.Open(now.plus(rest(half.rests() + 1)), half.rests() + 1);
      case State.Open open -> open;
    };
  }

  private Duration rest(int number) {
    Duration rest = firstRest;
    for (int i = 1; i < number && rest.compareTo(longestRest) < 0; i++) {
      rest = rest.multipliedBy(2);
    }
    return rest.compareTo(longestRest) > 0 ? longestRest : rest;
  }
}
