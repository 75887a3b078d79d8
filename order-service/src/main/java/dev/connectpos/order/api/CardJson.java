package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.order.application.CardToken;
import dev.connectpos.order.application.SavedCard;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A saved card as the incumbent answers it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record CardJson(
    String id,
    String firstSixDigits,
    String lastFourDigits,
    String brand,
    @Nullable String holderName,
    @Nullable String holderDocument,
    int expMonth,
    int expYear,
    String status,
    String type,
    @Nullable String label,
    @Nullable Map<String, String> billingAddress,
    @Nullable Map<String, String> metadata,
    String createdAt,
    String updatedAt) {

  /** What a token stands for. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Face(
      String firstSixDigits,
      String lastFourDigits,
      String brand,
      @Nullable String holderName,
      int expMonth,
      int expYear) {}

  /** A token; it works once. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Token(String id, String type, String createdAt, String expiresAt, Face card) {

    static Token of(CardToken token) {
      var face = token.face();
      return new Token(
          token.id(),
          "card",
          Timestamps.of(token.createdAt()),
          Timestamps.of(token.expiresAt()),
          new Face(
              face.firstSix(),
              face.lastFour(),
              face.brand(),
              face.holderName(),
              face.expMonth(),
              face.expYear()));
    }
  }

  static CardJson of(SavedCard card) {
    var face = card.face();
    var notes = card.notes();
    return new CardJson(
        card.id().value(),
        face.firstSix(),
        face.lastFour(),
        face.brand(),
        face.holderName(),
        notes.holderDocument(),
        face.expMonth(),
        face.expYear(),
        card.status(),
        card.type(),
        notes.label(),
        notes.billingAddress().isEmpty() ? null : notes.billingAddress(),
        notes.metadata().isEmpty() ? null : notes.metadata(),
        Timestamps.of(card.createdAt()),
        Timestamps.of(card.updatedAt()));
  }
}
