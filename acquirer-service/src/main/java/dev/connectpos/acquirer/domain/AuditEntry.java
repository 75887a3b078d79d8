package dev.connectpos.acquirer.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain of what operators did.
 *
 * @param sequence from 1, without gaps
 * @param id what followed from it names it as its cause
 * @param previousHash of the entry before, {@link #GENESIS} for the first
 */
public record AuditEntry(long sequence, UUID id, Instant at, Deed deed, String previousHash) {
  /** What the first entry follows. */
  public static final String GENESIS = "0".repeat(64);

  /**
   * What was done.
   *
   * @param actor who: the name of a token with its fingerprint, or a service; never a secret
   * @param action dotted, past tense is not needed: {@code payment.resolve}
   * @param subject the id of what it was done to
   * @param before how that was; null if there is nothing to say
   * @param after how it is since
   * @param reason why, as the operator said
   * @param reference to where more is known: a ticket, a letter of the network's
   */
  public record Deed(
      String actor,
      String action,
      String subject,
      @Nullable String before,
      @Nullable String after,
      @Nullable String reason,
      @Nullable String reference) {}

  /**
   * SHA-256 in hex over the previous hash and the canonical contents: sequence, id, instant (ISO
   * 8601, UTC), actor, action, subject, before, after, reason, reference, in this order. Each is
   * written as its length in bytes of UTF-8, a colon and the text; what is not there as a dash: no
   * two contents are written alike.
   */
  public String hash() {
    var canonical = new StringBuilder(previousHash);
    append(canonical, String.valueOf(sequence));
    append(canonical, id.toString());
    append(canonical, at.toString());
    append(canonical, deed.actor());
    append(canonical, deed.action());
    append(canonical, deed.subject());
    append(canonical, deed.before());
    append(canonical, deed.after());
    append(canonical, deed.reason());
    append(canonical, deed.reference());
    return sha256(canonical.toString());
  }

  /** What follows this. */
  public AuditEntry next(UUID nextId, Instant then, Deed done) {
    return new AuditEntry(sequence + 1, nextId, then, done, hash());
  }

  private static void append(StringBuilder canonical, @Nullable String field) {
    if (field == null) {
      canonical.append('-');
    } else {
      canonical.append(bytes(field).length).append(':').append(field);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
