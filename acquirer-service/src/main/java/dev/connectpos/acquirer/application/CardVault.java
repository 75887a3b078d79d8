package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.Refusal;

/** Opens cards, in memory only. */
public interface CardVault {

  /** What came out of a sealed card. */
  sealed interface Opened {}

  /** It can be paid with. */
  record Legible(PresentedCard card, CardFacts facts) implements Opened {}

  /** It cannot; nobody needs to ask the network. */
  record Illegible(Refusal refusal) implements Opened {}

  /** Opens a card for the payment whose attempt it was sealed for. */
  Opened open(SealedCard sealed, PaymentTerms terms);
}
