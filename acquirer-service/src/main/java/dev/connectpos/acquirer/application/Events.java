package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where facts are stated, in the caller's transaction. */
public interface Events {

  /**
   * One fact.
   *
   * @param about the payment as it is now; its trail is the one before these events
   * @param event the fact
   * @param version its place in the payment's stream
   * @param at when it became true
   * @param bookedOn the merchant's day on which it was posted; null if nothing was
   */
  record Stated(
      StoredPayment about,
      PaymentEvent event,
      long version,
      Instant at,
      @Nullable LocalDate bookedOn) {}

  /** States facts in order; a failure fails the transaction. */
  void state(List<Stated> facts);
}
