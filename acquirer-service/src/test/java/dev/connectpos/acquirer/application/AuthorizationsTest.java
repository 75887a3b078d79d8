package dev.connectpos.acquirer.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.PaymentCommand;
import dev.connectpos.acquirer.domain.PaymentId;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of an answer that comes when nobody waits for it any more. */
class AuthorizationsTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final Threads threads = new Threads();
  private final PaymentSettings settings = ScriptedNetwork.settings(SHORT, SHORT, 1, 1);

  @Test
  void aLateAnswerIsStoredOnceTheDatabaseIsBack() {
    var payments = new StoredOutcomes(3);
    authorizations(payments).settleLate(new PaymentId("pay_1"), new CardNetwork.NotDone());
    assertThat(payments.stored()).containsExactly(new PaymentCommand.NotDone());
  }

  @Test
  void aListenerThatIsCutOffStopsTrying() {
    var payments = new StoredOutcomes(Integer.MAX_VALUE);
    Thread.currentThread().interrupt();
    authorizations(payments).settleLate(new PaymentId("pay_1"), new CardNetwork.NotDone());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(payments.stored()).isEmpty();
  }

  private Authorizations authorizations(Payments payments) {
    var bells = new AffiliationBells();
    var affiliations =
        new Affiliations(
            Ports.unused(AffiliationStore.class),
            Ports.unused(AffiliationEvents.class),
            Ports.unused(Ids.class),
            bells,
            new AfterCommit(
                Ports.unused(TransactionSynchronizationRegistry.class),
                new NextDue(Clock.systemUTC()),
                Ports.unused(PaymentMeter.class)),
            new AuditLog(
                Ports.unused(AuditStore.class), Ports.unused(Ids.class), Clock.systemUTC()),
            Clock.systemUTC());
    var network = ScriptedNetwork.calls(new ScriptedNetwork(), threads, settings);
    return new Authorizations(payments, affiliations, bells, network, threads, settings);
  }
}
