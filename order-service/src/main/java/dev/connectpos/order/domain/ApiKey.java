package dev.connectpos.order.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An API key, as much of it as is kept.
 *
 * @param sha256 lower-case hex of the key's SHA-256; the key itself is shown once and not kept. No
 *     salt is needed: a key has 95 random bits
 * @param validUntil not accepted from then on; null: without end
 */
public record ApiKey(
    ApiKeyId id,
    AccountId account,
    KeyKind kind,
    String sha256,
    Instant createdAt,
    @Nullable Instant validUntil) {

  /** The same key, valid until then; never longer than it was. */
  public ApiKey until(Instant end) {
    var sooner = validUntil != null && validUntil.isBefore(end) ? validUntil : end;
    return new ApiKey(id, account, kind, sha256, createdAt, sooner);
  }

  /** Whether it is not accepted any more. */
  public boolean isOverAt(Instant now) {
    return validUntil != null && !now.isBefore(validUntil);
  }

  /**
   * A key in the shape that the incumbent's modules check: {@code sk_test_…}, {@code sk_…}, {@code
   * pk_test_…} or {@code pk_…}.
   *
   * @param secret 16 word characters
   */
  public static String text(KeyKind kind, Environment environment, String secret) {
    var prefix =
        switch (kind) {
          case SECRET -> "sk_";
          case PUBLIC -> "pk_";
        };
    return switch (environment) {
      case LIVE -> prefix + secret;
      case TEST -> prefix + "test_" + secret;
    };
  }

  /** Lower-case hex of the SHA-256 of a key. */
  public static String sha256(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
