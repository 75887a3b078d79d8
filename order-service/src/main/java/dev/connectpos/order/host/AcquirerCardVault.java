package dev.connectpos.order.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.order.application.CardSource;
import dev.connectpos.order.application.CardToken;
import dev.connectpos.order.application.CardVault;
import dev.connectpos.order.application.Heard;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.application.PeerUnreachableException;
import dev.connectpos.order.application.SavedCard;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CardId;
import dev.connectpos.order.domain.CustomerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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
    return heard(
        peers.acquirer().ask("POST", "/internal/v1/card-tokens", body),
        token ->
            new CardToken(
                token.path("id").asText(),
                instant(token, "created_at"),
                instant(token, "expires_at"),
                face(token.path("card"))));
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
      case CardSource.CardToken(var token) -> body.put("card_token", token);
    }
    var notes = card.notes();
    putIfSaid(body, "holder_document", notes.holderDocument());
    putIfSaid(body, "label", notes.label());
    putIfSaid(body, "metadata", notes.metadata());
    putIfSaid(body, "billing_address", notes.billingAddress());
    return heard(
        peers.acquirer().ask("PUT", CARDS + "/" + card.id().value(), body),
        AcquirerCardVault::card);
  }

  @Override
  public Heard<SavedCard> find(AccountId account, CardId id) {
    var path = CARDS + "/" + id.value() + Query.of().and("account_id", account.value());
    return heard(peers.acquirer().ask("GET", path, null), AcquirerCardVault::card);
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
      throw new PeerUnreachableException("acquirer-service");
    }
    var cards = new ArrayList<SavedCard>();
    answer.body().path("data").forEach(card -> cards.add(card(card)));
    return new Found<>(cards, answer.body().path("total").asLong());
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
    return heard(
        peers.acquirer().ask("PATCH", CARDS + "/" + id.value(), body), AcquirerCardVault::card);
  }

  @Override
  public Heard<SavedCard> delete(AccountId account, CardId id) {
    var path = CARDS + "/" + id.value() + Query.of().and("account_id", account.value());
    return heard(peers.acquirer().ask("DELETE", path, null), AcquirerCardVault::card);
  }

  private static <T> Heard<T> heard(Peer.Answer answer, Function<JsonNode, T> what) {
    return answer.done()
        ? new Heard.Said<>(what.apply(answer.body()))
        : new Heard.Declined<>(answer.code(), answer.field());
  }

  private static SavedCard card(JsonNode card) {
    return new SavedCard(
        new CardId(card.path("id").asText()),
        new CustomerId(card.path("customer_id").asText()),
        face(card),
        card.path("status").asText(),
        card.path("type").asText(),
        new SavedCard.Notes(
            text(card, "holder_document"),
            text(card, "label"),
            texts(card.path("metadata")),
            texts(card.path("billing_address"))),
        instant(card, "created_at"),
        instant(card, "updated_at"));
  }

  private static SavedCard.CardFace face(JsonNode card) {
    return new SavedCard.CardFace(
        card.path("brand").asText(),
        card.path("first_six_digits").asText(),
        card.path("last_four_digits").asText(),
        text(card, "holder_name"),
        card.path("exp_month").asInt(),
        card.path("exp_year").asInt());
  }

  private static @Nullable String text(JsonNode node, String name) {
    var value = node.path(name);
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  private static Instant instant(JsonNode node, String name) {
    return Instant.parse(node.path(name).asText());
  }

  private static SortedMap<String, String> texts(JsonNode object) {
    var texts = new TreeMap<String, String>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
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
