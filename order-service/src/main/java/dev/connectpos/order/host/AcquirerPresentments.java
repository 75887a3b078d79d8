package dev.connectpos.order.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.order.application.CardPresentments;
import dev.connectpos.order.application.CardSource;
import dev.connectpos.order.application.CardSource.CardNumber;
import dev.connectpos.order.application.CardSource.Saved;
import dev.connectpos.order.application.CardSource.Token;
import dev.connectpos.order.application.Heard;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PresentedCard;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Presents cards to acquirer-service. Neither a card nor an answer goes anywhere else from here.
 */
@ApplicationScoped
class AcquirerPresentments implements CardPresentments {
  private static final String PRESENTMENTS = "/internal/v1/online-presentments";

  private final Peers peers;

  AcquirerPresentments(Peers peers) {
    this.peers = peers;
  }

  @Override
  public Heard<Presented> present(AccountId account, PaymentId payment, CardSource card) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("account_id", account.value());
    body.put("payment_id", payment.value());
    switch (card) {
      case CardNumber number -> body.set("card", json(number));
      case Saved(var id) -> body.put("card_id", id);
      case Token(var token) -> body.put("card_token", token);
    }
    var answer = peers.acquirer().ask("POST", PRESENTMENTS, body);
    return switch (answer.status()) {
      case 201 -> new Heard.Said<>(presented(answer.body()));
      case 404 -> new Heard.Declined<>(answer.code(), null);
      case 422 -> new Heard.Declined<>(answer.code(), answer.field());
      default -> throw answer.unclear();
    };
  }

  /** A card as the acquirer's internal routes take it. */
  static ObjectNode json(CardNumber card) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("number", card.number());
    if (card.holderName() != null) {
      json.put("holder_name", card.holderName());
    }
    json.put("exp_month", card.expMonth());
    json.put("exp_year", card.expYear());
    if (card.cvv() != null) {
      json.put("cvv", card.cvv());
    }
    return json;
  }

  private static Presented presented(AnswerBody body) {
    var card = body.object("card");
    return new Presented(
        body.text("reference"),
        new PresentedCard(
            card.textIfSaid("id"),
            card.text("brand"),
            card.text("first_six_digits"),
            card.text("last_four_digits"),
            card.textIfSaid("holder_name"),
            card.count("exp_month"),
            card.count("exp_year")));
  }
}
