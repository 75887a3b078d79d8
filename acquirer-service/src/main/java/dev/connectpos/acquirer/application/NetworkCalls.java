package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.application.CardNetwork.Answer;
import dev.connectpos.acquirer.application.CardNetwork.AuthorizationRequest;
import dev.connectpos.acquirer.application.CardNetwork.CancelAnswer;
import dev.connectpos.acquirer.application.CardNetwork.CancellationRequest;
import dev.connectpos.acquirer.application.CardNetwork.Finding;
import dev.connectpos.acquirer.application.CardNetwork.NotDone;
import dev.connectpos.acquirer.application.CardNetwork.Unclear;
import dev.connectpos.acquirer.application.CardNetwork.Verification;
import dev.connectpos.acquirer.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The network with a time limit and a bound on calls at a time. Whatever goes wrong after the
 * request may have left is unclear; what did not leave is not done.
 *
 * <p>An authorization that is not answered in time gives its turn to the next one. Its answer is
 * still listened for, because an approval that nobody hears of would hold the shopper's money for
 * nothing, and so is a cancellation's, because money would have gone back unknown to the books; but
 * only for the network's maximum lateness, and only so many at a time. Beyond either the call is
 * interrupted, and the enquiry has to find out.
 */
@ApplicationScoped
public class NetworkCalls {
  private static final Logger LOG = Logger.getLogger(NetworkCalls.class);

  private final CardNetwork network;
  private final Background background;
  private final PaymentMeter meter;
  private final TransactionSynchronizationRegistry transactions;
  private final Duration limit;
  private final Duration lateness;
  private final Semaphore authorizations;
  private final Semaphore lateAnswers;
  private final Semaphore lateCancellations;
  private final Semaphore verifications;

  NetworkCalls(
      CardNetwork network,
      Background background,
      PaymentMeter meter,
      TransactionSynchronizationRegistry transactions,
      PaymentSettings settings) {
    this.network = network;
    this.background = background;
    this.meter = meter;
    this.transactions = transactions;
    this.limit = settings.timing().networkCall();
    this.lateness = settings.timing().networkLateness();
    this.authorizations = new Semaphore(settings.limits().concurrentAuthorizations(), true);
    this.lateAnswers = new Semaphore(settings.limits().lateAuthorizations());
    // Of their own: cancellations are asked again and again, and would leave approvals unheard.
    this.lateCancellations = new Semaphore(settings.limits().lateAuthorizations());
    // Of their own: whoever tries many cards keeps no sale waiting.
    this.verifications = new Semaphore(settings.limits().concurrentAuthorizations());
  }

  /**
   * Asks for money to be held; waits for its turn at most as long as for the answer.
   *
   * @param wanted asked right before it is sent: whoever waited may have been given up meanwhile,
   *     and an authorization that nobody waits for must not be sent
   * @param late is told the answer if it comes after we stopped waiting
   */
  Answer authorize(AuthorizationRequest request, BooleanSupplier wanted, Consumer<Answer> late)
      throws InterruptedException {
    if (!authorizations.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.warnf("payment %s: no call to the network became free", request.reference());
      return new NotDone();
    }
    try {
      return callAndListen(
          "authorize",
          wanted,
          () -> network.authorize(request),
          new Late<>(late, new NotDone(), new Unclear(), lateAnswers));
    } finally {
      authorizations.release();
    }
  }

  /**
   * What becomes of a call that nobody waits for any more.
   *
   * @param listener is told its answer
   * @param notSent its answer if it had not begun
   * @param unclear what is known until then
   * @param bound how many are listened to
   */
  private record Late<T>(Consumer<T> listener, T notSent, T unclear, Semaphore bound) {}

  private <T> T callAndListen(
      String name, BooleanSupplier wanted, Callable<? extends T> ask, Late<T> late)
      throws InterruptedException {
    // Whoever sets it first speaks: the call with its answer, or we with our patience at an end.
    var spoken = new AtomicBoolean();
    Callable<T> call =
        () -> {
          T answer = wanted.getAsBoolean() && !spoken.get() ? ask.call() : late.notSent;
          if (!spoken.compareAndSet(false, true)) {
            late.listener.accept(answer);
          }
          return answer;
        };
    return call(
        name,
        call,
        new Patience<>(
            unanswered -> spoken.compareAndSet(false, true) && listenOn(unanswered, late.bound),
            late.unclear));
  }

  /** Lets a call that nobody waits for go on, within bounds. */
  private boolean listenOn(Future<?> unanswered, Semaphore bound) {
    if (bound.tryAcquire()) {
      background.run(() -> listen(unanswered, bound));
    } else {
      LOG.warn("too many calls to the network are late; one is cut off");
      unanswered.cancel(true);
    }
    return true;
  }

  private void listen(Future<?> unanswered, Semaphore bound) {
    try {
      unanswered.get(lateness.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      unanswered.cancel(true);
    } catch (ExecutionException e) {
      LOG.warnf(e.getCause(), "a late network call failed");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      bound.release();
    }
  }

  /** Asks what became of an authorization. */
  Finding enquire(PaymentId reference) throws InterruptedException {
    return call("enquire", () -> network.enquire(reference), Patience.then(new Unclear()));
  }

  /** Asks whether a card is one; not at all while too many others do. */
  Verification verify(Affiliate affiliate, PresentedCard card) throws InterruptedException {
    if (!verifications.tryAcquire()) {
      return new NotDone();
    }
    try {
      return call("verify", () -> network.verify(affiliate, card), Patience.then(new Unclear()));
    } finally {
      verifications.release();
    }
  }

  /**
   * Asks for money to go back. The network may do it after we stopped waiting, and refuse what we
   * ask meanwhile: that it was done is heard then.
   *
   * @param late is told the answer if it comes after we stopped waiting
   */
  CancelAnswer cancel(CancellationRequest request, Consumer<CancelAnswer> late)
      throws InterruptedException {
    return callAndListen(
        "cancel",
        () -> true,
        () -> network.cancel(request),
        new Late<>(late, new NotDone(), new Unclear(), lateCancellations));
  }

  /** Advises that it must not stand; true if acknowledged. */
  boolean reverse(PaymentId reference, boolean repeat) throws InterruptedException {
    return call("reverse", () -> network.reverse(reference, repeat), Patience.then(false));
  }

  /**
   * What happens when the limit is reached: the call may be given up, unless its answer has just
   * come, and then this is what we know.
   */
  private record Patience<T>(Predicate<Future<?>> givesUp, T unclear) {
    /** The call is cut off: it may be repeated, and its answer is of no use to anybody. */
    static <T> Patience<T> then(T unclear) {
      return new Patience<>(
          unanswered -> {
            unanswered.cancel(true);
            return true;
          },
          unclear);
    }
  }

  private <T> T call(String name, Callable<? extends T> call, Patience<T> patience)
      throws InterruptedException {
    if (transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException("the network must not be called inside a transaction");
    }
    long started = System.nanoTime();
    T answer = patience.unclear;
    Future<? extends T> future = background.call(call);
    try {
      answer = await(future, patience);
    } catch (ExecutionException e) {
      LOG.warnf(e.getCause(), "network call %s failed", name);
    }
    meter.answered(
        name, answer.getClass().getSimpleName(), Duration.ofNanos(System.nanoTime() - started));
    return answer;
  }

  private <T> T await(Future<? extends T> future, Patience<T> patience)
      throws InterruptedException, ExecutionException {
    try {
      return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return patience.givesUp.test(future) ? patience.unclear : future.get();
    }
  }
}
