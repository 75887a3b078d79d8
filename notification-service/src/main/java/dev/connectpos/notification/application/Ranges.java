package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.DeliveryDecision.Rejected;
import dev.connectpos.notification.domain.EndpointId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Sends again what an endpoint missed, after it was mended (N1). */
@ApplicationScoped
public class Ranges {
  /** Of one call, and one transaction. */
  private static final int MOST = 500;

  private final Deliveries deliveries;
  private final Lanes lanes;

  Ranges(Deliveries deliveries, Lanes lanes) {
    this.deliveries = deliveries;
    this.lanes = lanes;
  }

  /**
   * Which of an endpoint's deliveries that have ended.
   *
   * @param since arose not before
   * @param until arose before
   * @param failedOnly those that ended without success
   * @param after those whose ids come after this one
   */
  public record Range(Instant since, Instant until, boolean failedOnly, String after) {}

  /**
   * What was done.
   *
   * @param last the id of the last of them: the next call goes on after it
   * @param more whether there may be more in the range
   */
  public record Replayed(int number, Optional<String> last, boolean more) {}

  /**
   * Begins the schedules of the first of them anew.
   *
   * @return nothing if the endpoint is disabled or paused
   */
  public Optional<Replayed> replay(EndpointId endpoint, Range range) {
    var replayed = deliveries.replay(endpoint, range, MOST);
    if (replayed.stream().anyMatch(it -> it.decision() instanceof Rejected)) {
      return Optional.empty();
    }
    lanes.signal(endpoint);
    return Optional.of(
        new Replayed(
            replayed.size(),
            replayed.isEmpty()
                ? Optional.empty()
                : Optional.of(replayed.getLast().delivery().id().value()),
            replayed.size() == MOST));
  }
}
