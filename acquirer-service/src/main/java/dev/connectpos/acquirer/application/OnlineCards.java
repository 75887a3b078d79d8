package dev.connectpos.acquirer.application;

import static dev.connectpos.acquirer.application.VaultedCards.presentmentRow;
import static dev.connectpos.acquirer.application.VaultedCards.savedRow;
import static dev.connectpos.acquirer.application.VaultedCards.tokenRow;

import dev.connectpos.acquirer.application.CardSafe.Implausible;
import dev.connectpos.acquirer.application.CardSafe.Plausible;
import dev.connectpos.acquirer.application.OnlineCardStore.CardToken;
import dev.connectpos.acquirer.application.OnlineCardStore.OnlinePresentment;
import dev.connectpos.acquirer.application.SavedCardStore.SavedCard;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claim check for cards that come over the API (O12): whatever a merchant names, typed, by
 * token or saved, waits sealed under a reference for its payment, and never passes through Kafka.
 */
@ApplicationScoped
public class OnlineCards {
  /** From the incumbent: a token is for the checkout that made it. */
  static final Duration TOKEN_LIFETIME = Duration.ofSeconds(60);

  private final OnlineCardStore store;
  private final SavedCardStore saved;
  private final VaultedCards cards;
  private final Ids ids;
  private final PaymentSettings settings;
  private final Clock clock;

  OnlineCards(
      OnlineCardStore store,
      SavedCardStore saved,
      VaultedCards cards,
      Ids ids,
      PaymentSettings settings,
      Clock clock) {
    this.store = store;
    this.saved = saved;
    this.cards = cards;
    this.ids = ids;
    this.settings = settings;
    this.clock = clock;
  }

  /** How a merchant names a card. */
  public sealed interface Named {}

  /** By all that is on it. */
  public record ByContents(TypedCard card) implements Named {}

  /** As a token, good for one use. */
  public record ByToken(String token) implements Named {}

  /**
   * As a saved card.
   *
   * @param customerId whose it must be; null for anybody's
   */
  public record BySavedCard(String cardId, @Nullable String customerId) implements Named {}

  /** What became of handing a card over. */
  public sealed interface Presented {}

  /**
   * What the payment has to name.
   *
   * @param cardId null unless it is a saved card
   */
  public record Ticket(
      String reference, Instant expiresAt, @Nullable String cardId, PublicCard card)
      implements Presented {}

  /** No such token: unknown, used, expired or another account's. */
  public record NoToken() implements Presented, SavedCards.Saved {}

  /** No such saved card: unknown, deleted, another customer's or another account's. */
  public record NoCard() implements Presented {}

  /** See {@link Implausible}. */
  public record Invalid(String field, String rule)
      implements Presented, Tokenized, SavedCards.Saved, SavedCards.Changed {}

  /** What became of a card to make a token of. */
  public sealed interface Tokenized {}

  /** See {@link CardToken}. */
  public record Token(String token, Instant createdAt, Instant expiresAt, PublicCard card)
      implements Tokenized {}

  /**
   * Keeps a card for one payment, in place of an earlier one of the same payment. Of the same token
   * the earlier one stays, as long as it is not used.
   */
  @Transactional
  public Presented present(AccountId accountId, PaymentId paymentId, Named named) {
    return switch (named) {
      case ByContents(var typed) ->
          switch (cards.examine(accountId, typed)) {
            case Implausible(var field, var rule) -> new Invalid(field, rule);
            case Plausible(var card, var facts) ->
                keep(new Source(accountId, paymentId, null, null), card, facts);
          };
      case ByToken(var token) -> presentToken(accountId, paymentId, token);
      case BySavedCard(var cardId, var customerId) ->
          saved
              .find(accountId, cardId)
              .filter(SavedCard::isActive)
              .filter(card -> customerId == null || card.owner().customerId().equals(customerId))
              .flatMap(card -> presentSaved(card, paymentId))
              .orElseGet(NoCard::new);
    };
  }

  /** A card's way to its payment. */
  private record Source(
      AccountId accountId, PaymentId paymentId, @Nullable String token, @Nullable String cardId) {}

  private Presented presentToken(AccountId accountId, PaymentId paymentId, String token) {
    var source = new Source(accountId, paymentId, token, null);
    var taken = store.takeToken(accountId, token).filter(this::isFresh);
    if (taken.isPresent()) {
      VaultedCard card = taken.get().card();
      return keep(source, cards.open(tokenRow(accountId, token), card), card.facts());
    }
    // Asked again for the same payment: the token is used, by this. The answer is the same, for
    // whoever asked first may have commanded the payment by that reference.
    Instant expiresAt = expiry();
    return store
        .find(accountId, paymentId)
        .filter(known -> token.equals(known.token()) && isFresh(known))
        .filter(known -> store.prolong(known.reference(), expiresAt))
        .<Presented>map(
            known -> new Ticket(known.reference(), expiresAt, null, known.card().facts()))
        .orElseGet(NoToken::new);
  }

  private Optional<Presented> presentSaved(SavedCard saved, PaymentId paymentId) {
    Envelope sealed = saved.sealed();
    if (sealed == null) {
      return Optional.empty();
    }
    AccountId accountId = saved.owner().accountId();
    PresentedCard card =
        cards.open(savedRow(accountId, saved.id()), new VaultedCard(saved.facts(), sealed));
    return Optional.of(
        keep(new Source(accountId, paymentId, null, saved.id()), card, saved.facts()));
  }

  private Presented keep(Source source, PresentedCard card, PublicCard facts) {
    String reference = ids.presentmentReference();
    Instant expiresAt = expiry();
    store.put(
        new OnlinePresentment(
            reference,
            source.accountId(),
            source.paymentId(),
            source.token(),
            source.cardId(),
            cards.seal(presentmentRow(source.accountId(), reference), card, facts),
            expiresAt));
    return new Ticket(reference, expiresAt, source.cardId(), facts);
  }

  /** Makes a token of a card. */
  @Transactional
  public Tokenized tokenize(AccountId accountId, TypedCard typed) {
    return switch (cards.examine(accountId, typed)) {
      case Implausible(var field, var rule) -> new Invalid(field, rule);
      case Plausible(var card, var facts) -> {
        Instant now = clock.instant();
        String token = ids.cardToken();
        var kept = cards.seal(tokenRow(accountId, token), card, facts);
        store.add(new CardToken(token, accountId, kept, now, now.plus(TOKEN_LIFETIME)));
        yield new Token(token, now, now.plus(TOKEN_LIFETIME), facts);
      }
    };
  }

  /** Deletes what nobody came for. */
  @Transactional
  public int reap() {
    return store.reap(clock.instant());
  }

  private Instant expiry() {
    return clock.instant().plus(settings.timing().presentmentLifetime());
  }

  private boolean isFresh(CardToken token) {
    return clock.instant().isBefore(token.expiresAt());
  }

  private boolean isFresh(OnlinePresentment presentment) {
    return clock.instant().isBefore(presentment.expiresAt());
  }
}
