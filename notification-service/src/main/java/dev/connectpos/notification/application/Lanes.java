package dev.connectpos.notification.application;

import dev.connectpos.notification.application.EndpointStore.WakeUp;
import dev.connectpos.notification.domain.Answer;
import dev.connectpos.notification.domain.Breaker;
import dev.connectpos.notification.domain.EndpointId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Works off deliveries, one {@link Lane} per endpoint, on virtual threads.
 *
 * <ol>
 *   <li>A fact just committed, a retry that has come due, or the scan signals a lane.
 *   <li>The lane claims due deliveries (a lease each, in a short transaction), sends, concludes.
 *   <li>An endpoint that failed too often rests ({@link Breaker}); what is due for it waits.
 *   <li>A retry due before the next scan gets a timer; later ones are found by a scan in time.
 *   <li>The scan asks once per interval, with one index probe per endpoint, what is due. It is the
 *       net for everything no signal told this replica: its own restart, leases of replicas that
 *       died, facts another replica took in.
 * </ol>
 *
 * <p>Replicas share the work through the leases; a delivery goes out twice only if its sender
 * stopped, or was cut off from the database, after the request.
 */
@ApplicationScoped
public class Lanes {
  private static final Logger LOG = Logger.getLogger(Lanes.class);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  private final Deliveries deliveries;
  private final WakeUps wakeUps;
  private final WebhookGateway gateway;
  private final DeliverySettings settings;
  private final Clock clock;
  private final Map<EndpointId, Lane> lanes = new ConcurrentHashMap<>();

  /** Lanes that found every slot of the replica taken, in the order they came. */
  private final Queue<Lane> starved = new ConcurrentLinkedQueue<>();

