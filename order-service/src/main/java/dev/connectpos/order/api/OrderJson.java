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
 * @param paidAmount extension: what the charges sum to
 * @param customer left out inside a charge, which has it beside
 * @param charges left out while there are none, and inside a charge
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record OrderJson(
    String id,
    String code,
    long amount,
    long paidAmount,
    String currency,
    boolean closed,
    List<Item> items,
    @Nullable Customer customer,
    String customerId,
    String status,
    String createdAt,
    String updatedAt,
    @Nullable String closedAt,
    @Nullable List<ChargeJson> charges,
    Settings poiPaymentSettings,
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
      Setup paymentSetup,
      String createdAt,
      String updatedAt) {}

  /** How it is to be paid; without a type the operator chooses. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Setup(@Nullable String type, int installments, String installmentType) {}
}
