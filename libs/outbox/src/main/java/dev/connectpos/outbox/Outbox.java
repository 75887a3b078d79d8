package dev.connectpos.outbox;

import java.util.List;

/** Where a service's messages go, in the transaction that causes them. */
public interface Outbox {

  /**
   * Appends messages in order, inside the caller's transaction. They leave when, and only when, it
   * commits. The trace context of the calling thread travels with them.
   *
   * @throws jakarta.transaction.TransactionalException if there is no transaction
   * @throws RuntimeException if a row cannot be written; the transaction is then marked to roll
   *     back and must not be saved by catching this
   */
  void append(List<OutboxMessage> messages);
}
