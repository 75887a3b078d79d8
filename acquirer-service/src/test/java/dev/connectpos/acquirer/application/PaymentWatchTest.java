package dev.connectpos.acquirer.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one thread that must not end. */
class PaymentWatchTest {
  private static final Duration SHORT = Duration.ofMillis(10);

  private final Clock clock = Clock.systemUTC();
  private final NextDue nextDue = new NextDue(clock);
  private final PaymentSettings settings = ScriptedNetwork.settings(SHORT, SHORT, 1, 1);
  private final Threads threads = new Threads();
  private final AtomicInteger claims = new AtomicInteger();

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void goesOnAfterAnError() {
    var watch =
        watch(
            () -> {
              if (claims.incrementAndGet() < 3) {
                throw new StackOverflowError("for once");
              }
            });
    watch.start(new Startup());
    await().until(() -> claims.get() > 5);
    watch.stop(new Shutdown());
  }

  @Test
  void tellsForHowLongItCompletedNoRound() {
    var watch =
        watch(
            () -> {
              claims.incrementAndGet();
              throw new IllegalStateException("no database");
            });
    watch.start(new Startup());
    Duration before = watch.silence();
    await().until(() -> claims.get() > 3);
    assertThat(watch.silence()).isGreaterThan(before);
    watch.stop(new Shutdown());
  }

  private PaymentWatch watch(Runnable onClaim) {
    var network = ScriptedNetwork.calls(new ScriptedNetwork(), threads, settings);
    return new PaymentWatch(
        new StoredOutcomes(0),
        requests(),
        new Claims(onClaim),
        network,
        nextDue,
        threads,
        settings,
        clock);
  }

  /** Nothing is due. */
  private MerchantRequests requests() {
    var store = Ports.unused(PaymentStore.class);
    var balances = Ports.unused(Balances.class);
    var afterCommit =
        new AfterCommit(
            Ports.unused(TransactionSynchronizationRegistry.class),
            nextDue,
            Ports.unused(PaymentMeter.class));
    var outcome =
        new Outcome(
            store,
            Ports.unused(Ledger.class),
            balances,
            Ports.unused(Events.class),
            afterCommit,
            settings);
    return new MerchantRequests(
        store,
        Ports.unused(AffiliationStore.class),
        balances,
        outcome,
        new Contradictions(Ports.unused(ContradictionStore.class)),
        settings,
        clock);
  }

  private final class Claims extends DueClaims {
    private final Runnable onClaim;

    Claims(Runnable onClaim) {
      super(Ports.unused(DuePayments.class), nextDue, settings, clock);
      this.onClaim = onClaim;
    }

    @Override
    public List<DuePayments.Due> claim(int limit) {
      onClaim.run();
      return List.of();
    }

    @Override
    public Optional<java.time.Instant> nearest() {
      return Optional.empty();
    }

    @Override
    public int takeOver() {
      return 0;
    }
  }
}
