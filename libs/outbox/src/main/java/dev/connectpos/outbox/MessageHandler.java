package dev.connectpos.outbox;

/** What a service does with a message of one topic. */
@FunctionalInterface
public interface MessageHandler {

  /**
   * Applies the message in one transaction of its own, committed before this returns.
   *
   * <p>Called on a virtual thread, for one aggregate at a time in the order of its messages; may be
   * called again with the same message, and must answer {@link Verdict#DUPLICATE} then.
   *
   * @throws PermanentFailureException if no retry can help; the message is parked
   * @throws RuntimeException anything else is taken as transient and retried in place
   */
  Verdict handle(InboundMessage message);
}
