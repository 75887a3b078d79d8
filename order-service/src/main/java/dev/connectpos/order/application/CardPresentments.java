package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PresentedCard;

/**
 * Where a card is given to the acquirer before a payment is asked of it, so that no row and no
 * message ever holds one. Not in a transaction.
 */
public interface CardPresentments {

  /**
   * Presents the card. What is presented and never used is forgotten by the acquirer; again for the
   * same payment is in the place of the former, and a card token is the former.
   *
   * @return declined if the card does not do, with the field of it that is wrong, for example
   *     {@code card.number}
   * @throws PeerUnreachableException if there was no answer
   */
  Heard<Presented> present(AccountId account, PaymentId payment, CardSource card);

  /**
   * It is there.
   *
   * @param reference for the payment, once
   */
  record Presented(String reference, PresentedCard card) {}
}
