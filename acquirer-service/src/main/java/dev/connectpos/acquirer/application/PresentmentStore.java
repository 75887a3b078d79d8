package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AttemptId;
import java.time.Instant;
import java.util.Optional;

/** Where sealed cards wait for their payment: not in the write-ahead log, not in a backup. */
public interface PresentmentStore {

  /**
   * A sealed card under its reference.
   *
   * @param reference one use
   * @param attemptId the only attempt it is for
   * @param terminalSerial the only terminal it may come from
   * @param card sealed
   * @param expiresAt of no use from then on
   */
  record Presentment(
      String reference,
      AttemptId attemptId,
      String terminalSerial,
      SealedCard card,
      Instant expiresAt) {}

  /** Keeps it. */
  void add(Presentment presentment);

  /** Takes it out, in the caller's transaction: gone once that commits, back if it does not. */
  Optional<Presentment> take(String reference);

  /** Deletes what nobody came for; answers how many. */
  int reap(Instant now);
}
