package dev.connectpos.order.application;

import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CardId;
import dev.connectpos.order.domain.CustomerId;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The acquirer's vault: the only place that knows card numbers. Every call throws {@link
 * PeerUnreachableException} if nobody can tell.
 */
public interface CardVault {

  /**
   * A card to be saved.
   *
   * @param verify whether the network is to be asked first (A7)
   */
  record NewCard(
      CardId id,
      AccountId account,
      CustomerId customer,
      CardSource.Unsaved source,
      boolean verify,
      SavedCard.Notes notes) {}

  /**
   * What is to be another of a card; null or empty: as before.
   *
   * @param expYear four digits
   */
  record Change(
      @Nullable String holderName,
      @Nullable Integer expMonth,
      @Nullable Integer expYear,
      SortedMap<String, String> billingAddress) {}

  /** Gives a token for a card. */
  Heard<CardToken> tokenFor(AccountId account, CardSource.CardNumber card);

  /** Saves a card; again under the same id, it is saved once and answered the same. */
  Heard<SavedCard> save(NewCard card);

  /** The card, if it is there. */
  Heard<SavedCard> find(AccountId account, CardId id);

  /** A page of a customer's cards, newest first, and how many there are in all. */
  Found<SavedCard> list(AccountId account, CustomerId customer, Slice slice);

  /** Changes what may be changed of a card. */
  Heard<SavedCard> change(AccountId account, CardId id, Change change);

  /** Destroys the number; the card as it was. */
  Heard<SavedCard> delete(AccountId account, CardId id);
}
