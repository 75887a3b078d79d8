package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.application.CardNetwork.Declined;
import dev.connectpos.acquirer.application.CardNetwork.NotDone;
import dev.connectpos.acquirer.application.CardNetwork.Unclear;
import dev.connectpos.acquirer.application.CardNetwork.Verified;
import dev.connectpos.acquirer.application.SavedCards.Keepable;
import dev.connectpos.acquirer.application.SavedCards.NewCard;
import dev.connectpos.acquirer.application.SavedCards.NotVerified;
import dev.connectpos.acquirer.application.SavedCards.Saved;
import dev.connectpos.acquirer.application.SavedCards.Settled;
import dev.connectpos.acquirer.application.SavedCards.Unverifiable;
import dev.connectpos.acquirer.domain.ReturnCodes;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How a card is saved (A7):
 *
 * <ol>
 *   <li>a look: is it known, is it a card;
 *   <li>where the merchant wants it and the affiliation may, a verification for no money, with no
 *       transaction open; a no, and no answer, both keep nothing;
 *   <li>the card is kept, and a token used up.
 * </ol>
 *
 * <p>A verification holds nothing and may be repeated, so that a crash between the steps leaves
 * nothing to be looked after.
 */
@ApplicationScoped
public class Enrollment {
  private final SavedCards cards;
  private final NetworkCalls network;

  Enrollment(SavedCards cards, NetworkCalls network) {
    this.cards = cards;
    this.network = network;
  }

  /**
   * Saves a card.
   *
   * @throws InterruptedException when shutting down
   */
  public Saved save(NewCard wanted) throws InterruptedException {
    return switch (cards.look(wanted)) {
      case Settled(var outcome) -> outcome;
      case Keepable found -> {
        Affiliate verifier = found.verifier();
        yield verifier == null ? cards.keep(wanted, found) : verify(wanted, found, verifier);
      }
    };
  }

  private Saved verify(NewCard wanted, Keepable found, Affiliate verifier)
      throws InterruptedException {
    return switch (network.verify(verifier, found.card())) {
      case Verified _ -> cards.keep(wanted, found);
      // A no under a code that approves is nonsense, and nonsense is unclear.
      case Declined(var code) when !ReturnCodes.of(code).approves() -> new NotVerified(code);
      case Declined _, NotDone _, Unclear _ -> new Unverifiable();
    };
  }
}
