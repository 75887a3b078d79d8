package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.FeeSchedule;
import dev.connectpos.acquirer.domain.FollowUp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What may be set.
 *
 * @param instance this replica's name, the same after its restart
 * @param startedAt before any payment of this run
 * @param timing time limits
 * @param limits counts
 * @param followUp when unsettled payments are looked after
 * @param fees what a sale costs the merchant
 * @param acquirerZone where the acquirer's day begins, for NSUs
 */
public record PaymentSettings(
    String instance,
    Instant startedAt,
    Timing timing,
    Limits limits,
    FollowUp followUp,
    FeeSchedule fees,
    ZoneId acquirerZone) {

  /**
   * Time limits.
   *
   * @param networkCall how long one call to the network may take
   * @param networkLateness how long after that the network may still act on it
   * @param confirmWithin how long the terminal has to confirm
   * @param affiliationWait how long a payment waits for its account's event
   * @param presentmentLifetime how long a sealed card waits for its payment
   * @param scanInterval the longest time a due payment stays unseen if a signal is lost
   */
  public record Timing(
      Duration networkCall,
      Duration networkLateness,
      Duration confirmWithin,
      Duration affiliationWait,
      Duration presentmentLifetime,
      Duration scanInterval) {}

  /**
   * Counts.
   *
   * @param concurrentAuthorizations calls at a time; more wait
   * @param lateAuthorizations unanswered calls that are still listened to; more are cut off
   * @param concurrentFollowUps enquiries and advices at a time
   * @param enquiries tries to find out an outcome before the payment is undone
   * @param adviceAlarm tries to undo a payment before an operator is called
   */
  public record Limits(
      int concurrentAuthorizations,
      int lateAuthorizations,
      int concurrentFollowUps,
      int enquiries,
      int adviceAlarm) {}
}
