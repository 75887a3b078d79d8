package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A write that happens once however often it is asked for (O11). The key and the answer are stored
 * in the transaction of the effect, so a crash leaves all or nothing; keys live for seven days. A
 * repeat is answered as the first was, whatever its body: the setting by which an account may want
 * another body refused is order-service's and not known here.
 */
@ApplicationScoped
public class Idempotency {
  private final IdempotencyStore keys;
  private final SecretVault vault;
  private final Clock clock;

  Idempotency(IdempotencyStore keys, SecretVault vault, Clock clock) {
    this.keys = keys;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * A request under a key.
   *
   * @param operation method and path: a key means nothing on another route
   * @param hash over the body, kept beside the answer
   */
  @SuppressWarnings("ArrayRecordComponent") // Stored, compared by no one.
  public record Request(AccountId account, String operation, String key, byte[] hash) {}

  /**
   * What is answered.
   *
   * @param replayed whether this is the answer of an earlier request
   */
  @SuppressWarnings("ArrayRecordComponent") // Written to the wire, compared by no one.
  public record Reply(byte[] body, boolean replayed) {}

  /**
   * Runs the effect, or answers as it was answered before.
   *
   * @param effect joins this transaction; answers the body of the reply
   */
  @Transactional
  public Reply once(Request request, Supplier<byte[]> effect) {
    Instant now = clock.instant();
    if (keys.claim(request, now)) {
      byte[] body = effect.get();
      keys.complete(request, vault.seal(body, purpose(request)));
      return new Reply(body, false);
    }
    return new Reply(vault.open(keys.reply(request), purpose(request)), true);
  }

  private static String purpose(Request request) {
    return "reply to " + request.account() + " " + request.operation() + " " + request.key();
  }
}
