package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.AuditStore;
import dev.connectpos.acquirer.domain.AuditEntry;
import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** The table {@code audit_log}, appended to by one transaction at a time. */
@ApplicationScoped
class NativeAuditStore implements AuditStore {
  // The next statement sees what the transaction that held the lock before has committed.
  private static final String LOCK =
      "SELECT 1 FROM pg_advisory_xact_lock(hashtext('connect.audit-log'))";

  private static final String ENTRIES =
      """
      SELECT sequence, entry_id, at, actor, action, subject, before_state, after_state, reason,
             reference, previous_hash, hash
        FROM audit_log
      """;

  private final Session session;

  NativeAuditStore(Session session) {
    this.session = session;
  }

  @Override
  public Optional<Kept> lockLast() {
    var _ = session.createNativeQuery(LOCK, Integer.class).getSingleResult();
    return query("ORDER BY sequence DESC")
        .setMaxResults(1)
        .getResultStream()
        .map(NativeAuditStore::kept)
        .findFirst();
  }

  @Override
  public void append(Kept next) {
    AuditEntry entry = next.entry();
    Deed deed = entry.deed();
    session
        .createNativeMutationQuery(
            """
            INSERT INTO audit_log (sequence, entry_id, at, actor, action, subject, before_state,
                after_state, reason, reference, previous_hash, hash)
            VALUES (:sequence, :id, :at, :actor, :action, :subject, cast(:before as text),
                cast(:after as text), cast(:reason as text), cast(:reference as text), :previous,
                :hash)""")
        .setParameter("sequence", entry.sequence())
        .setParameter("id", entry.id())
        .setParameter("at", entry.at())
        .setParameter("actor", deed.actor())
        .setParameter("action", deed.action())
        .setParameter("subject", deed.subject())
        .setParameter("before", deed.before())
        .setParameter("after", deed.after())
        .setParameter("reason", deed.reason())
        .setParameter("reference", deed.reference())
        .setParameter("previous", entry.previousHash())
        .setParameter("hash", next.hash())
        .executeUpdate();
  }

  @Override
  public List<Kept> after(long sequence, int limit) {
    return query("WHERE sequence > :after ORDER BY sequence")
        .setParameter("after", sequence)
        .setMaxResults(limit)
        .getResultStream()
        .map(NativeAuditStore::kept)
        .toList();
  }

  @Override
  public List<Kept> about(String subject, int limit) {
    return query("WHERE subject = :subject ORDER BY sequence")
        .setParameter("subject", subject)
        .setMaxResults(limit)
        .getResultStream()
        .map(NativeAuditStore::kept)
        .toList();
  }

  private NativeQuery<Tuple> query(String which) {
    return session.createNativeQuery(ENTRIES + which, Tuple.class);
  }

  private static Kept kept(Tuple row) {
    return new Kept(
        new AuditEntry(
            NativeRows.number(row, "sequence"),
            row.get("entry_id", UUID.class),
            NativeRows.instant(row, "at"),
            new Deed(
                NativeRows.text(row, "actor"),
                NativeRows.text(row, "action"),
                NativeRows.text(row, "subject"),
                NativeRows.textOrNull(row, "before_state"),
                NativeRows.textOrNull(row, "after_state"),
                NativeRows.textOrNull(row, "reason"),
                NativeRows.textOrNull(row, "reference")),
            NativeRows.text(row, "previous_hash")),
        NativeRows.text(row, "hash"));
  }
}
