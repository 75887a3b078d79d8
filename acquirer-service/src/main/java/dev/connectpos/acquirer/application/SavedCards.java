package dev.connectpos.acquirer.application;

import static dev.connectpos.acquirer.application.VaultedCards.savedRow;
import static dev.connectpos.acquirer.application.VaultedCards.tokenRow;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.application.CardSafe.Implausible;
import dev.connectpos.acquirer.application.CardSafe.Plausible;
import dev.connectpos.acquirer.application.OnlineCardStore.CardToken;
import dev.connectpos.acquirer.application.OnlineCards.ByContents;
import dev.connectpos.acquirer.application.OnlineCards.ByToken;
import dev.connectpos.acquirer.application.OnlineCards.Invalid;
import dev.connectpos.acquirer.application.OnlineCards.NoToken;
import dev.connectpos.acquirer.application.SavedCardStore.Notes;
import dev.connectpos.acquirer.application.SavedCardStore.Owner;
import dev.connectpos.acquirer.application.SavedCardStore.Page;
import dev.connectpos.acquirer.application.SavedCardStore.SavedCard;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Saved cards, each step one transaction. {@link Enrollment} puts the steps of saving one together,
 * with the network between them.
 */
@ApplicationScoped
public class SavedCards {
  private static final Logger LOG = Logger.getLogger(SavedCards.class);
  private static final int REWRAP_BATCH = 100;

  private final SavedCardStore store;
  private final OnlineCardStore tokens;
  private final VaultedCards cards;
  private final CardSafe safe;
  private final AffiliationStore affiliations;
  private final AuditLog audit;
  private final Clock clock;

