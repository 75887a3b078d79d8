package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A charge as the incumbent answers it for a sale on a terminal.
 *
 * @param code the NSU, 14 digits, also the Stone ID
 * @param paymentMethod always {@code cash}, as the incumbent has it; the card is in the metadata
 * @param paymentId extension: the payment behind it, as the acquirer calls it
 * @param customer left out inside an order
 * @param order left out inside an order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ChargeJson(
    String id,
    String code,
    long amount,
    long paidAmount,
    String status,
    String currency,
    String paymentMethod,
    String paidAt,
    String createdAt,
    String updatedAt,
    String paymentId,
    OrderJson.@Nullable Customer customer,
    @Nullable OrderJson order,
    Transaction lastTransaction,
    Map<String, String> metadata) {

  /** The transaction; {@code cash} is the only type SDKs know that fits a terminal. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Transaction(
      String id,
      String transactionType,
      long amount,
      String status,
      boolean success,
      String createdAt,
      String updatedAt) {}
}
