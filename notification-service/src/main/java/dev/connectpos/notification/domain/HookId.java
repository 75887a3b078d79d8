package dev.connectpos.notification.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * A notification, {@code hook_…}: the webhook-id of every attempt to deliver it, to any endpoint.
 */
public record HookId(String value) {
  private static final int HALF = 8;

  /**
   * The id of what a fact is told as. It follows from the fact, so that whoever derives it again
   * has the same one, and the several notifications of one fact have different ones. Ids sort by
   * the millisecond of their facts.
   */
  public static HookId of(UUID event, HookType type, Instant occurredAt) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((event + " " + type.wireName()).getBytes(StandardCharsets.UTF_8));
      long hash = ByteBuffer.wrap(digest.digest()).getLong();
      return new HookId(
          "hook_" + Base62.of(occurredAt.toEpochMilli(), HALF) + Base62.of(hash, HALF));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
