package dev.connectpos.notification.application;

import dev.connectpos.notification.application.Ranges.Range;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Answer;
import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.DeliveryCommand;
import dev.connectpos.notification.domain.DeliveryCommand.BeginAttempt;
import dev.connectpos.notification.domain.DeliveryCommand.ConcludeAttempt;
import dev.connectpos.notification.domain.DeliveryCommand.Discard;
import dev.connectpos.notification.domain.DeliveryCommand.Replay;
import dev.connectpos.notification.domain.DeliveryDecision;
import dev.connectpos.notification.domain.DeliveryDecision.Accepted;
import dev.connectpos.notification.domain.DeliveryMachine;
import dev.connectpos.notification.domain.DeliveryState;
import dev.connectpos.notification.domain.DeliveryState.Attempting;
import dev.connectpos.notification.domain.DeliveryState.Exhausted;
import dev.connectpos.notification.domain.DeliveryState.Scheduled;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.EndpointStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The two transactions of an attempt, and that of a replay. The request itself is made between the
 * two, in none.
 */
@ApplicationScoped
class Deliveries {
  /** Discarding needs no network, so it goes by larger steps than attempts. */
  private static final int DISCARDS_AT_ONCE = 100;

  private final DeliveryStore deliveries;
  private final EndpointStore endpoints;
  private final HookStore hooks;
  private final Events events;
  private final EndpointNews news;
  private final DeliveryMachine machine;
  private final DeliverySettings settings;
  private final Jitter jitter;
  private final Ids ids;
  private final Clock clock;

  Deliveries(
      DeliveryStore deliveries,
      EndpointStore endpoints,
      HookStore hooks,
      Events events,
      EndpointNews news,
      DeliveryMachine machine,
      DeliverySettings settings,
      Jitter jitter,
      Ids ids,
      Clock clock) {
    this.deliveries = deliveries;
    this.endpoints = endpoints;
    this.hooks = hooks;
    this.events = events;
    this.news = news;
    this.machine = machine;
    this.settings = settings;
    this.jitter = jitter;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What a lane may do now.
   *
   * @param more whether there may be more of it than was asked for
   */
  record Claim(List<Attempt> attempts, boolean more) {}

  /** Leases at most so many of an endpoint's due deliveries to the caller. */
  @Transactional
  Claim claim(EndpointId id, int max) {
    Instant now = clock.instant();
    var target = endpoints.target(id);
    EndpointStatus status = target.endpoint().status();
    if (status == EndpointStatus.PAUSED) {
      return new Claim(List.of(), false);
    }
    if (!target.endpoint().active()) {
      var undeliverable = deliveries.lockUndeliverable(id, now, DISCARDS_AT_ONCE);
      undeliverable.forEach(
          delivery -> apply(delivery, new Discard(now, "endpoint " + word(status)), now));
      return new Claim(List.of(), undeliverable.size() == DISCARDS_AT_ONCE);
    }
    var due = deliveries.lockDue(id, now, max);
    var attempts = new ArrayList<Attempt>(due.size());
    for (Delivery delivery : due) {
      var decision =
          apply(
              delivery, new BeginAttempt(now, now.plus(settings.lease()), jitter.permille()), now);
      if (decision instanceof Accepted(Attempting state, _)) {
        attempts.add(
            new Attempt(
                delivery.id(), state.attempts().begun(), hooks.get(delivery.hook()), target));
      }
    }
    return new Claim(List.copyOf(attempts), due.size() == max);
  }

  /**
   * What follows from an attempt.
   *
   * @param retryAt when the next attempt is due, if there is one
   * @param endpointGone whether the endpoint is now disabled
   */
  record Conclusion(Optional<Instant> retryAt, boolean endpointGone) {}

  /** Keeps what came of an attempt, and decides what is next. */
  @Transactional
  Conclusion conclude(Attempt attempt, Attempted attempted) {
    var delivery = deliveries.lock(attempt.delivery());
    deliveries.log(attempt, attempted);
    Instant at = attempted.endedAt();
    var command = new ConcludeAttempt(attempt.number(), attempted.answer(), at, jitter.permille());
    DeliveryState next =
        apply(delivery, command, at) instanceof Accepted accepted
            ? accepted.next()
            : delivery.state();
    boolean gone = attempted.answer() instanceof Answer.Gone;
    if (gone && endpoints.disable(delivery.endpoint())) {
      news.disabled(delivery.endpoint(), attempted.answer().failure().orElseThrow(), at);
    }
    var retryAt =
        next instanceof Scheduled scheduled
            ? Optional.of(scheduled.due())
            : Optional.<Instant>empty();
    return new Conclusion(retryAt, gone);
  }

  /** Begins a delivery's schedule anew; nothing if the account has no such delivery. */
  @Transactional
  Optional<Replayed> replay(AccountId account, String id) {
    Instant now = clock.instant();
    return deliveries
        .lock(account, id)
        .map(
            delivery -> {
              boolean active = endpoints.target(delivery.endpoint()).endpoint().active();
              return new Replayed(delivery, apply(delivery, new Replay(now, active), now));
            });
  }

  /**
   * Addresses to an endpoint what it wants and was never addressed to it, the oldest first.
   *
   * @return nothing if it is disabled, paused or deleted
   */
  @Transactional
  Optional<List<Delivery>> catchUp(EndpointId id, Range range, int max) {
    Instant now = clock.instant();
    // The lock keeps another call from addressing the same.
    return endpoints
        .lock(id)
        .filter(Endpoint::active)
        .map(
            endpoint -> {
              var missing =
                  hooks.missing(endpoint, range, max).stream()
                      .map(hook -> Delivery.due(ids.delivery(), hook, endpoint, now))
                      .toList();
              deliveries.add(missing, now);
              return missing;
            });
  }

  /** Begins the schedules of an endpoint's deliveries that have ended anew, the oldest first. */
  @Transactional
  List<Replayed> replay(EndpointId endpoint, Range range, int max) {
    Instant now = clock.instant();
    boolean active = endpoints.target(endpoint).endpoint().active();
    return deliveries.lockEnded(endpoint, range, max).stream()
        .map(delivery -> new Replayed(delivery, apply(delivery, new Replay(now, active), now)))
        .toList();
  }

  /**
   * Gives up what has been due since before then, at endpoints that are paused and forgotten.
   *
   * @return how many
   */
  @Transactional
  int discardOld(Instant before, int max) {
    Instant now = clock.instant();
    var old = deliveries.lockDueSince(before, max);
    old.forEach(
        delivery -> apply(delivery, new Discard(now, "waited longer than it is kept"), now));
    return old.size();
  }

  private static String word(EndpointStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** A delivery as it was, and what was said to its replay. */
  record Replayed(Delivery delivery, DeliveryDecision decision) {}

  private DeliveryDecision apply(Delivery delivery, DeliveryCommand command, Instant at) {
    var decision = machine.decide(delivery.state(), command);
    if (decision instanceof Accepted accepted) {
      deliveries.save(delivery.moved(accepted.next(), accepted.events().size()));
      if (!accepted.events().isEmpty()) {
        events.append(delivery, accepted.events(), hooks.get(delivery.hook()).origin(), at);
      }
      // What is discarded is told of once, by what became of its endpoint.
      if (accepted.next() instanceof Exhausted exhausted) {
        news.exhausted(delivery, exhausted.attempts().spent(), exhausted.lastError(), at);
      }
    }
    return decision;
  }
}
