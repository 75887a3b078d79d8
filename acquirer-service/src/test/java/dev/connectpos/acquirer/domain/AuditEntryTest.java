package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
  private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final Instant AT = Instant.parse("2026-11-26T12:00:00.000001Z");
  private static final Deed DEED = new Deed("a", "b", "ç", null, "d", "", "f");
  private static final AuditEntry ENTRY = new AuditEntry(1, ID, AT, DEED, AuditEntry.GENESIS);

  /**
   * {@code printf '%064d1:136:<id>27:2026-11-26T12:00:00.000001Z1:a1:b2:ç-1:d0:1:f' 0 | sha256sum}.
   */
  @Test
  void isHashedAsItIsWrittenDown() {
    assertThat(ENTRY.hash())
        .isEqualTo("71fe1502adb2a8de84ae3815fdc45cf640ad2a73e7ea78e7d4238f439f0c9294");
  }

  @Test
  void everyFieldCounts() {
    Stream<AuditEntry> others =
        Stream.of(
            new AuditEntry(2, ID, AT, DEED, AuditEntry.GENESIS),
            new AuditEntry(1, new UUID(1, 1), AT, DEED, AuditEntry.GENESIS),
            new AuditEntry(1, ID, AT.plusNanos(1000), DEED, AuditEntry.GENESIS),
            new AuditEntry(1, ID, AT, DEED, "1".repeat(64)),
            with(new Deed("x", "b", "ç", null, "d", "", "f")),
            with(new Deed("a", "x", "ç", null, "d", "", "f")),
            with(new Deed("a", "b", "x", null, "d", "", "f")),
            with(new Deed("a", "b", "ç", "", "d", "", "f")),
            with(new Deed("a", "b", "ç", null, "x", "", "f")),
            with(new Deed("a", "b", "ç", null, "d", null, "f")),
            with(new Deed("a", "b", "ç", null, "d", "", "x")),
            with(new Deed("a", "b", "ç", null, "d", "1:f", null)));
    List<String> hashes = others.map(AuditEntry::hash).toList();
    assertThat(hashes).doesNotHaveDuplicates().doesNotContain(ENTRY.hash());
  }

  @Test
  void theNextFollowsItsHash() {
    AuditEntry next = ENTRY.next(new UUID(2, 2), AT, DEED);
    assertThat(next.sequence()).isEqualTo(2);
    assertThat(next.previousHash()).isEqualTo(ENTRY.hash());
  }

  private static AuditEntry with(Deed deed) {
    return new AuditEntry(1, ID, AT, deed, AuditEntry.GENESIS);
  }
}
