package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.PublicCard;
import dev.connectpos.acquirer.application.SavedCardStore.SavedCard;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cards on the wire, as far as anybody may know them. */
final class CardJson {
  private CardJson() {}

  /** A card, with its id if it is saved. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  record Facts(
      @Nullable String id,
      String brand,
      String firstSixDigits,
      String lastFourDigits,
      @Nullable String holderName,
      int expMonth,
      int expYear) {

    static Facts of(@Nullable String id, PublicCard card) {
      return new Facts(
          id,
          card.brand().schemeName(),
          card.firstSix(),
          card.lastFour(),
          card.holderName(),
          card.expiry().getMonthValue(),
          card.expiry().getYear());
    }
  }

  /** A card under its one-use reference. */
  record Ticket(String reference, @JsonProperty("expires_at") Instant expiresAt, Facts card) {}

  /** A card under its token. */
  record Token(
      String id,
      @JsonProperty("created_at") Instant createdAt,
      @JsonProperty("expires_at") Instant expiresAt,
      Facts card) {}

  /** A saved card. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  record Saved(
      String id,
      String customerId,
      String brand,
      String firstSixDigits,
      String lastFourDigits,
      @Nullable String holderName,
      int expMonth,
      int expYear,
      String status,
      String type,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant deletedAt,
      @Nullable String holderDocument,
      @Nullable String label,
      @JsonRawValue @Nullable String metadata,
      @JsonRawValue @Nullable String billingAddress) {

    static Saved of(SavedCard card) {
      PublicCard facts = card.facts();
      return new Saved(
          card.id(),
          card.owner().customerId(),
          facts.brand().schemeName(),
          facts.firstSix(),
          facts.lastFour(),
          facts.holderName(),
          facts.expiry().getMonthValue(),
          facts.expiry().getYear(),
          card.isActive() ? "active" : "deleted",
          "credit",
          card.createdAt(),
          card.updatedAt(),
          card.deletedAt(),
          card.notes().holderDocument(),
          card.notes().label(),
          card.notes().metadata(),
          card.notes().billingAddress());
    }
  }

  /** A page of cards. */
  record Page(List<Saved> data, long total) {}
}
