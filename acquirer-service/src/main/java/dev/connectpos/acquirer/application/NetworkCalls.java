package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.CardNetwork.Answer;
import dev.connectpos.acquirer.application.CardNetwork.AuthorizationRequest;
import dev.connectpos.acquirer.application.CardNetwork.Finding;
import dev.connectpos.acquirer.application.CardNetwork.NotDone;
import dev.connectpos.acquirer.application.CardNetwork.Unclear;
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
import org.jboss.logging.Logger;

/**
 * The network with a time limit and a bound on calls at a time. Whatever goes wrong after the
 * request may have left is unclear; what did not leave is not done.
 */
@ApplicationScoped
public class NetworkCalls {
  private static final Logger LOG = Logger.getLogger(NetworkCalls.class);

  private final CardNetwork network;
  private final Background background;
  private final PaymentMeter meter;
  private final TransactionSynchronizationRegistry transactions;
  private final Duration limit;
  private final Semaphore authorizations;

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
    this.authorizations = new Semaphore(settings.limits().concurrentAuthorizations(), true);
  }

  /** Asks for money to be held; waits for its turn at most as long as for the answer. */
  Answer authorize(AuthorizationRequest request) throws InterruptedException {
    if (!authorizations.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.warnf("payment %s: no call to the network became free", request.reference());
      return new NotDone();
    }
    // The permit goes back when the call ends, which may be after we stopped waiting for it.
    return call(
        "authorize",
        () -> {
          try {
            return network.authorize(request);
          } finally {
            authorizations.release();
          }
        },
        new Unclear());
  }

  /** Asks what became of an authorization. */
  Finding enquire(PaymentId reference) throws InterruptedException {
    return call("enquire", () -> network.enquire(reference), new Unclear());
  }

  /** Advises that it must not stand; true if acknowledged. */
  boolean reverse(PaymentId reference, int advice) throws InterruptedException {
    return call("reverse", () -> network.reverse(reference, advice), false);
  }

  private <T> T call(String name, Callable<? extends T> call, T unclear)
      throws InterruptedException {
    if (transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException("the network must not be called inside a transaction");
    }
    long started = System.nanoTime();
    T answer = unclear;
    Future<? extends T> future = background.call(call);
    try {
      answer = future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      future.cancel(true);
    } catch (ExecutionException e) {
      LOG.warnf(e.getCause(), "network call %s failed", name);
    }
    meter.answered(
        name, answer.getClass().getSimpleName(), Duration.ofNanos(System.nanoTime() - started));
    return answer;
  }
}