  private final Semaphore slots;
  private final ScheduledExecutorService timers =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("delivery-timers").factory());
  private final LongAdder trips = new LongAdder();
  private volatile boolean stopping;
  private volatile Instant lastScan;
  private volatile Duration backlogAge = Duration.ZERO;

  Lanes(
      Deliveries deliveries,
      WakeUps wakeUps,
      WebhookGateway gateway,
      DeliverySettings settings,
      Clock clock) {
    this.deliveries = deliveries;
    this.wakeUps = wakeUps;
    this.gateway = gateway;
    this.settings = settings;
    this.clock = clock;
    this.slots = new Semaphore(settings.inFlight());
    this.lastScan = clock.instant();
  }

  /** Begins to work off what is due, and to scan. */
  public void start() {
    long intervalMs = settings.scanInterval().toMillis();
    var _ = timers.scheduleWithFixedDelay(this::scan, 0, intervalMs, TimeUnit.MILLISECONDS);
  }

  /** Begins nothing new and waits for what is under way; what is cut off, its lease repeats. */
  public void stop() {
    stopping = true;
    timers.shutdownNow();
    try {
      if (!slots.tryAcquire(settings.inFlight(), STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.infof("stopping with %d attempts under way; they are sent again", inFlight());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something of this endpoint may be due. Returns at once. */
  public void signal(EndpointId endpoint) {
    signal(
        lanes.computeIfAbsent(
            endpoint, id -> new Lane(id, settings.inFlightPerEndpoint(), settings.breaker())));
  }

  /** How many endpoints rest, or are tried after a rest, as this replica knows them. */
  public long count(Class<? extends Breaker.State> state) {
    Instant now = clock.instant();
    return lanes.values().stream().filter(lane -> state.isInstance(lane.breaker(now))).count();
  }

  /** How often an endpoint began to rest. */
  public long trips() {
    return trips.sum();
  }

  /** Requests under way. */
  public int inFlight() {
    return settings.inFlight() - slots.availablePermits();
  }

  /** How long the delivery that is longest due has waited, by the last scan; zero if none has. */
  public Duration backlogAge() {
    return backlogAge;
  }

  /** When the database last answered what is due; long ago if the scans fail. */
  public Instant lastScan() {
    return lastScan;
  }

  private void scan() {
    try {
      List<WakeUp> upcoming = wakeUps.all();
      Instant now = clock.instant();
      lastScan = now;
      backlogAge =
          WakeUp.earliest(upcoming.stream().filter(it -> !isResting(it.endpoint(), now)).toList())
              .map(earliest -> Duration.between(earliest, now))
              .filter(Duration::isPositive)
              .orElse(Duration.ZERO);
      upcoming.forEach(wakeUp -> wake(wakeUp.endpoint(), wakeUp.at()));
    } catch (RuntimeException e) {
      LOG.warn("cannot ask what is due; asking again", e);
    }
  }

  private void wake(EndpointId endpoint, Instant at) {
    Duration wait = Duration.between(clock.instant(), at);
    if (!wait.isPositive()) {
      signal(endpoint);
    } else if (wait.compareTo(settings.scanInterval()) <= 0 && !stopping) {
      // One millisecond more: the timer counts whole ones, and early is not due.
      var _ = timers.schedule(() -> signal(endpoint), wait.toMillis() + 1, TimeUnit.MILLISECONDS);
    }
  }

  private void signal(Lane lane) {
    if (!stopping && lane.signalled()) {
      Thread.ofVirtual().name("lane-" + lane.endpoint()).start(() -> pumpAll(lane));
    }
  }

  private void pumpAll(Lane lane) {
    int pending;
    do {
      pending = lane.pending();
      try {
        pump(lane);
      } catch (RuntimeException e) {
        LOG.warnf(e, "cannot claim for %s; the next scan tries again", lane.endpoint());
      }
    } while (!lane.answered(pending));
  }

  private boolean isResting(EndpointId endpoint, Instant now) {
    Lane lane = lanes.get(endpoint);
    return lane != null && lane.breaker(now) instanceof Breaker.State.Open;
  }

  private void pump(Lane lane) {
    if (lane.breaker(clock.instant()) instanceof Breaker.State.Open) {
      lane.mayHaveMore(true);
      return;
    }
    int free = lane.takeSlots();
    if (free == 0) {
      lane.mayHaveMore(true);
      if (lane.hasSlots()) {
        lane.signalled();
      }
      return;
    }
    int granted = takeShared(free);
    lane.giveSlots(free - granted);
    if (granted == 0) {
      starve(lane);
      return;
    }
    int used = 0;
    try {
      var claim = deliveries.claim(lane.endpoint(), granted);
      used = claim.attempts().size();
      lane.mayHaveMore(claim.more());
      claim.attempts().forEach(attempt -> launch(lane, attempt));
      if (used == 0 && claim.more()) {
        lane.signalled();
      }
    } finally {
      lane.giveSlots(granted - used);
      slots.release(granted - used);
    }
  }

  private int takeShared(int wanted) {
    int taken = 0;
    while (taken < wanted && !stopping && slots.tryAcquire()) {
      taken++;
    }
    return taken;
  }

  private void starve(Lane lane) {
    starved.add(lane);
    if (slots.availablePermits() > 0) {
      feedStarved();
    }
  }

  private void feedStarved() {
    Lane next = starved.poll();
    if (next != null) {
      signal(next);
    }
  }

  private void launch(Lane lane, Attempt attempt) {
    Thread.ofVirtual()
        .name("webhook-" + attempt.delivery())
        .start(
            () -> {
              try {
                attempt(attempt);
              } catch (RuntimeException e) {
                LOG.errorf(
                    e, "cannot keep what came of %s; its lease repeats it", attempt.delivery());
              } finally {
                lane.giveSlots(1);
                slots.release();
                if (lane.mayHaveMore()) {
                  signal(lane);
                }
                feedStarved();
              }
            });
  }

  private void attempt(Attempt attempt) {
    Attempted attempted = post(attempt);
    var conclusion = deliveries.conclude(attempt, attempted);
    EndpointId endpoint = attempt.target().endpoint().id();
    learn(endpoint, attempted);
    conclusion.retryAt().ifPresent(at -> wake(endpoint, at));
    if (conclusion.endpointGone()) {
      LOG.infof("endpoint %s answered 410 and is disabled", endpoint);
      signal(endpoint);
    }
  }

  /** What we failed to send says nothing about the endpoint. */
  private void learn(EndpointId endpoint, Attempted attempted) {
    Lane lane = lanes.get(endpoint);
    if (lane == null || attempted.answer() instanceof Answer.NotSent) {
      return;
    }
    boolean success = attempted.answer() instanceof Answer.Accepted;
    lane.concluded(success, clock.instant())
        .ifPresent(
            until -> {
              trips.increment();
              LOG.infof("endpoint %s fails and rests until %s", endpoint, until);
              rest(endpoint, Duration.between(clock.instant(), until));
            });
  }

  private void rest(EndpointId endpoint, Duration rest) {
    if (!stopping) {
      var _ = timers.schedule(() -> signal(endpoint), rest.toMillis() + 1, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * A defect of ours is an outcome too: left to its lease, the attempt would be known as lost only,
   * and late.
   */
  private Attempted post(Attempt attempt) {
    Instant began = clock.instant();
    try {
      return gateway.post(attempt);
    } catch (RuntimeException e) {
      LOG.errorf(e, "the attempt of %s broke down", attempt.delivery());
      var answer = new Answer.Unanswered("internal error");
      return new Attempted(answer, began, Duration.between(began, clock.instant()), "");
    }
  }
}
