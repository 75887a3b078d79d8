package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Payments and cancellations somebody has to look after, by the instant stored with them. */
public interface DuePayments {

  /** What is due, claimed by the caller. */
  sealed interface Due {
    /** The payment. */
    PaymentId id();

    /** How often it was claimed as it stands, this time included. */
    int attempts();
  }

  /**
   * A payment.
   *
   * @param state as it was when claimed; its cancellations are not read
   */
  record DuePayment(PaymentId id, PaymentState state, int attempts) implements Due {}

  /**
   * A cancellation that the network is to be asked for.
   *
   * @param tried the number of its try
   */
  record DueCancellation(
      PaymentId id, RequestId request, Kind kind, Money amount, int tried, int attempts)
      implements Due {}

  /**
   * Claims what is due: others will not get them before the lease ends. Passes over what others are
   * claiming.
   */
  List<Due> claim(Instant now, Instant leaseUntil, int limit);

  /** The earliest instant at which something is due, if anything is. */
  Optional<Instant> nearest();

  /** Sets another instant for what was claimed, unless it has moved on since. */
  void postpone(Due due, Instant until);

  /** Makes due at once what this instance was asking the network about when it died. */
  int takeOver(String instance, Instant startedAt);
}
