package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookType;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

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
  private final LongAdder exhausted = new LongAdder();
  private final LongAdder disabled = new LongAdder();

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

  /** What this service told of itself is committed. */
  void told(@Observes(during = TransactionPhase.AFTER_SUCCESS) EndpointNews.Told news) {
    if (news.type() == HookType.ENDPOINT_DISABLED) {
      disabled.increment();
    } else {
      exhausted.increment();
    }
    news.targets().forEach(lanes::signal);
    grown(news.account());
  }

  /** How many deliveries ran out of attempts, as this replica knows. */
  public long exhausted() {
    return exhausted.sum();
  }

  /** How often an endpoint was disabled by its answer, as this replica knows. */
  public long disabled() {
    return disabled.sum();
  }

  private void grown(AccountId account) {
    watch.wake(account);
    beacon.announce(account);
  }
}
