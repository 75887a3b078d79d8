package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.CardNetwork.Approved;
import dev.connectpos.acquirer.application.CardNetwork.CancelRefused;
import dev.connectpos.acquirer.application.CardNetwork.Canceled;
import dev.connectpos.acquirer.application.CardNetwork.CancellationRequest;
import dev.connectpos.acquirer.application.CardNetwork.Declined;
import dev.connectpos.acquirer.application.CardNetwork.NotDone;
import dev.connectpos.acquirer.application.CardNetwork.NotFound;
import dev.connectpos.acquirer.application.CardNetwork.Unclear;
import dev.connectpos.acquirer.application.DuePayments.Due;
import dev.connectpos.acquirer.application.DuePayments.DueCancellation;
import dev.connectpos.acquirer.application.DuePayments.DuePayment;
import dev.connectpos.acquirer.domain.PaymentCommand;
import dev.connectpos.acquirer.domain.PaymentState.AuthorizationUnknown;
import dev.connectpos.acquirer.domain.PaymentState.Authorized;
import dev.connectpos.acquirer.domain.PaymentState.Authorizing;
import dev.connectpos.acquirer.domain.PaymentState.Expiring;
import dev.connectpos.acquirer.domain.PaymentState.Held;
import dev.connectpos.acquirer.domain.PaymentState.NotStarted;
import dev.connectpos.acquirer.domain.PaymentState.PartiallyCaptured;
import dev.connectpos.acquirer.domain.PaymentState.ReversedInDoubt;
import dev.connectpos.acquirer.domain.PaymentState.Reversing;
import dev.connectpos.acquirer.domain.PaymentState.Settled;
import dev.connectpos.acquirer.domain.PaymentState.UndoingLateApproval;
import dev.connectpos.acquirer.domain.PaymentState.Withdrawing;
import dev.connectpos.acquirer.domain.ReturnCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Leaves no payment and no cancellation unsettled: one thread that sleeps until the nearest due
 * instant.
 *
 * <ol>
 *   <li>Forget alarms, then claim a batch of due payments (a lease on the row; other replicas pass
 *       over it). Never more than there are permits, so that a slow network delays no deadline.
 *   <li>Each on a virtual thread, by its state: what is not captured in time is released; a
 *       cancellation that is asked for is put to the network until its answer is clear; an
 *       authorization that takes too long becomes unknown; an unknown one is enquired, and undone
 *       if the network does not know it either; an unconfirmed one is undone; an undoing is advised
 *       until acknowledged, and one whose approval was never seen is enquired once more when no
 *       approval can be on its way any longer.
 *   <li>What settled nothing is due again later, with growing waits and a counter on the row.
 *   <li>Sleep until the nearest due instant in the table, an alarm, or the scan interval.
 * </ol>
 *
 * <p>A crash at any point leaves the row due when the lease ends. All steps may be repeated.
 */
@ApplicationScoped
public class PaymentWatch {
  private static final Logger LOG = Logger.getLogger(PaymentWatch.class);
  private static final int BATCH = 32;

  /** Of storing what went back. */
  private static final int DONE_TRIES = 5;

  private final Payments payments;
  private final MerchantRequests requests;
  private final DueClaims claims;
  private final NetworkCalls network;
  private final NextDue nextDue;
  private final Background background;
  private final PaymentSettings settings;
  private final Clock clock;
  private final Semaphore permits;
  // Of no calendar: a test clock may jump.
  private volatile long completedNanos = System.nanoTime();
  private volatile boolean stopped;

  PaymentWatch(
      Payments payments,
      MerchantRequests requests,
      DueClaims claims,
      NetworkCalls network,
      NextDue nextDue,
      Background background,
      PaymentSettings settings,
      Clock clock) {
    this.payments = payments;
    this.requests = requests;
    this.claims = claims;
    this.network = network;
    this.nextDue = nextDue;
    this.background = background;
    this.settings = settings;
    this.clock = clock;
    this.permits = new Semaphore(settings.limits().concurrentFollowUps());
  }

  void start(@Observes Startup event) {
    background.run(this::watch);
  }

  void stop(@Observes Shutdown event) {
    stopped = true;
    nextDue.wake();
  }

  /** For how long no round was completed; longer than the scan interval means trouble. */
  public Duration silence() {
    return Duration.ofNanos(System.nanoTime() - completedNanos);
  }

  private void watch() {
    boolean tookOver = false;
    while (!stopped) {
      try {
        if (!tookOver) {
          int orphans = claims.takeOver();
          LOG.infof("%d payments were left in the middle by %s", orphans, settings.instance());
          tookOver = true;
        }
        round();
        completedNanos = System.nanoTime();
        nextDue.sleep();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error e) {
        // An error too: without this thread nothing would ever be settled again.
        if (!stopped) {
          LOG.error("looking for due payments failed; trying again", e);
          nextDue.set(clock.instant().plus(settings.timing().scanInterval()));
          pause();
        }
      }
    }
  }

