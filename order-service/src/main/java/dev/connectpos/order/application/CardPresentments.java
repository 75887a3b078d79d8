package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PresentedCard;
import org.jspecify.annotations.Nullable;

/**
 * Where a card is given to the acquirer before a payment is asked of it, so that no row and no
 * message ever holds one. Not in a transaction.
 */
public interface CardPresentments {

  /**
   * Presents the card. What is presented and never used is forgotten by the acquirer; again for the
   * same payment is in the place of the former, and a card token is the former.
   *
   * @throws PeerUnreachableException if there was no answer
   */
  Answer present(AccountId account, PaymentId payment, CardSource card);

  /** What the acquirer says of the card. */
  sealed interface Answer {}

  /**
   * It is there.
   *
   * @param reference for the payment, once
   */
  record Presented(String reference, PresentedCard card) implements Answer {}

  /**
   * It does not do.
   *
   * @param code stable
   * @param field what of it is wrong, for example {@code card.number}; null: the acquirer names
   *     none
   */
  record Refused(String code, @Nullable String field) implements Answer {}
}
