package dev.connectpos.outbox;

import java.time.Instant;

/** What the relay needs of a pgoutput stream. */
sealed interface WalMessage {

  /**
   * A committed transaction starts.
   *
   * @param xid of the transaction, without its epoch
   * @param committedAt by the database's clock
   */
  record Begin(int xid, Instant committedAt) implements WalMessage {}

  /** The transaction inserted a row into the outbox. */
  record Insert(OutboxRow row) implements WalMessage {}

  /**
   * The transaction is complete.
   *
   * @param endLsn position behind it; once confirmed, it is not sent again
   */
  record Commit(long endLsn) implements WalMessage {}

  /** Anything else: descriptions of tables, heartbeats. */
  enum Other implements WalMessage {
    NOTHING
  }
}
