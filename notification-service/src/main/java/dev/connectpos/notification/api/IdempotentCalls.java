package dev.connectpos.notification.api;

import dev.connectpos.notification.application.Idempotency;
import dev.connectpos.notification.application.Idempotency.Reply;
import dev.connectpos.notification.application.Idempotency.Request;
import dev.connectpos.notification.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers writes, under an Idempotency-Key once however often they are sent. */
@ApplicationScoped
class IdempotentCalls {
  private static final int MAX_KEY_CHARS = 255;

  private final Idempotency idempotency;

  IdempotentCalls(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  /**
   * A call that writes.
   *
   * @param operation method and path
   * @param key the header's value; null: none was sent and no repeat is recognised
   */
  @SuppressWarnings("ArrayRecordComponent") // Hashed, compared by no one.
  record Call(AccountId account, String operation, @Nullable String key, byte[] body) {}

  /** The effect's reply, or an earlier one. What the effect throws takes the key back. */
  Response answer(Call call, Response.Status status, Supplier<byte[]> effect) {
    String key = call.key();
    if (key == null) {
      return Response.status(status).entity(effect.get()).build();
    }
    if (key.isBlank() || key.length() > MAX_KEY_CHARS) {
      throw new RefusedException(
          RefusedException.Code.INVALID_REQUEST,
          Map.of("Idempotency-Key", List.of("The key must have 1 to 255 characters.")),
          null);
    }
    var request = new Request(call.account(), call.operation(), key, sha256(call.body()));
    Reply reply = idempotency.once(request, effect);
    var response = Response.status(status).entity(reply.body());
    if (reply.replayed()) {
      response.header("Idempotency-Replayed", "true");
    }
    return response.build();
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
