package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.Refusal;
import java.util.Optional;

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

  /**
   * The token of a card within an account: the same that its payments carry. The card is not kept.
   *
   * @param sealedFor what its terminal sealed it for
   * @return empty if it does not open, or is no card
   */
  Optional<String> token(SealedCard sealed, AccountId accountId, String sealedFor);
}
