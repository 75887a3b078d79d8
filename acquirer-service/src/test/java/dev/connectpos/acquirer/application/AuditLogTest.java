package dev.connectpos.acquirer.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.application.AuditLog.Broken;
import dev.connectpos.acquirer.application.AuditStore.Kept;
import dev.connectpos.acquirer.domain.AuditEntry;
import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the chain shows, and what it does not. */
class AuditLogTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final Pages store = new Pages();
  private final AuditLog log =
      new AuditLog(store, Ports.unused(Ids.class), Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void write() {
    for (int i = 1; i <= 5; i++) {
      var _ = log.write(deed("subject " + i), new UUID(0, i), NOW.plusSeconds(i));
    }
  }

  @Test
  void aChainThatNobodyTouchedIsWhole() {
    var found = log.verify();
    assertThat(found.broken()).isNull();
    assertThat(found.entries()).isEqualTo(5);
    assertThat(found.lastHash()).isEqualTo(store.kept.getLast().hash());
    store.kept.clear();
    assertThat(log.verify().lastHash()).isEqualTo(AuditEntry.GENESIS);
  }

  @Test
  void namesTheEntryWhoseContentsWereChanged() {
    AuditEntry third = store.kept.get(2).entry();
    var changed = new AuditEntry(3, third.id(), third.at(), deed("another"), third.previousHash());
    store.kept.set(2, new Kept(changed, store.kept.get(2).hash()));
    assertThat(log.verify().broken()).isEqualTo(new Broken(3, "its contents do not have its hash"));
    store.kept.set(2, new Kept(changed, changed.hash()));
    assertThat(log.verify().broken())
        .isEqualTo(new Broken(4, "its previous_hash is not the hash of entry 3"));
  }

  @Test
  void namesTheEntryBeforeWhichOneIsMissing() {
    store.kept.remove(1);
    var found = log.verify();
    assertThat(found.broken()).isEqualTo(new Broken(3, "entry 2 is missing"));
    assertThat(found.entries()).isEqualTo(1);
  }

  @Test
  void anEndThatWasCutOffShowsOnlyInTheLastHash() {
    String last = log.verify().lastHash();
    store.kept.removeLast();
    assertThat(log.verify().broken()).isNull();
    assertThat(log.verify().lastHash()).isNotEqualTo(last);
  }

  private static Deed deed(String subject) {
    return new Deed("admin-token:00", "payment.resolve", subject, null, null, "why", null);
  }

  /** Two entries a page, whatever was asked for. */
  private static final class Pages implements AuditStore {
    final List<Kept> kept = new ArrayList<>();

    @Override
    public Optional<Kept> lockLast() {
      return kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
    }

    @Override
    public void append(Kept next) {
      kept.add(next);
    }

    @Override
    public List<Kept> after(long sequence, int limit) {
      return kept.stream().filter(it -> it.entry().sequence() > sequence).limit(2).toList();
    }

    @Override
    public List<Kept> about(String subject, int limit) {
      return kept.stream().filter(it -> it.entry().deed().subject().equals(subject)).toList();
    }
  }
}
