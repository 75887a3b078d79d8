package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.CardSafe.Examined;
import dev.connectpos.acquirer.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Optional;

/** Cards on their way from row to row: each row has its own seal, and a card its own month. */
@ApplicationScoped
class VaultedCards {
  private final CardSafe safe;
  private final AffiliationStore affiliations;
  private final PaymentSettings settings;
  private final Clock clock;

  VaultedCards(
      CardSafe safe, AffiliationStore affiliations, PaymentSettings settings, Clock clock) {
    this.safe = safe;
    this.affiliations = affiliations;
    this.settings = settings;
    this.clock = clock;
  }

  /** Where a token's card is kept. */
  static String tokenRow(AccountId accountId, String token) {
    return "card_token " + accountId + " " + token;
  }

  /** Where the card of a presentment is kept. */
  static String presentmentRow(AccountId accountId, String reference) {
    return "online_presentment " + accountId + " " + reference;
  }

  /** Where a saved card is kept. */
  static String savedRow(AccountId accountId, String cardId) {
    return "saved_card " + accountId + " " + cardId;
  }

  /** Looks at a typed card, in the month it is where the merchant is. */
  Examined examine(AccountId accountId, TypedCard typed) {
    return safe.examine(typed, month(accountId));
  }

  /** Looks at what of a card may be changed. */
  Optional<CardSafe.Implausible> examine(AccountId accountId, PublicCard facts) {
    return safe.examine(facts, month(accountId));
  }

  VaultedCard seal(String row, PresentedCard card, PublicCard facts) {
    return new VaultedCard(facts, safe.seal(row, card));
  }

  /**
   * Opens a card for somebody who waits for it.
   *
   * @throws IllegalStateException if it does not open: a key is missing, or the row was changed
   */
  PresentedCard open(String row, VaultedCard card) {
    return safe.open(row, card.sealed(), card.facts().expiry())
        .orElseThrow(() -> new IllegalStateException("does not open: " + row));
  }

  private YearMonth month(AccountId accountId) {
    var zone = affiliations.zoneOf(accountId).orElseGet(settings::acquirerZone);
    return YearMonth.now(clock.withZone(zone));
  }
}
