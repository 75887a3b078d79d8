package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Payments that somebody has to look after, by the instant stored with them. */
public interface DuePayments {

  /**
   * One that is due, claimed by the caller.
   *
   * @param id which
   * @param state as it was when claimed
   * @param attempts how often it was claimed in this state, this time included
   */
  record Due(PaymentId id, PaymentState state, int attempts) {}

  /**
   * Claims payments that are due: others will not get them before the lease ends. Passes over what
   * others are claiming.
   */
  List<Due> claim(Instant now, Instant leaseUntil, int limit);

  /** The earliest instant at which a payment is due, if any is. */
  Optional<Instant> nearest();

  /** Sets another instant for a claimed payment, unless it has moved on since. */
  void postpone(Due due, Instant until);

  /** Makes due at once what this instance was asking the network about when it died. */
  int takeOver(String instance, Instant startedAt);
}
