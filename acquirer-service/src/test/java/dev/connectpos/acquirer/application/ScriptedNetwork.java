package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AffiliationServices;
import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.FeeSchedule;
import dev.connectpos.acquirer.domain.FollowUp;
import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentRejection;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Money;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A network that keeps silent until it is told what to say, and calls to it. */
final class ScriptedNetwork implements CardNetwork {
  static final AuthorizationRequest REQUEST =
      new AuthorizationRequest(
          new PaymentId("pay_1"),
          new AffiliationStore.Affiliate("5AC", false, AffiliationServices.USUAL),
          PaymentOrigin.ORDER,
          Money.brl(100_00),
          new PaymentPlan(PaymentType.CREDIT, 1, InstallmentType.MERCHANT),
          null,
          new PresentedCard("4111111111111111", YearMonth.of(2030, 12)));

  static final CancellationRequest CANCELLATION =
      new CancellationRequest(
          REQUEST.reference(), new RequestId("req_1"), Cancellation.Kind.VOID, REQUEST.amount());

  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final CompletableFuture<CancelAnswer> canceled = new CompletableFuture<>();
  private volatile CompletableFuture<Answer> answer = new CompletableFuture<>();

  /** Answers every authorization from now on. */
  void answers(Answer told) {
    answer = CompletableFuture.completedFuture(told);
  }

  /** Answers no authorization from now on. */
  void keepsSilent() {
    answer = new CompletableFuture<>();
  }

  /** Answers those that wait. */
  void release(Answer told) {
    answer.complete(told);
  }

  /** Answers the cancellations that wait. */
  void releaseCancellation(CancelAnswer told) {
    canceled.complete(told);
  }

  int sent() {
    return sent.get();
  }

  int waiting() {
    return waiting.get();
  }

  int interrupted() {
    return interrupted.get();
  }

  @Override
  public Answer authorize(AuthorizationRequest request) {
    sent.incrementAndGet();
    return await(answer);
  }

  @Override
  public Finding enquire(PaymentId reference) {
    await(new CompletableFuture<Void>());
    return new Unclear();
  }

  @Override
  public boolean reverse(PaymentId reference, boolean repeat) {
    await(new CompletableFuture<Void>());
    return false;
  }

  @Override
  public Verification verify(AffiliationStore.Affiliate affiliate, PresentedCard card) {
    await(new CompletableFuture<Void>());
    return new Unclear();
  }

  @Override
  public CancelAnswer cancel(CancellationRequest request) {
    return await(canceled);
  }

  private <T> T await(CompletableFuture<T> future) {
    waiting.incrementAndGet();
    try {
      return future.get();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the caller gave up", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  static PaymentSettings settings(Duration limit, Duration lateness, int turns, int listeners) {
    return new PaymentSettings(
        "test",
        Instant.EPOCH,
        new PaymentSettings.Timing(limit, lateness, limit, limit, limit, limit),
        new PaymentSettings.Limits(turns, listeners, 1, 1, 1),
        new FollowUp(limit, limit, limit, lateness),
        new FeeSchedule(0, 0, 0),
        ZoneOffset.UTC);
  }

  static NetworkCalls calls(CardNetwork network, Background background, PaymentSettings settings) {
    return new NetworkCalls(network, background, new Uncounted(), new NoTransaction(), settings);
  }

  static final class Uncounted implements PaymentMeter {
    @Override
    public void answered(String call, String answer, Duration took) {
      // Nobody asks.
    }

    @Override
    public void stated(PaymentEvent event) {
      // Nobody asks.
    }

    @Override
    public void rejected(String command, PaymentRejection reason) {
      // Nobody asks.
    }
  }

  private static final class NoTransaction implements TransactionSynchronizationRegistry {
    @Override
    public @Nullable Object getTransactionKey() {
      return null;
    }

    @Override
    public void putResource(Object key, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object getResource(Object key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void registerInterposedSynchronization(Synchronization sync) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getTransactionStatus() {
      return Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public void setRollbackOnly() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean getRollbackOnly() {
      return false;
    }
  }
}
