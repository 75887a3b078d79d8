package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Takes a fact in, and starts its first attempts and wakes its streams once it is committed: no
 * poll in between.
 */
@ApplicationScoped
public class Notifications {
  private final HookRecorder recorder;
  private final Lanes lanes;
  private final FeedWatch watch;
  private final FeedBeacon beacon;

  Notifications(HookRecorder recorder, Lanes lanes, FeedWatch watch, FeedBeacon beacon) {
    this.recorder = recorder;
    this.lanes = lanes;
    this.watch = watch;
    this.beacon = beacon;
  }

  /**
   * What one fact is told as, one or several notifications of one account.
   *
   * <p>Not to be called inside a transaction: the lanes would look before it commits.
   */
  public Verdict accept(List<Fact> notifications) {
    var recorded = recorder.record(notifications);
    recorded.targets().forEach(lanes::signal);
    if (recorded.verdict() == Verdict.APPLIED) {
      notifications.stream().map(Fact::account).distinct().forEach(this::grown);
    }
    return recorded.verdict();
  }

  private void grown(AccountId account) {
    watch.wake(account);
    beacon.announce(account);
  }
}
