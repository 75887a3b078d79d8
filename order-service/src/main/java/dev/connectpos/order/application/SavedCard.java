package dev.connectpos.order.application;

import dev.connectpos.order.domain.CardId;
import dev.connectpos.order.domain.CustomerId;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A card that a customer lets the merchant keep, as far as anybody may know it.
 *
 * @param status active or deleted
 */
public record SavedCard(
    CardId id,
    CustomerId customer,
    CardFace face,
    String status,
    String type,
    Notes notes,
    Instant createdAt,
    Instant updatedAt) {

  /** What may be seen of a card. */
  public record CardFace(
      String brand,
      String firstSix,
      String lastFour,
      @Nullable String holderName,
      int expMonth,
      int expYear) {}

  /** What is said beside it. */
  public record Notes(
      @Nullable String holderDocument,
      @Nullable String label,
      SortedMap<String, String> metadata,
      SortedMap<String, String> billingAddress) {}
}
