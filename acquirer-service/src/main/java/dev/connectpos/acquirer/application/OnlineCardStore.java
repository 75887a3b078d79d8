package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.PaymentId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where cards with their security codes wait for a moment: as tokens until somebody uses them, and
 * as presentments until their payment comes. Not in the write-ahead log, not in a backup.
 */
public interface OnlineCardStore {

  /**
   * A card that a payment will be made with.
   *
   * @param reference one use
   * @param paymentId the only payment it is for
   * @param token the card token it was made of; null for another card
   * @param cardId the saved card it was made of; null for another card
   * @param expiresAt of no use from then on
   */
  record OnlinePresentment(
      String reference,
      AccountId accountId,
      PaymentId paymentId,
      @Nullable String token,
      @Nullable String cardId,
      VaultedCard card,
      Instant expiresAt) {}

  /**
   * A card under a name that may be used once. Not the token that payments carry, which lasts.
   *
   * @param token its name
   * @param expiresAt of no use from then on
   */
  record CardToken(
      String token, AccountId accountId, VaultedCard card, Instant createdAt, Instant expiresAt) {}

  /** Keeps it, in place of an earlier one for the same payment. */
  void put(OnlinePresentment presentment);

  /** The one that waits for a payment. */
  Optional<OnlinePresentment> find(AccountId accountId, PaymentId paymentId);

  /** Lets it wait longer; answers whether it still waits. */
  boolean prolong(String reference, Instant expiresAt);

  /** Takes it out, in the caller's transaction: gone once that commits, back if it does not. */
  Optional<OnlinePresentment> take(String reference);

  /** Keeps it. */
  void add(CardToken token);

  /** A token of this account, if it is there. */
  Optional<CardToken> findToken(AccountId accountId, String token);

  /**
   * Takes a token of this account out, in the caller's transaction. Of two that take it at once one
   * waits, and finds nothing if the other commits.
   */
  Optional<CardToken> takeToken(AccountId accountId, String token);

  /** Deletes what nobody came for; answers how many. */
  int reap(Instant now);
}