  SavedCards(
      SavedCardStore store,
      OnlineCardStore tokens,
      VaultedCards cards,
      CardSafe safe,
      AffiliationStore affiliations,
      AuditLog audit,
      Clock clock) {
    this.store = store;
    this.tokens = tokens;
    this.cards = cards;
    this.safe = safe;
    this.affiliations = affiliations;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A card to save.
   *
   * @param id chosen by order-service; asked again under it, nothing new happens
   * @param card typed, or a token
   * @param verify whether the merchant wants it verified first
   */
  public record NewCard(
      String id, Owner owner, OnlineCards.Named card, boolean verify, Notes notes) {}

  /** What became of a card to save. */
  public sealed interface Saved
      permits Kept, NotVerified, NotEnabled, Unverifiable, IdTaken, Invalid, NoToken {}

  /** It is saved, now or before. */
  public record Kept(SavedCard card) implements Saved, Changed {}

  /** Its issuer does not know it, or does not want it used; nothing is kept. */
  public record NotVerified(String returnCode) implements Saved {}

  /** The affiliation may not verify cards (A7); nothing is kept. */
  public record NotEnabled() implements Saved {}

  /** Nobody could tell; nothing is kept. */
  public record Unverifiable() implements Saved {}

  /** Another account has a card of this id. */
  public record IdTaken() implements Saved {}

  /** What became of a change. */
  public sealed interface Changed permits Kept, Unknown, Invalid {}

  /** No such card: unknown, deleted or another account's. */
  public record Unknown() implements Changed {}

  /** What a first look at a card to save tells. */
  sealed interface Look {}

  /** There is nothing left to do. */
  record Settled(Saved outcome) implements Look {}

  /**
   * It is to be kept.
   *
   * @param verifier whose verification comes first; null if none is wanted
   */
  record Keepable(PresentedCard card, PublicCard facts, @Nullable Affiliate verifier)
      implements Look {}

  /** The first step: is it known, is it a card, and is it to be verified? */
  @Transactional
  Look look(NewCard wanted) {
    AccountId accountId = wanted.owner().accountId();
    var known = store.find(accountId, wanted.id());
    if (known.isPresent()) {
      return new Settled(new Kept(known.get()));
    }
    return switch (wanted.card()) {
      case ByContents(var typed) ->
          switch (cards.examine(accountId, typed)) {
            case Implausible(var field, var rule) -> new Settled(new Invalid(field, rule));
            case Plausible(var card, var facts) -> keepable(wanted, card, facts);
          };
      // Only looked at: should the network not answer, the shopper may try again with it.
      case ByToken(var token) ->
          tokens
              .findToken(accountId, token)
              .filter(found -> clock.instant().isBefore(found.expiresAt()))
              .<Look>map(found -> keepable(wanted, open(found), found.card().facts()))
              .orElseGet(() -> new Settled(new NoToken()));
      case OnlineCards.BySavedCard _ ->
          throw new IllegalStateException("a saved card is not saved again");
    };
  }

  private PresentedCard open(CardToken token) {
    return cards.open(tokenRow(token.accountId(), token.token()), token.card());
  }

  private Look keepable(NewCard wanted, PresentedCard card, PublicCard facts) {
    if (!wanted.verify()) {
      return new Keepable(card, facts, null);
    }
    return affiliations
        .affiliateOf(wanted.owner().accountId())
        .filter(affiliate -> affiliate.services().zeroDollar())
        .<Look>map(verifier -> new Keepable(card, facts, verifier))
        .orElseGet(() -> new Settled(new NotEnabled()));
  }

  /** The last step: uses the token up, and keeps the card without its security code. */
  @Transactional
  Saved keep(NewCard wanted, Keepable found) {
    AccountId accountId = wanted.owner().accountId();
    if (wanted.card() instanceof ByToken(var token)
        && tokens.takeToken(accountId, token).isEmpty()) {
      // Used meanwhile: by this very request, asked twice, or by another.
      return store.find(accountId, wanted.id()).<Saved>map(Kept::new).orElseGet(NoToken::new);
    }
    var number = new PresentedCard(found.card().number(), found.card().expiry());
    Instant now = clock.instant();
    var card =
        new SavedCard(
            wanted.id(),
            wanted.owner(),
            found.facts(),
            safe.seal(savedRow(accountId, wanted.id()), number),
            safe.facts(accountId, number, found.facts()).token(),
            wanted.notes(),
            now,
            now,
            null);
    if (store.insert(card)) {
      return new Kept(card);
    }
    return store.find(accountId, wanted.id()).<Saved>map(Kept::new).orElseGet(IdTaken::new);
  }

  /** A card that may be used. */
  @Transactional
  public Optional<SavedCard> find(AccountId accountId, String id) {
    return store.find(accountId, id).filter(SavedCard::isActive);
  }

  /** A customer's cards that may be used, newest first. */
  @Transactional
  public Page list(Owner owner, int skip, int limit) {
    return store.list(owner, skip, limit);
  }

  /**
   * What may be changed of a card; null for what stays.
   *
   * @param billingAddress JSON
   */
  public record Change(
      @Nullable String holderName,
      @Nullable Integer expMonth,
      @Nullable Integer expYear,
      @Nullable String billingAddress) {}

  /** Changes what may be changed of a card. */
  @Transactional
  public Changed change(AccountId accountId, String id, Change change) {
    var found = store.lock(accountId, id).filter(SavedCard::isActive);
    if (found.isEmpty()) {
      return new Unknown();
    }
    SavedCard card = found.get();
    PublicCard facts;
    try {
      facts = changed(card.facts(), change);
    } catch (DateTimeException _) {
      return new Invalid("exp_month", "must be 1 to 12");
    }
    var fault = cards.examine(accountId, facts);
    if (fault.isPresent()) {
      return new Invalid(fault.get().field(), fault.get().rule());
    }
    var notes = card.notes();
    String address = change.billingAddress();
    var next =
        new SavedCard(
            card.id(),
            card.owner(),
            facts,
            card.sealed(),
            card.fingerprint(),
            new Notes(
                notes.holderDocument(),
                notes.label(),
                notes.metadata(),
                address == null ? notes.billingAddress() : address),
            card.createdAt(),
            clock.instant(),
            null);
    store.update(next);
    return new Kept(next);
  }

  private static PublicCard changed(PublicCard facts, Change change) {
    Integer year = change.expYear();
    Integer month = change.expMonth();
    String name = change.holderName();
    return new PublicCard(
        facts.brand(),
        facts.firstSix(),
        facts.lastFour(),
        name == null ? facts.holderName() : name,
        YearMonth.of(
            year == null ? facts.expiry().getYear() : TypedCard.fullYear(year),
            month == null ? facts.expiry().getMonthValue() : month));
  }

  /**
   * Destroys the number of a card. What is left tells that there was one; asked again, it is
   * answered the same.
   */
  @Transactional
  public Optional<SavedCard> delete(AccountId accountId, String id) {
    return store.lock(accountId, id).map(card -> card.isActive() ? delete(card) : card);
  }

  private SavedCard delete(SavedCard card) {
    Instant now = clock.instant();
    var deleted =
        new SavedCard(
            card.id(),
            card.owner(),
            card.facts(),
            null,
            card.fingerprint(),
            card.notes(),
            card.createdAt(),
            now,
            now);
    store.update(deleted);
    return deleted;
  }

  /**
   * Wraps the data keys of some cards anew that an older key wraps, so that it can be taken out of
   * the configuration some day; answers how many.
   */
  @Transactional
  public int rewrap() {
    int rewrapped = 0;
    for (SavedCard card : store.lockWrappedByOthers(safe.currentKey(), REWRAP_BATCH)) {
      Envelope sealed = card.sealed();
      String row = savedRow(card.owner().accountId(), card.id());
      var next = sealed == null ? Optional.<Envelope>empty() : safe.rewrap(row, sealed);
      if (next.isPresent()) {
        store.update(
            new SavedCard(
                card.id(),
                card.owner(),
                card.facts(),
                next.get(),
                card.fingerprint(),
                card.notes(),
                card.createdAt(),
                card.updatedAt(),
                card.deletedAt()));
        rewrapped++;
      } else {
        LOG.errorf("%s: its key is gone, or the row was changed", row);
      }
    }
    if (rewrapped > 0) {
      var _ =
          audit.write(
              new Deed(
                  "acquirer-service",
                  "vault_key.rotate",
                  safe.currentKey(),
                  null,
                  rewrapped + " cards wrapped anew",
                  null,
                  null));
    }
    return rewrapped;
  }
}
