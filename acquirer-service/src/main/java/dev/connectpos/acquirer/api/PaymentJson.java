package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.PaymentReports.CancellationView;
import dev.connectpos.acquirer.application.PaymentReports.CaptureView;
import dev.connectpos.acquirer.application.PaymentReports.PaymentView;
import dev.connectpos.acquirer.domain.ReturnCodes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A payment on the wire; fields its state does not have are absent. Amounts in minor units. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record PaymentJson(
    String id,
    String orderId,
    String accountId,
    String attemptId,
    String origin,
    @Nullable String terminalSerial,
    String nsu,
    String state,
    long amountMinor,
    long capturedMinor,
    String currency,
    String paymentType,
    int installments,
    String installmentType,
    @Nullable String returnCode,
    @Nullable String abecsCode,
    @Nullable String message,
    @Nullable String cause,
    @Nullable String reversalReason,
    @Nullable String authorizationCode,
    @Nullable Card card,
    Instant createdAt,
    @Nullable Instant authorizedAt,
    @Nullable Instant confirmBy,
    @Nullable Instant capturedAt,
    String operationType,
    @Nullable String softDescriptor,
    @Nullable Instant captureBy,
    long feeMinor,
    long refundedMinor,
    List<CaptureJson> captures,
    List<CancellationJson> cancellations) {

  /** All there is to know of the card. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Card(
      String brand, @Nullable String firstSix, @Nullable String lastFour, @Nullable String token) {}

  /**
   * A capture.
   *
   * @param requestId absent if it was captured by itself
   * @param isFinal whether nothing more may be captured after it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  record CaptureJson(
      @Nullable String requestId,
      long amountMinor,
      long feeMinor,
      @JsonProperty("final") boolean isFinal,
      Instant capturedAt) {

    static CaptureJson of(CaptureView view) {
      return new CaptureJson(
          view.requestId(), view.amountMinor(), view.feeMinor(), view.isFinal(), view.capturedAt());
    }
  }

  /** Money that went back, is to go back, or was refused to. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  record CancellationJson(
      String requestId,
      String kind,
      long amountMinor,
      String status,
      @Nullable String returnCode,
      @Nullable String message,
      int attempts,
      Instant askedAt,
      @Nullable Instant endedAt,
      @Nullable Instant contradictedAt) {

    static CancellationJson of(CancellationView view) {
      String code = view.returnCode();
      return new CancellationJson(
          view.requestId(),
          view.kind().toLowerCase(Locale.ROOT),
          view.amountMinor(),
          view.status(),
          code,
          code == null ? null : ReturnCodes.of(code).message(),
          view.attempts(),
          view.askedAt(),
          view.endedAt(),
          view.contradictedAt());
    }
  }

  static PaymentJson of(PaymentView view) {
    var merchant = view.merchant();
    String code = view.returnCode();
    String brand = view.cardBrand();
    return new PaymentJson(
        view.id(),
        view.orderId(),
        view.accountId(),
        view.attemptId(),
        view.origin().toLowerCase(Locale.ROOT),
        view.terminalSerial(),
        view.nsu(),
        view.state(),
        view.amountMinor(),
        view.capturedMinor(),
        view.currency(),
        view.paymentType().toLowerCase(Locale.ROOT),
        view.installments(),
        view.installmentType().toLowerCase(Locale.ROOT),
        code,
        view.abecsCode(),
        code == null ? null : ReturnCodes.of(code).message(),
        view.cause(),
        view.reversalReason(),
        view.authorizationCode(),
        brand == null
            ? null
            : new Card(brand, view.cardFirstSix(), view.cardLastFour(), view.cardToken()),
        view.createdAt(),
        view.authorizedAt(),
        view.confirmBy(),
        view.capturedAt(),
        merchant.operation().toLowerCase(Locale.ROOT),
        merchant.softDescriptor(),
        merchant.captureBy(),
        merchant.feeMinor(),
        merchant.refundedMinor(),
        merchant.captures().stream().map(CaptureJson::of).toList(),
        merchant.cancellations().stream().map(CancellationJson::of).toList());
  }
}
