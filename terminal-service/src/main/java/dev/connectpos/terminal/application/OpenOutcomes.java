package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.PaymentAttempt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Payments whose outcome is open. */
@ApplicationScoped
public class OpenOutcomes {
  private static final int MOST = 100;

  private final AttemptStore attempts;

  OpenOutcomes(AttemptStore attempts) {
    this.attempts = attempts;
  }

  /**
   * What has been open for too long, and what will be next.
   *
   * @param overdue the oldest first, a hundred at most
   * @param nextStartedAt when the oldest of the others began
   */
  public record Look(List<PaymentAttempt> overdue, Optional<Instant> nextStartedAt) {}

  /** Looks for payments that began by an instant and are still open. */
  @Transactional
  public Look look(Instant startedBy) {
    return new Look(attempts.liveBy(startedBy, MOST), attempts.oldestLiveAfter(startedBy));
  }
}
