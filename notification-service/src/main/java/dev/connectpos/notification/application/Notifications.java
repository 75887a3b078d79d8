package dev.connectpos.notification.application;

import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes a fact in, and starts its first attempts once it is committed: no poll in between. */
@ApplicationScoped
public class Notifications {
  private final HookRecorder recorder;
  private final Lanes lanes;

  Notifications(HookRecorder recorder, Lanes lanes) {
    this.recorder = recorder;
    this.lanes = lanes;
  }

  /**
   * What one fact is told as, one or several notifications.
   *
   * <p>Not to be called inside a transaction: the lanes would look before it commits.
   */
  public Verdict accept(List<Fact> notifications) {
    var recorded = recorder.record(notifications);
    recorded.targets().forEach(lanes::signal);
    return recorded.verdict();
  }
}