  /** Not to spin while the database is away. */
  private void pause() {
    try {
      nextDue.sleep();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  /** Looks after all that is due now. */
  void round() {
    nextDue.clear();
    boolean more = true;
    while (more && !stopped) {
      int limit = Math.min(BATCH, permits.availablePermits());
      List<Due> batch = limit == 0 ? List.of() : claims.claim(limit);
      for (Due due : batch) {
        permits.acquireUninterruptibly();
        background.run(() -> lookAfter(due));
      }
      more = limit > 0 && batch.size() == limit;
    }
    Instant now = clock.instant();
    Instant scan = now.plus(settings.timing().scanInterval());
    // With no permit left the next alarm comes from whoever gives one back.
    nextDue.set(
        permits.availablePermits() == 0
            ? scan
            : claims.nearest().filter(scan::isAfter).orElse(scan));
  }

  private void lookAfter(Due due) {
    boolean starved = permits.availablePermits() == 0;
    try {
      step(due);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf(e, "payment %s: not settled; due again when its lease ends", due.id());
    } finally {
      permits.release();
      if (starved) {
        nextDue.wake();
      }
    }
  }

  private void step(Due due) throws InterruptedException {
    switch (due) {
      case DuePayment payment -> step(payment);
      case DueCancellation cancellation -> cancel(cancellation);
    }
  }

  private void step(DuePayment due) throws InterruptedException {
    var id = due.id();
    switch (due.state()) {
      case Authorizing _, Withdrawing _ -> payments.settle(id, new PaymentCommand.Unclear());
      case AuthorizationUnknown _, ReversedInDoubt _ -> enquire(due);
      case Authorized _ ->
          payments.settle(id, new PaymentCommand.ConfirmDeadlinePassed(clock.instant()));
      case Reversing reversing -> reverse(due, reversing.advice());
      case UndoingLateApproval _ -> reverse(due, UndoingLateApproval.ADVICE);
      case Held _, PartiallyCaptured _ ->
          payments.settle(id, new PaymentCommand.CaptureDeadlinePassed(clock.instant()));
      case Expiring _ -> reverse(due, Expiring.ADVICE);
      case NotStarted _, Settled _ -> LOG.debugf("payment %s was settled meanwhile", id);
    }
  }

  private void enquire(DuePayment due) throws InterruptedException {
    switch (network.enquire(due.id())) {
      case Approved(var authorizationCode, var returnCode) ->
          payments.settle(due.id(), payments.approved(authorizationCode, returnCode));
      case Declined(var returnCode) -> {
        var command = Authorizations.declined(returnCode);
        if (command instanceof PaymentCommand.Unclear) {
          stillUnclear(due);
        } else {
          payments.settle(due.id(), command);
        }
      }
      case NotFound _ -> payments.settle(due.id(), new PaymentCommand.NotFound());
      case Unclear _ -> stillUnclear(due);
    }
  }

  private void stillUnclear(DuePayment due) {
    boolean undecided = due.state() instanceof AuthorizationUnknown;
    if (undecided && due.attempts() >= settings.limits().enquiries()) {
      payments.settle(due.id(), new PaymentCommand.GiveUp());
    } else {
      claims.postpone(due);
    }
  }

  private void reverse(Due due, int advice) throws InterruptedException {
    // A claim counts as a try, so that one whose answer a crash has swallowed is counted too.
    if (network.reverse(due.id(), due.attempts() > 1)) {
      payments.settle(due.id(), new PaymentCommand.ReversalAcknowledged(advice));
      return;
    }
    alarm(due, "reversal advices without acknowledgement");
    claims.postpone(due);
  }

  private void cancel(DueCancellation due) throws InterruptedException {
    var request = new CancellationRequest(due.id(), due.request(), due.kind(), due.amount());
    switch (network.cancel(request, answer -> heardLate(due, answer))) {
      case Canceled _ -> done(due);
      // A refusal under a code that approves is nonsense, and nonsense is unclear.
      case CancelRefused(var code) when !ReturnCodes.of(code).approves() ->
          requests.refused(due.id(), due.request(), due.tried(), code);
      case CancelRefused _, NotDone _, Unclear _ -> {
        alarm(due, "cancellations without a clear answer");
        claims.postpone(due);
      }
    }
  }

  /** Only that it was done: of anything else the request, which is due again, tells more. */
  private void heardLate(DueCancellation due, CardNetwork.CancelAnswer answer) {
    if (answer instanceof Canceled) {
      try {
        done(due);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * What was refused meanwhile is not due, and the network is not asked for it again: its "done" is
   * heard once, and stored sooner or later.
   */
  private void done(DueCancellation due) throws InterruptedException {
    for (int failures = 0; ; ) {
      try {
        requests.done(due.id(), due.request());
        return;
      } catch (RuntimeException e) {
        failures++;
        if (failures == DONE_TRIES) {
          LOG.errorf("payment %s: the network gave %s back, not stored", due.id(), due.amount());
          throw e;
        }
        LOG.errorf(e, "payment %s: what went back is not stored, try %d", due.id(), failures);
        Thread.sleep(settings.followUp().backoff(failures));
      }
    }
  }

  private void alarm(Due due, String what) {
    if (due.attempts() >= settings.limits().adviceAlarm()) {
      LOG.errorf("payment %s: %d %s; call the network", due.id(), due.attempts(), what);
    }
  }
}
