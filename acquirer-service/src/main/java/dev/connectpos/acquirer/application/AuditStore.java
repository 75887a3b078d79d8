package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AuditEntry;
import java.util.List;
import java.util.Optional;

/** Where the audit log is kept. Every method runs in the caller's transaction. */
public interface AuditStore {

  /**
   * An entry as it is kept.
   *
   * @param hash as it was computed when it was written
   */
  record Kept(AuditEntry entry, String hash) {}

  /** The last entry; nobody else appends until the transaction ends. */
  Optional<Kept> lockLast();

  /** Appends what follows the last entry. */
  void append(Kept next);

  /** Entries after a sequence number, in their order. */
  List<Kept> after(long sequence, int limit);

  /** Entries about a subject, in their order. */
  List<Kept> about(String subject, int limit);
}
