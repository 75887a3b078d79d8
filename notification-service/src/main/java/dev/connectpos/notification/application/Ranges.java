package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.DeliveryDecision.Rejected;
import dev.connectpos.notification.domain.EndpointId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
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
   * Which of an endpoint's deliveries that have ended, or of the notifications it never got.
   *
   * @param since arose not before
   * @param until arose before
   * @param after those whose ids come after this one
   */
  public record Range(Instant since, Instant until, Which which, String after) {}

  /** What is sent. */
  public enum Which {
    /** What ended, anew. */
    ALL,
    /** What ended without success, anew. */
    FAILED,
    /** What was never addressed to it: it arose while it was disabled, or before it was there. */
    MISSING
  }

  /**
   * What was done.
   *
   * @param last the id of the last of them: the next call goes on after it
   * @param more whether there may be more in the range
   */
  public record Replayed(int number, Optional<String> last, boolean more) {}

  /**
   * Sends the first of them.
   *
   * @return nothing if the endpoint is disabled or paused
   */
  public Optional<Replayed> replay(EndpointId endpoint, Range range) {
    return switch (range.which()) {
      case ALL, FAILED -> anew(endpoint, range);
      case MISSING -> missing(endpoint, range);
    };
  }

  private Optional<Replayed> missing(EndpointId endpoint, Range range) {
    var added = deliveries.catchUp(endpoint, range, MOST);
    lanes.signal(endpoint);
    return added.map(list -> replayed(list, list.size() == MOST));
  }

  private Optional<Replayed> anew(EndpointId endpoint, Range range) {
    var replayed = deliveries.replay(endpoint, range, MOST);
    if (replayed.stream().anyMatch(it -> it.decision() instanceof Rejected)) {
      return Optional.empty();
    }
    lanes.signal(endpoint);
    return Optional.of(
        replayed(
            replayed.stream().map(Deliveries.Replayed::delivery).toList(),
            replayed.size() == MOST));
  }

  private static Replayed replayed(List<Delivery> deliveries, boolean more) {
    return new Replayed(
        deliveries.size(),
        deliveries.isEmpty() ? Optional.empty() : Optional.of(deliveries.getLast().id().value()),
        more);
  }
}
