package dev.connectpos.simulator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** How the network feels; may be changed while it runs. */
final class Behaviour {
  private final AtomicReference<Pace> pace;
  private final AtomicInteger answersToLose = new AtomicInteger();

  /**
   * How fast it is.
   *
   * @param latency added to every answer
   * @param slow the pause of a slow approval
   * @param processing how long enquiries find nothing out about a payment online in the air
   */
  record Pace(Duration latency, Duration slow, Duration processing) {}

  Behaviour(Pace pace) {
    this.pace = new AtomicReference<>(pace);
  }

  Pace pace() {
    return pace.get();
  }

  void become(Pace next) {
    pace.set(next);
  }

  /** How many answers are still to be lost. */
  int answersToLose() {
    return answersToLose.get();
  }

  /** The next so many answers are lost, though what was asked is done. */
  void loseAnswers(int count) {
    answersToLose.set(count);
  }

  /** Whether the answer at hand is lost. */
  boolean losesAnswer() {
    return answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }
}
