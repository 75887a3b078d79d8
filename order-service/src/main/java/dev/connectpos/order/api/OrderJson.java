package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as the incumbent answers it. No nulls: official SDKs refuse some, so what is absent is
 * left out.
 *
 * @param status pending, paid, canceled or failed; pending until the PDV closes the order
 * @param paidAmount extension: what was captured in all
 * @param canceledAmount extension: what of it was given back
 * @param statusReason extension: {@code expired} if the order closed by itself
 * @param closed whether the PDV may add no more to it; also of one that is paid over the API and
 *     whose payments have not come to their end
 * @param terminalStatus extension: where it is on its way through the terminal; canceled when
 *     nothing is left of what was approved last, done when closed
 * @param expiresAt extension: when it closes by itself
 * @param customer left out inside a charge, which has it beside
 * @param poiPaymentSettings left out, as is the terminal's status, if it is paid over the API
 * @param charges left out while there are none, and inside a charge
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record OrderJson(
    String id,
    String code,
    long amount,
    long paidAmount,
    @Nullable Long canceledAmount,
    String currency,
    boolean closed,
    List<Item> items,
    @Nullable Customer customer,
    String customerId,
    String status,
    @Nullable String statusReason,
    @Nullable String terminalStatus,
    String createdAt,
    String updatedAt,
    @Nullable String closedAt,
    @Nullable String expiresAt,
    @Nullable List<ChargeJson> charges,
    @Nullable Settings poiPaymentSettings,
    @Nullable Map<String, String> metadata) {

  /** One line. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Item(
      String id,
      String type,
      String description,
      long amount,
      long quantity,
      @Nullable String category,
      String status,
      String createdAt,
      String updatedAt,
      @Nullable String code) {}

  /** Who it is for. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Customer(
      String id,
      String name,
      @Nullable String email,
      boolean delinquent,
      String createdAt,
      String updatedAt,
      Map<String, String> phones) {}

  /** Where and how it is shown. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Settings(
      boolean visible,
      @Nullable String displayName,
      boolean printOrderReceipt,
      List<String> devicesSerialNumber,
      @Nullable Setup paymentSetup,
      String createdAt,
      String updatedAt) {}

  /**
   * How a direct order is to be paid; without a type the operator chooses.
   *
   * @param operationType extension
   * @param statementDescriptor extension
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Setup(
      @Nullable String type,
      int installments,
      String installmentType,
      String operationType,
      @Nullable String statementDescriptor) {}
}
