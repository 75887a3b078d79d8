package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A charge as the incumbent answers it for a sale on a terminal.
 *
 * @param code the NSU, 14 digits, also the Stone ID; or as a capture named it
 * @param status pending, paid or canceled
 * @param paymentMethod always {@code cash}, as the incumbent has it; the card is in the metadata
 * @param paymentId extension: the payment behind it, as the acquirer calls it
 * @param acquirerNsu extension: the NSU, whatever the code is
 * @param acquirerStatus extension: the same in a card transaction's words
 * @param statusReason extension: {@code capture_timeout} when it expired
 * @param operationType extension
 * @param captureBy extension: while it is pending, when it expires
 * @param pendingCapture extension: true while a capture is asked for
 * @param pendingCancellation whether money is asked to be given back
 * @param customer left out inside an order
 * @param order left out inside an order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ChargeJson(
    String id,
    String code,
    long amount,
    @Nullable Long paidAmount,
    @Nullable Long canceledAmount,
    String status,
    String currency,
    String paymentMethod,
    @Nullable String paidAt,
    @Nullable String canceledAt,
    String createdAt,
    String updatedAt,
    boolean pendingCancellation,
    String paymentId,
    String acquirerNsu,
    String acquirerStatus,
    @Nullable String statusReason,
    String operationType,
    @Nullable String captureBy,
    @Nullable Boolean pendingCapture,
    OrderJson.@Nullable Customer customer,
    @Nullable OrderJson order,
    Transaction lastTransaction,
    Map<String, String> metadata) {

  /**
   * A transaction; {@code cash} is the only type SDKs know that fits a terminal.
   *
   * @param acquirerReturnCode extension: why a cancellation failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Transaction(
      String id,
      String transactionType,
      long amount,
      String status,
      boolean success,
      String createdAt,
      String updatedAt,
      @Nullable String acquirerReturnCode,
      @Nullable String acquirerMessage) {}
}
