package dev.connectpos.order.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.order.application.CardSource;
import dev.connectpos.order.application.CardToken;
import dev.connectpos.order.application.CardVault;
import dev.connectpos.order.application.Heard;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.application.SavedCard;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CardId;
import dev.connectpos.order.domain.CustomerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The vault is acquirer-service's. Nothing of a card is logged here, or kept. */
@ApplicationScoped
class AcquirerCardVault implements CardVault {
  private static final String CARDS = "/internal/v1/cards";

  private final Peers peers;

  AcquirerCardVault(Peers peers) {
    this.peers = peers;
  }

  @Override
  public Heard<CardToken> tokenFor(AccountId account, CardSource.CardNumber card) {
    var body = object().put("account_id", account.value());
    body.set("card", AcquirerPresentments.json(card));
    return peers
        .acquirer()
        .ask("POST", "/internal/v1/card-tokens", body)
        .heard(
            token ->
                new CardToken(
                    token.text("id"),
                    token.instant("created_at"),
                    token.instant("expires_at"),
                    face(token.object("card"))));
  }

  @Override
  public Heard<SavedCard> save(NewCard card) {
    var body =
        object()
            .put("account_id", card.account().value())
            .put("customer_id", card.customer().value())
            .put("verify", card.verify());
    switch (card.source()) {
      case CardSource.CardNumber number -> body.set("card", AcquirerPresentments.json(number));
      case CardSource.Token(var token) -> body.put("card_token", token);
    }
    var notes = card.notes();
    putIfSaid(body, "holder_document", notes.holderDocument());
    putIfSaid(body, "label", notes.label());
    putIfSaid(body, "metadata", notes.metadata());
    putIfSaid(body, "billing_address", notes.billingAddress());
    return peers
        .acquirer()
        .ask("PUT", CARDS + "/" + card.id().value(), body)
        .heard(AcquirerCardVault::card);
  }

  @Override
  public Heard<SavedCard> find(AccountId account, CardId id) {
    var path = CARDS + "/" + id.value() + Query.of().and("account_id", account.value());
    return peers.acquirer().ask("GET", path, null).heard(AcquirerCardVault::card);
  }

  @Override
  public Found<SavedCard> list(AccountId account, CustomerId customer, Slice slice) {
    var query =
        Query.of()
            .and("account_id", account.value())
            .and("customer_id", customer.value())
            .and("page", Integer.toString(slice.page()))
            .and("size", Integer.toString(slice.size()));
    var answer = peers.acquirer().ask("GET", CARDS + query, null);
    if (!answer.done()) {
      // There is nothing in the question that could be wrong.
      throw answer.unclear();
    }
    return new Found<>(
        answer.body().each("data", AcquirerCardVault::card), answer.body().number("total"));
  }

  @Override
  public Heard<SavedCard> change(AccountId account, CardId id, Change change) {
    var body = object().put("account_id", account.value());
    putIfSaid(body, "holder_name", change.holderName());
    if (change.expMonth() != null) {
      body.put("exp_month", change.expMonth());
    }
    if (change.expYear() != null) {
      body.put("exp_year", change.expYear());
    }
    putIfSaid(body, "billing_address", change.billingAddress());
    return peers
        .acquirer()
        .ask("PATCH", CARDS + "/" + id.value(), body)
        .heard(AcquirerCardVault::card);
  }

  @Override
  public Heard<SavedCard> delete(AccountId account, CardId id) {
    var path = CARDS + "/" + id.value() + Query.of().and("account_id", account.value());
    return peers.acquirer().ask("DELETE", path, null).heard(AcquirerCardVault::card);
  }

  private static SavedCard card(AnswerBody card) {
    return new SavedCard(
        new CardId(card.text("id")),
        new CustomerId(card.text("customer_id")),
        face(card),
        card.text("status"),
        card.text("type"),
        new SavedCard.Notes(
            card.textIfSaid("holder_document"),
            card.textIfSaid("label"),
            card.texts("metadata"),
            card.texts("billing_address")),
        card.instant("created_at"),
        card.instant("updated_at"));
  }

  private static SavedCard.CardFace face(AnswerBody card) {
    return new SavedCard.CardFace(
        card.text("brand"),
        card.text("first_six_digits"),
        card.text("last_four_digits"),
        card.textIfSaid("holder_name"),
        card.count("exp_month"),
        card.count("exp_year"));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void putIfSaid(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private static void putIfSaid(ObjectNode body, String name, SortedMap<String, String> values) {
    if (!values.isEmpty()) {
      var object = body.putObject(name);
      values.forEach(object::put);
    }
  }
}
