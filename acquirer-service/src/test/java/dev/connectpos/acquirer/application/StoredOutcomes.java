package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentCommand;
import dev.connectpos.acquirer.domain.PaymentId;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Payments whose database fails a few times before it stores an outcome. */
final class StoredOutcomes extends Payments {
  private final AtomicInteger failures;
  private final List<PaymentCommand> stored = new CopyOnWriteArrayList<>();

  StoredOutcomes(int failures) {
    super(
        Ports.unused(PaymentStore.class),
        new ClaimedCards(
            Ports.unused(PresentmentStore.class),
            Ports.unused(OnlineCardStore.class),
            Ports.unused(CardVault.class),
            Ports.unused(CardSafe.class)),
        Ports.unused(AffiliationStore.class),
        new Outcome(
            Ports.unused(PaymentStore.class),
            Ports.unused(Ledger.class),
            new Receivables(
                Ports.unused(ReceivableStore.class),
                Ports.unused(AffiliationStore.class),
                ScriptedNetwork.settings(Duration.ofMillis(1), Duration.ofMillis(1), 1, 1)),
            Ports.unused(Balances.class),
            Ports.unused(Events.class),
            new AfterCommit(
                Ports.unused(TransactionSynchronizationRegistry.class),
                new NextDue(Clock.systemUTC()),
                Ports.unused(PaymentMeter.class)),
            ScriptedNetwork.settings(Duration.ofMillis(1), Duration.ofMillis(1), 1, 1)),
        ScriptedNetwork.settings(Duration.ofMillis(1), Duration.ofMillis(1), 1, 1),
        Clock.systemUTC());
    this.failures = new AtomicInteger(failures);
  }

  @Override
  public void settle(PaymentId id, PaymentCommand command) {
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException("the database is away");
    }
    stored.add(command);
  }

  List<PaymentCommand> stored() {
    return stored;
  }
}
