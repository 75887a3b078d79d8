package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/**
 * Where the money of a charge is, as the acquirer says; of cash, as the PDV does. A state holds
 * exactly what exists in it.
 */
public sealed interface ChargeState {

  /** No money has moved. Of a charge over the API only: on a terminal an approval is the first. */
  sealed interface Unapproved extends ChargeState {}

  /**
   * The acquirer is asked, with the outcome open.
   *
   * @param inDoubt whether it said that it has to find out
   */
  record Processing(boolean inDoubt) implements Unapproved {}

  /** It came to nothing. */
  record Failed(Failure failure, Instant failedAt) implements Unapproved {}

  /** The PDV has yet to say that it has the cash. */
  record Unconfirmed() implements Unapproved {}

  /** Held on the shopper's account, until captured, released or expired. */
  record Pending(Instant captureBy) implements ChargeState {}

  /** Money was captured, if not for good. */
  sealed interface Captured extends ChargeState {
    Money captured();

    Instant capturedAt();

    /** What of it went back. */
    Money givenBack();
  }

  /** The charge is over; no money can move any more. */
  sealed interface Over extends ChargeState {
    Instant overAt();
  }

  /** Some of it is the merchant's. */
  sealed interface Kept extends Captured {
    /** The same when this much went back in all, which is less than what was captured. */
    Kept givingBack(Money inAll);
  }

  /**
   * A part is the merchant's, and the rest is still held for further captures.
   *
   * @param captured less than what was authorized
   * @param givenBack less than what was captured
   * @param capturedAt the last time
   * @param captureBy the rest expires then
   */
  record PartiallyCaptured(Money captured, Money givenBack, Instant capturedAt, Instant captureBy)
      implements Kept {
    @Override
    public PartiallyCaptured givingBack(Money inAll) {
      return new PartiallyCaptured(captured, inAll, capturedAt, captureBy);
    }
  }

  /**
   * The money is the merchant's, and nothing more is captured.
   *
   * @param givenBack less than what was captured
   * @param capturedAt the last time
   */
  record Paid(Money captured, Money givenBack, Instant capturedAt) implements Kept {
    @Override
    public Paid givingBack(Money inAll) {
      return new Paid(captured, inAll, capturedAt);
    }
  }

  /** All of it went back on the day of the sale. */
  record Voided(Money captured, Instant capturedAt, Instant overAt) implements Captured, Over {
    @Override
    public Money givenBack() {
      return captured;
    }
  }

  /** All of it went back later, the last part at {@code overAt}. */
  record Refunded(Money captured, Instant capturedAt, Instant overAt) implements Captured, Over {
    @Override
    public Money givenBack() {
      return captured;
    }
  }

  /** What was held is free again, by request; nothing was captured. */
  record Released(Instant overAt) implements Over {}

  /** What was held is free again, for nobody captured it in time (A2). */
  record Expired(Instant overAt) implements Over {}
}
