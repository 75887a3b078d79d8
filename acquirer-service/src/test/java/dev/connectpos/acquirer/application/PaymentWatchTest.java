package dev.connectpos.acquirer.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Money;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  /** It may be the answer to a try that was refused meanwhile, which nobody asks for again. */
  @Test
  void whatWentBackIsStoredOnceTheDatabaseIsBack() {
    var patient = ScriptedNetwork.settings(Duration.ofSeconds(30), SHORT, 1, 1);
    var unhurried =
        new PaymentSettings(
            "test",
            Instant.EPOCH,
            patient.timing(),
            patient.limits(),
            settings.followUp(),
            patient.fees(),
            patient.acquirerZone());
    var due =
        new DuePayments.DueCancellation(
            new PaymentId("pay_1"), new RequestId("req_1"), Kind.REFUND, Money.brl(1), 1, 1);
    var tries = new AtomicInteger();
    var watch =
        new PaymentWatch(
            new StoredOutcomes(0),
            requests(
                () -> {
                  if (tries.incrementAndGet() < 4) {
                    throw new IllegalStateException("the database is away");
                  }
                }),
            new Claims(claims::incrementAndGet) {
              @Override
              public List<DuePayments.Due> claim(int limit) {
                super.claim(limit);
                return claims.get() == 1 ? List.of(due) : List.of();
              }
            },
            ScriptedNetwork.calls(givingBack(), threads, unhurried),
            nextDue,
            threads,
            unhurried,
            clock);
    watch.start(new Startup());
    await().until(() -> tries.get() == 4);
    watch.stop(new Shutdown());
  }

  private static CardNetwork givingBack() {
    return (CardNetwork)
        Proxy.newProxyInstance(
            CardNetwork.class.getClassLoader(),
            new Class<?>[] {CardNetwork.class},
            (_, _, _) -> new CardNetwork.Canceled());
  }

  private PaymentWatch watch(Runnable onClaim) {
    var network = ScriptedNetwork.calls(new ScriptedNetwork(), threads, settings);
    return new PaymentWatch(
        new StoredOutcomes(0),
        requests(() -> {}),
        new Claims(onClaim),
        network,
        nextDue,
        threads,
        settings,
        clock);
  }

  private MerchantRequests requests(Runnable onDone) {
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
            new Receivables(
                Ports.unused(ReceivableStore.class),
                Ports.unused(AffiliationStore.class),
                settings),
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
        new AuditLog(Ports.unused(AuditStore.class), Ports.unused(Ids.class), clock),
        settings,
        clock) {
      @Override
      public void done(PaymentId id, RequestId request) {
        onDone.run();
      }
    };
  }

  private class Claims extends DueClaims {
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
    public Optional<Instant> nearest() {
      return Optional.empty();
    }

    @Override
    public int takeOver() {
      return 0;
    }
  }
}
