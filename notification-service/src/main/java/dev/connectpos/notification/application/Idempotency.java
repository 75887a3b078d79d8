package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A write that happens once however often it is asked for (O11). The key, the request's hash and
 * the answer are stored in the transaction of the effect, so a crash leaves all or nothing; keys
 * live for seven days.
 */
@ApplicationScoped
public class Idempotency {
  private static final Duration KEPT = Duration.ofDays(7);

  private final IdempotencyStore keys;
  private final SecretVault vault;
  private final Clock clock;

  @Inject
  Idempotency(IdempotencyStore keys, SecretVault vault, Clock clock) {
    this.keys = keys;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * A request under a key.
   *
   * @param hash over what is asked for, the route included
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared in constant time, by us alone.
  public record Request(AccountId account, String key, byte[] hash) {}

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
   * @return nothing if the key was used for another request
   */
  @Transactional
  public Optional<Reply> once(Request request, Supplier<byte[]> effect) {
    AccountId account = request.account();
    Instant now = clock.instant();
    keys.forgetBefore(account, now.minus(KEPT));
    if (keys.claim(account, request.key(), request.hash(), now)) {
      byte[] body = effect.get();
      keys.complete(account, request.key(), vault.seal(body, purpose(request)));
      return Optional.of(new Reply(body, false));
    }
    var kept = keys.get(account, request.key());
    if (!MessageDigest.isEqual(kept.requestHash(), request.hash())) {
      return Optional.empty();
    }
    byte[] sealed = kept.sealedReply().orElseThrow();
    return Optional.of(new Reply(vault.open(sealed, purpose(request)), true));
  }

  private static String purpose(Request request) {
    return "reply to " + request.account() + " " + request.key();
  }
}
