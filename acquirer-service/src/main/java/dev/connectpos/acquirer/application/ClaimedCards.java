package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.CardVault.Illegible;
import dev.connectpos.acquirer.application.CardVault.Legible;
import dev.connectpos.acquirer.application.CardVault.Opened;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What a payment's claim check is good for: a card of its own, once. */
@ApplicationScoped
class ClaimedCards {
  /** Said of a card whose data is gone: expired, used, or lost with the database's crash. */
  private static final Refusal NO_CARD = new Refusal("9109", "presentment_missing");

  /** Said of a card that comes from elsewhere than the payment does. */
  private static final Refusal OTHER_CARD = new Refusal("1022", "presentment_of_other_attempt");

  /** Said of a card of the vault that was changed at rest, or whose key is gone. */
  private static final Refusal UNREADABLE = new Refusal("1011", "card_data_unreadable");

  private final PresentmentStore presentments;
  private final OnlineCardStore onlineCards;
  private final CardVault vault;
  private final CardSafe safe;

  ClaimedCards(
      PresentmentStore presentments, OnlineCardStore onlineCards, CardVault vault, CardSafe safe) {
    this.presentments = presentments;
    this.onlineCards = onlineCards;
    this.vault = vault;
    this.safe = safe;
  }

  /** Takes the card out of where it waited, in the caller's transaction, and opens it. */
  Opened open(PaymentTerms terms, String cardReference, Instant now) {
    return switch (terms.channel()) {
      case Channel.Terminal terminal -> open(terms, terminal, cardReference, now);
      case Channel.Online _ -> openOnline(terms, cardReference, now);
    };
  }

  private Opened openOnline(PaymentTerms terms, String reference, Instant now) {
    var taken = onlineCards.take(reference);
    if (taken.isEmpty() || !now.isBefore(taken.get().expiresAt())) {
      return new Illegible(NO_CARD);
    }
    var presentment = taken.get();
    if (!presentment.paymentId().equals(terms.id())
        || !presentment.accountId().equals(terms.accountId())) {
      return new Illegible(OTHER_CARD);
    }
    var facts = presentment.card().facts();
    String row = VaultedCards.presentmentRow(terms.accountId(), reference);
    return safe.open(row, presentment.card().sealed(), facts.expiry())
        .<Opened>map(card -> new Legible(card, safe.facts(terms.accountId(), card, facts)))
        .orElseGet(() -> new Illegible(UNREADABLE));
  }

  private Opened open(
      PaymentTerms terms, Channel.Terminal terminal, String reference, Instant now) {
    var taken = presentments.take(reference);
    if (taken.isEmpty() || !now.isBefore(taken.get().expiresAt())) {
      return new Illegible(NO_CARD);
    }
    var presentment = taken.get();
    if (!presentment.attemptId().equals(terms.attemptId())
        || !presentment.terminalSerial().equals(terminal.serial())) {
      return new Illegible(OTHER_CARD);
    }
    return vault.open(presentment.card(), terms);
  }
}
