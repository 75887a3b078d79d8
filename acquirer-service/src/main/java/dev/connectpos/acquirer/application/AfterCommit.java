package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentRejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.Optional;

/** What follows a commit and must not follow a rollback: alarms and counts, nothing durable. */
@ApplicationScoped
public class AfterCommit {
  private final TransactionSynchronizationRegistry transactions;
  private final NextDue nextDue;
  private final PaymentMeter meter;

  AfterCommit(
      TransactionSynchronizationRegistry transactions, NextDue nextDue, PaymentMeter meter) {
    this.transactions = transactions;
    this.nextDue = nextDue;
    this.meter = meter;
  }

  /** Once committed: counts the facts, and sets the alarm for what is due next. */
  void run(Accepted accepted, Optional<Instant> due) {
    onCommit(
        () -> {
          accepted.events().forEach(meter::stated);
          due.ifPresent(nextDue::set);
        });
  }

  /** Once committed: counts a command without effect. */
  void rejected(String command, PaymentRejection reason) {
    onCommit(() -> meter.rejected(command, reason));
  }

  /** Once committed. */
  void run(Runnable action) {
    onCommit(action);
  }

  private void onCommit(Runnable action) {
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing to add to the transaction.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              action.run();
            }
          }
        });
  }
}
