package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AuditStore.Kept;
import dev.connectpos.acquirer.domain.AuditEntry;
import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What operators did, in the transaction in which they did it. The rows are chained by their
 * hashes: one that was changed, taken out or put in is found by {@link #verify()}. Not found is
 * that the last ones are missing: for that the log has the hash of each, which has to be kept
 * elsewhere.
 */
@ApplicationScoped
public class AuditLog {
  private static final Logger LOG = Logger.getLogger(AuditLog.class);
  private static final int PAGE = 1000;

  private final AuditStore store;
  private final Ids ids;
  private final Clock clock;

  AuditLog(AuditStore store, Ids ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What the chain is worth.
   *
   * @param entries how many are in order
   * @param lastHash of the last of them
   * @param broken the first that is not; null: none
   */
  public record Verification(long entries, String lastHash, @Nullable Broken broken) {}

  /**
   * The first broken link.
   *
   * @param sequence of the entry that does not follow the one before it
   * @param rule which it breaks, for people
   */
  public record Broken(long sequence, String rule) {}

  /** Writes it in the caller's transaction, or fails with it; answers the entry's id. */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID write(Deed deed) {
    return write(deed, ids.eventId(), clock.instant());
  }

  /** As {@link #write(Deed)}, with what the entry's id and instant have to be. */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID write(Deed deed, UUID id, Instant at) {
    AuditEntry next =
        store
            .lockLast()
            .map(last -> last.entry().next(id, at, deed))
            .orElseGet(() -> new AuditEntry(1, id, at, deed, AuditEntry.GENESIS));
    var kept = new Kept(next, next.hash());
    store.append(kept);
    LOG.infof(
        "audit %d: %s of %s by %s, hash %s",
        next.sequence(), deed.action(), deed.subject(), deed.actor(), kept.hash());
    return id;
  }

  /** For what has no transaction of its own: a transaction of this alone, before it is done. */
  @Transactional
  public void announce(Deed deed) {
    var _ = write(deed);
  }

  /** A page of it, oldest first. */
  @Transactional
  public List<Kept> after(long sequence, int limit) {
    return store.after(sequence, limit);
  }

  /** What was done to one thing, oldest first. */
  @Transactional
  public List<Kept> about(String subject, int limit) {
    return store.about(subject, limit);
  }

  /** Computes the whole chain anew. */
  @Transactional
  public Verification verify() {
    long entries = 0;
    String hash = AuditEntry.GENESIS;
    for (List<Kept> page = store.after(0, PAGE);
        !page.isEmpty();
        page = store.after(entries, PAGE)) {
      for (Kept kept : page) {
        Optional<String> rule = broken(kept, entries, hash);
        if (rule.isPresent()) {
          var broken = new Broken(kept.entry().sequence(), rule.get());
          return new Verification(entries, hash, broken);
        }
        entries++;
        hash = kept.hash();
      }
    }
    return new Verification(entries, hash, null);
  }

  private static Optional<String> broken(Kept kept, long before, String hashBefore) {
    AuditEntry entry = kept.entry();
    if (entry.sequence() != before + 1) {
      return Optional.of("entry " + (before + 1) + " is missing");
    }
    if (!entry.previousHash().equals(hashBefore)) {
      return Optional.of("its previous_hash is not the hash of entry " + before);
    }
    return entry.hash().equals(kept.hash())
        ? Optional.empty()
        : Optional.of("its contents do not have its hash");
  }
}
