package dev.connectpos.order.application;

import dev.connectpos.order.application.CardVault.Change;
import dev.connectpos.order.application.CardVault.NewCard;
import dev.connectpos.order.application.Heard.Declined;
import dev.connectpos.order.application.Heard.Said;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CardId;
import dev.connectpos.order.domain.CustomerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cards that customers let a merchant keep, and tokens of cards. The vault is the acquirer's:
 * nothing of a card is kept here but its id, for an Idempotency-Key.
 */
@ApplicationScoped
public class Cards {
  private static final Pattern CARD_ID = Pattern.compile("card_\\w{16}");
  private static final Declined<SavedCard> NO_CARD = new Declined<>("card_not_found", null);

  private final Errands errands;
  private final Customers customers;
  private final CardVault vault;
  private final Resources resources;
  private final Ids ids;

  Cards(Errands errands, Customers customers, CardVault vault, Resources resources, Ids ids) {
    this.errands = errands;
    this.customers = customers;
    this.vault = vault;
    this.resources = resources;
    this.ids = ids;
  }

  /** A token of a card, as the API shows it. */
  public Reply tokenFor(AccountId account, CardSource.CardNumber card) {
    return switch (vault.tokenFor(account, card)) {
      case Said<CardToken>(var token) -> new Reply.Done(resources.cardToken(token), false);
      case Declined<CardToken> declined -> declined.reply();
    };
  }

  /**
   * How a card is to be saved.
   *
   * @param verified whether it is to be verified first (A7); null: if the account may
   */
  public record Wish(SavedCard.Notes notes, @Nullable Boolean verified) {}

  /** Saves a card, once for each Idempotency-Key. */
  public Reply save(
      Account account,
      CustomerId customer,
      CardSource.Unsaved source,
      Wish wish,
      CallContext context) {
    boolean may = account.services().zeroDollar();
    Boolean wished = wish.verified();
    boolean verify = wished == null ? may : wished;
    if (verify && !may) {
      return new Reply.Declined("zero_dollar_not_enabled", null);
    }
    return errands.run(
        context,
        ofCustomer(account, customer, () -> new Reply.Asked(ids.card().value(), false)),
        id ->
            shown(
                vault.save(
                    new NewCard(
                        new CardId(id), account.id(), customer, source, verify, wish.notes()))));
  }

  /** A card, as the API shows it. */
  public Reply find(Account account, CustomerId customer, CardId id) {
    if (customers.find(account.id(), customer).isEmpty()) {
      return new Reply.NoSuchCustomer();
    }
    return switch (shown(ofCustomer(account.id(), customer, id))) {
      case Said<String>(var body) -> new Reply.Done(body, false);
      case Declined<String> declined -> declined.reply();
    };
  }

  /** A page of a customer's cards, as the API shows each; empty if there is no such customer. */
  public Optional<Found<String>> list(AccountId account, CustomerId customer, Slice slice) {
    return customers
        .find(account, customer)
        .map(_ -> vault.list(account, customer, slice).as(resources::card));
  }

  /** Changes a card. */
  public Reply change(
      Account account, CustomerId customer, CardId card, Change change, CallContext context) {
    return errands.run(
        context,
        ofCustomer(account, customer, () -> new Reply.Asked(card.value(), false)),
        id ->
            ofCustomer(account.id(), customer, new CardId(id)) instanceof Said<SavedCard>
                ? shown(vault.change(account.id(), new CardId(id), change))
                : shown(NO_CARD));
  }

  /** Destroys a card's number. */
  public Reply delete(Account account, CustomerId customer, CardId card, CallContext context) {
    return errands.run(
        context,
        ofCustomer(account, customer, () -> new Reply.Asked(card.value(), false)),
        id ->
            ofCustomer(account.id(), customer, new CardId(id)) instanceof Said<SavedCard>
                ? shown(vault.delete(account.id(), new CardId(id)))
                : shown(NO_CARD));
  }

  private Supplier<Reply> ofCustomer(
      Account account, CustomerId customer, Supplier<Reply> otherwise) {
    return () ->
        customers.find(account.id(), customer).isEmpty()
            ? new Reply.NoSuchCustomer()
            : otherwise.get();
  }

  /** The card, if it is this customer's. */
  private Heard<SavedCard> ofCustomer(AccountId account, CustomerId customer, CardId id) {
    if (!CARD_ID.matcher(id.value()).matches()) {
      return NO_CARD;
    }
    var found = vault.find(account, id);
    return found instanceof Said<SavedCard>(var card) && !card.customer().equals(customer)
        ? NO_CARD
        : found;
  }

  private Heard<String> shown(Heard<SavedCard> heard) {
    return heard.map(resources::card);
  }
}
