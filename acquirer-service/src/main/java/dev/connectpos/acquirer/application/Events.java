package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentEvent;
import java.time.Instant;
import java.util.List;

/** Where facts are stated, in the caller's transaction. */
public interface Events {

  /**
   * One fact.
   *
   * @param about the payment as it is now; its trail is the one before these events
   * @param event the fact
   * @param version its place in the payment's stream
   * @param at when it became true
   */
  record Stated(StoredPayment about, PaymentEvent event, long version, Instant at) {}

  /** States facts in order; a failure fails the transaction. */
  void state(List<Stated> facts);
}
