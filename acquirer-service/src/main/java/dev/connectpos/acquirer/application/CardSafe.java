package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.CardFacts;
import java.time.YearMonth;
import java.util.Optional;

/** Seals cards that came over the API for the rows they wait in, and opens them again. */
public interface CardSafe {

  /** What a look at a typed card tells. */
  sealed interface Examined {}

  /** It may be a card. Whether it is one, only its issuer knows. */
  record Plausible(PresentedCard card, PublicCard facts) implements Examined {}

  /**
   * It is none.
   *
   * @param field the field at fault, of the card
   * @param rule what it should be; never what it was
   */
  record Implausible(String field, String rule) implements Examined {}

  /**
   * Looks at a typed card.
   *
   * @param month the current one, where the merchant is
   */
  Examined examine(TypedCard typed, YearMonth month);

  /** Looks at the name and the expiry alone. */
  Optional<Implausible> examine(PublicCard facts, YearMonth month);

  /**
   * Seals number and security code.
   *
   * @param row which row it is for; opens for no other
   */
  Envelope seal(String row, PresentedCard card);

  /**
   * Opens what was sealed for this row; nothing if it was tampered with, belongs to another row, or
   * its key is gone.
   */
  Optional<PresentedCard> open(String row, Envelope sealed, YearMonth expiry);

  /** The id of the key that new envelopes are wrapped by. */
  String currentKey();

  /** The same contents, wrapped by the current key; nothing if it does not open. */
  Optional<Envelope> rewrap(String row, Envelope sealed);

  /** What a payment states of a card. */
  CardFacts facts(AccountId accountId, PresentedCard card, PublicCard known);
}
