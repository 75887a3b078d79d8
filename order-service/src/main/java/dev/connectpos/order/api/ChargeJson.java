package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A charge as the incumbent answers it.
 *
 * @param code the NSU of a sale on a terminal, 14 digits, also the Stone ID; the PDV's own of one
 *     over the API; or as a capture named it
 * @param status pending, paid or canceled; over the API also processing or failed
 * @param paymentMethod {@code cash} on a terminal, as the incumbent has it: the card is in the
 *     metadata; {@code credit_card} or {@code cash} over the API
 * @param paymentId extension: the payment behind it, as the acquirer calls it
 * @param outsideAcquirer extension: true of cash over the API, which is the PDV's own word
 * @param acquirerNsu extension: the NSU, whatever the code is
 * @param acquirerStatus extension: the same in a card transaction's words
 * @param statusReason extension: {@code capture_timeout} when it expired
 * @param operationType extension
 * @param captureBy extension: while something is held, the last instant to capture it
 * @param pendingCapture extension: true while a capture is asked for
 * @param pendingCancellation whether money is asked to be given back
 * @param canceledByTerminal extension: the serial number of the terminal whose operator canceled
 *     it, or is having it canceled
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
    @Nullable Boolean outsideAcquirer,
    @Nullable String acquirerNsu,
    @Nullable String acquirerStatus,
    @Nullable String statusReason,
    @Nullable String operationType,
    @Nullable String captureBy,
    @Nullable Boolean pendingCapture,
    @Nullable String canceledByTerminal,
    OrderJson.@Nullable Customer customer,
    @Nullable OrderJson order,
    Transaction lastTransaction,
    @Nullable Map<String, String> metadata) {

  /**
   * A transaction; {@code cash} is the only type SDKs know that fits a terminal.
   *
   * @param acquirerReturnCode the acquirer's; of one on a terminal an extension: why a cancellation
   *     failed
   * @param abecsCode extension: what the card's brand calls a refusal in the ABECS standard
   * @param card of one over the API
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
      @Nullable String acquirerName,
      @Nullable String acquirerAffiliationCode,
      @Nullable String acquirerTid,
      @Nullable String acquirerNsu,
      @Nullable String acquirerAuthCode,
      @Nullable String acquirerReturnCode,
      @Nullable String acquirerMessage,
      @Nullable String abecsCode,
      @Nullable String operationType,
      @Nullable Integer installments,
      @Nullable String statementDescriptor,
      @Nullable String fundingSource,
      @Nullable String description,
      @Nullable Card card,
      @Nullable GatewayResponse gatewayResponse) {}

  /** A card, as far as anybody but the acquirer may know it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Card(
      @Nullable String id,
      String firstSixDigits,
      String lastFourDigits,
      String brand,
      @Nullable String holderName,
      int expMonth,
      int expYear,
      String status,
      String type) {}

  /** That the acquirer answered, whatever it said. */
  record GatewayResponse(String code) {}
}
